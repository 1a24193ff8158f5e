// How viewers see a call that changes files. Its tool declares it; who shows calls while they are written gets the declaration and knows no tool.
import type { FileCall, FileCallOptions } from "./file-call.ts";

/** `Name`: the tool's arguments. */
export type Seen<Name extends string = string> =
  /** The argument `content` is the whole text of the file at `path`. */
  | { as: "write"; path: Name; content: Name }
  /** The file at `path` is changed; `follow` shows as much as is certain while the call is written. */
  | { as: "edit"; path: Name; follow(viewers: FileCallOptions): FileCall }
  /** Not shown before it is carried out. Of a patch viewers are told at once that files are being written. */
  | { as: "patch" }
  | { as: "unseen" };

/** The argument that names the file which is shown; null where none is. */
export function shownPathOf(seen: Seen | null): string | null {
  return seen?.as === "write" || seen?.as === "edit" ? seen.path : null;
}
