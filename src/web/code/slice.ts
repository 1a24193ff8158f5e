// What the code pane takes of an open app, and all that it needs to be shown alone.
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { VersionFile } from "../../protocol/resources.ts";
import type { Run } from "../model/index.ts";

export interface CodeSlice {
  /** The version whose files are shown; null while there is none. */
  number: ReadonlySignal<number | null>;
  /** The run whose files are shown as they are written; null while the files of a version are. */
  writing: ReadonlySignal<Run | null>;
  /** Nothing is heard of the app: what seems to be written may not be. */
  held: ReadonlySignal<boolean>;
  /** The file that the person chose. */
  openPath: Signal<string | null>;
  /** Why there is no version, in words; null while a run may still bring one. */
  whyEmpty: ReadonlySignal<string | null>;
  files: (number: number) => Promise<VersionFile[]>;
  text: (number: number, file: VersionFile) => Promise<string>;
}
