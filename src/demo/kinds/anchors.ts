// Edits by anchor: a piece of text that occurs exactly once in a file, and its replacement.
import type { FileEdit } from "../kind.ts";

export interface Replacement {
  path: string;
  anchor: string;
  text: string;
}

/** The edits, or null if an anchor does not occur exactly once: then the files are not as the update expects. */
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
