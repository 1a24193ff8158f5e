// What viewers see of a call that writes or edits a file, while its arguments stream: the text as it is written, an edit as it happens.
// Nothing here decides what becomes of the file: the tool does, and says with one last change where viewers saw something else.
import { filePathMaxCharacters } from "../../protocol/constants.ts";
import type { ArgumentPath } from "./argument-scanner.ts";

export interface FileCallOptions {
  /**
   * The path is known. Null: viewers are told of this call by the tool, when it is carried out. `content`: the file as they have it; null where there
   * is none, or where that is not certain. Called once.
   */
  open(path: string, action: "write" | "edit"): { content: string | null } | null;
  /** Offsets and lengths in UTF-16 units of the file as viewers have it. */
  splice(offset: number, remove: number, text: string): void;
}

export interface ShownFile {
  path: string;
  /** The file as viewers have it, for an edit of which all or a part was shown; null when nothing of it was. */
  content: string | null;
}

export interface FileCall {
  feed(fragment: string): void;
  shown(): ShownFile | null;
}

export const isKey = (path: ArgumentPath, key: string) => path.length === 1 && path[0] === key;

/** A path that is too long is no path: the tool refuses it, and viewers have nothing to open. */
export const isShown = (path: string) => path.length <= filePathMaxCharacters;
