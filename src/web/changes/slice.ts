// The part of an open app that the changes pane gets: all it needs to be shown on its own.
import type { ReadonlySignal } from "@preact/signals";
import type { FileDiff } from "../../protocol/resources.ts";

export interface ChangesSlice {
  /** The version whose changes are shown; null if there is none. */
  number: ReadonlySignal<number | null>;
  /** The version it is compared with; null for the first version. */
  parentNumber: ReadonlySignal<number | null>;
  /** Whether the pane is visible. Changes are loaded only then. */
  visible: ReadonlySignal<boolean>;
  /** Why there is no version, for display; null while a run may still produce one. */
  whyEmpty: ReadonlySignal<string | null>;
  diff: (number: number) => Promise<FileDiff[]>;
}
