// What viewers see of a call that writes or edits a file, while its arguments stream: the text as it is written, an edit as it happens.
// Nothing here decides the file's content: the tool does, and corrects what viewers saw with one last change.
import { filePathMaxCharacters } from "../../protocol/constants.ts";
import type { ArgumentPath } from "./argument-scanner.ts";

export interface FileCallOptions {
  /**
   * The path is known. Null: the tool tells viewers about this call when it is carried out. `content`: the file as they have it; null if there
   * is none or it is uncertain. Called once.
   */
  open(path: string, action: "write" | "edit"): { content: string | null } | null;
  /** Offsets and lengths in UTF-16 units of the file as viewers have it. */
  splice(offset: number, remove: number, text: string): void;
}

export interface ShownFile {
  path: string;
  /** The file as viewers have it, for an edit shown at least in part; null when nothing was shown. */
  content: string | null;
}

export interface FileCall {
  feed(fragment: string): void;
  shown(): ShownFile | null;
}

export const isKey = (path: ArgumentPath, key: string) => path.length === 1 && path[0] === key;

/** A path that is too long is ignored: the tool refuses it, and viewers have nothing to open. */
export const isShown = (path: string) => path.length <= filePathMaxCharacters;
