// Names that a module has from another one and exports again, and where they stand in its code.
import { type Change, removal } from "./changes.ts";

/** A name that a module exports and has from another one. */
export interface HandedOn {
  /** As it is exported here. */
  name: string;
  /** As the other module exports it. */
  imported: string;
  specifier: string;
  /** Where it stands in the code: in the list of exports, and in that of the import. */
  cuts: Change[];
}

/** Farthest that a list's signs are from a name, UTF-16 units: another name, and a comment. */
const entryCharacters = 200;

/** The part of a list in braces around a name, with the comma behind it. */
export function listEntry(code: string, at: number): Change {
  let start = at;
  while (start > at - entryCharacters && start > 0 && !"{,".includes(code[start - 1] ?? "")) start--;
  let end = at;
  while (end < at + entryCharacters && end < code.length && !",}".includes(code[end] ?? "")) end++;
  return removal(code, start, code[end] === "," ? end + 1 : end);
}

/** The name of a default import: `T, ` in front of others, or alone. */
export function defaultEntry(code: string, importStart: number): Change | null {
  const found = /^import\s+([\p{ID_Start}$_][\p{ID_Continue}$]*)(\s*,)?/u.exec(
    code.slice(importStart, importStart + entryCharacters),
  );
  const [whole, name = "", comma] = found ?? [];
  if (whole === undefined) return null;
  const end = importStart + whole.length;
  const start = end - (comma?.length ?? 0) - name.length;
  return comma === undefined ? { start, end, text: "{}" } : removal(code, start, end);
}
