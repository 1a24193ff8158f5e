// How viewers see a call that changes files. The tool declares it, so the code that shows calls being written need not know any tool.
import type { FileCall, FileCallOptions } from "./file-call.ts";

/** `Name`: the tool's arguments. */
export type Seen<Name extends string = string> =
  /** The argument `content` is the whole text of the file at `path`. */
  | { as: "write"; path: Name; content: Name }
  /** The file at `path` is changed; `follow` shows as much as is certain while the call is written. */
  | { as: "edit"; path: Name; follow(viewers: FileCallOptions): FileCall }
  /** Not shown before it is carried out. For a patch, viewers are told at once that files are being written. */
  | { as: "patch" }
  | { as: "unseen" };

/** The argument that names the shown file; null if none is shown. */
export function shownPathOf(seen: Seen | null): string | null {
  return seen?.as === "write" || seen?.as === "edit" ? seen.path : null;
}
