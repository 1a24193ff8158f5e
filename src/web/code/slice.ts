// The part of an open app that the code pane gets: all it needs to be shown on its own.
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { VersionFile } from "../../protocol/resources.ts";
import type { Run } from "../model/index.ts";

export interface CodeSlice {
  /** The version whose files are shown; null if there is none. */
  number: ReadonlySignal<number | null>;
  /** The run whose files are shown as they are written; null while a version's files are shown. */
  writing: ReadonlySignal<Run | null>;
  /** The connection is lost: a file shown as being written may not be. */
  held: ReadonlySignal<boolean>;
  /** The file chosen by the person. */
  openPath: Signal<string | null>;
  /** The line of it to mark, from 1; null if none is. */
  openLine: Signal<number | null>;
  /** Why there is no version, for display; null while a run may still produce one. */
  whyEmpty: ReadonlySignal<string | null>;
  files: (number: number) => Promise<VersionFile[]>;
  text: (number: number, file: VersionFile) => Promise<string>;
  bytes: (number: number, file: VersionFile) => Promise<Blob>;
  /** Files can be added and replaced: the newest version is shown, and no run is working. */
  canAdd: ReadonlySignal<boolean>;
  /** An upload on its way: what it is, and the part that has left, 0 to 1. */
  upload: ReadonlySignal<{ words: string; part: number } | null>;
  add: (files: readonly File[]) => Promise<void>;
  replace: (path: string, file: File) => Promise<void>;
}
