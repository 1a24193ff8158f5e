// What a repair of a file's content receives and returns; clean.ts lists them all.
import type { FileKind } from "./file-kinds.ts";

export interface File {
  path: string;
  kind: FileKind;
}

/** `what` was removed; `refused`: a sentence that says what is wrong and what to do. */
export type Mended = { content: string; what: string } | { refused: string };

/** Repairs one habit of models; null if the content does not show it, or may mean it. */
export type Mend = (content: string, file: File) => Mended | null;
