// What a repair of a file's content receives and returns; clean.ts lists them all.
import type { FileKind } from "./file-kinds.ts";

export interface File {
  path: string;
  kind: FileKind;
}

/** `what` was taken off; `refused`: a sentence that says what is wrong and what to do. */
export type Mended = { content: string; what: string } | { refused: string };

/** One thing that models leave in contents; null when it is not there, or may be meant. */
export type Mend = (content: string, file: File) => Mended | null;
