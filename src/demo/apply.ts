// Applies changes to files in memory: for several updates in a row, and for building updates into a new app.
import type { Change, FileEdit, Update } from "./kind.ts";

/** The files after a change; null if a search text does not occur exactly once, as `edit_file` would refuse it. */
export function applyChange(files: ReadonlyMap<string, string>, change: Change): Map<string, string> | null {
  const changed = new Map(files);
  for (const { path, edits } of change.edits) {
    let content = changed.get(path);
    if (content === undefined) return null;
    for (const { search, replace } of edits) {
      const at = content.indexOf(search);
      if (at === -1 || content.indexOf(search, at + 1) !== -1) return null;
      content = content.slice(0, at) + replace + content.slice(at + search.length);
    }
    changed.set(path, content);
  }
  for (const { path, content } of change.writes ?? []) changed.set(path, content);
  return changed;
}

export interface Applied {
  /** Each update with what it changes, in order. */
  made: { update: Update; change: Change }[];
  /** Not possible: already in the app, or the files are not as the update expects. */
  refused: Update[];
  files: Map<string, string>;
}

/** Applies the updates one after the other, each to the result of the previous ones. */
export function applyUpdates(
  files: ReadonlyMap<string, string>,
  updates: readonly Update[],
  valueFor: (update: Update) => string,
): Applied {
  const applied: Applied = { made: [], refused: [], files: new Map(files) };
  for (const update of updates) {
    const readable = new Map(
      update.reads.flatMap((path) => {
        const content = applied.files.get(path);
        return content === undefined ? [] : [[path, content] as const];
      }),
    );
    const change = update.change(readable, valueFor(update));
    const next = change && applyChange(applied.files, change);
    if (!change || !next) {
      applied.refused.push(update);
      continue;
    }
    applied.made.push({ update, change });
    applied.files = next;
  }
  return applied;
}

/** One entry per file, with its edits in the order in which they were made. */
export function mergeEdits(changes: readonly Change[]): FileEdit[] {
  const merged = new Map<string, FileEdit>();
  for (const { path, edits } of changes.flatMap((change) => change.edits)) {
    const entry = merged.get(path) ?? { path, edits: [] };
    entry.edits.push(...edits);
    merged.set(path, entry);
  }
  return [...merged.values()];
}
