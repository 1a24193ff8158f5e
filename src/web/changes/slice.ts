// What the changes pane takes of an open app, and all that it needs to be shown alone.
import type { ReadonlySignal } from "@preact/signals";
import type { FileDiff } from "../../protocol/resources.ts";

export interface ChangesSlice {
  /** The version whose changes are shown; null while there is none. */
  number: ReadonlySignal<number | null>;
  /** The version that it is compared with; null for the first one. */
  parentNumber: ReadonlySignal<number | null>;
  /** The pane is looked at: only then are changes read. */
  visible: ReadonlySignal<boolean>;
  /** Why there is no version, in words; null while a run may still bring one. */
  whyEmpty: ReadonlySignal<string | null>;
  diff: (number: number) => Promise<FileDiff[]>;
}
