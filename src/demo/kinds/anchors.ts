// Edits by anchor: a piece of text that stands in a file exactly once, and what is to stand there instead.
import type { FileEdit } from "../kind.ts";

export interface Replacement {
  path: string;
  anchor: string;
  text: string;
}

/** The edits, or null when an anchor is not there exactly once: then the files are not as the update knows them. */
export function editsAt(files: ReadonlyMap<string, string>, replacements: readonly Replacement[]): FileEdit[] | null {
  const byPath = new Map<string, FileEdit>();
  for (const { path, anchor, text } of replacements) {
    if (files.get(path)?.split(anchor).length !== 2) return null;
    const edit = byPath.get(path) ?? { path, edits: [] };
    edit.edits.push({ search: anchor, replace: text });
    byPath.set(path, edit);
  }
  return [...byPath.values()];
}
