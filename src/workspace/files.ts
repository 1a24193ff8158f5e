// The file tree a run works on: in memory, with what changed since the base version. Failures are values that a model reads.
import { changeSet, refuseFile, refusePath, refuseTotals, sorted, type TreeRefusal } from "./change-set.ts";
import { checkPath, folderConflict } from "./paths.ts";

export type Refusal = { ok: false; reason: string };
export type WriteResult = { ok: true; path: string; size: number; change: "added" | "modified" | "unchanged" } | Refusal;
export type RemoveResult = { ok: true; path: string } | Refusal;
export type RenameResult = { ok: true; from: string; to: string } | Refusal;

export interface WorkspaceChanges {
  /** Sorted by path. `modified`: the base had this path. */
  written: { path: string; content: string; modified: boolean }[];
  deleted: string[];
}

/** Read-only access to the files. */
export interface WorkspaceView {
  /** `undefined` if there is no file; paths are normalised, so `./a` is `a`. */
  read(path: string): string | undefined;
  has(path: string): boolean;
  /** The refusal for a path without a file, listing similar names. */
  missing(path: string): Refusal;
  /** Sorted by path; sizes in UTF-8 bytes. */
  list(): { path: string; size: number }[];
}

export interface Workspace extends WorkspaceView {
  write(path: string, content: string): WriteResult;
  remove(path: string): RemoveResult;
  rename(from: string, to: string): RenameResult;
  /** What a commit has to store. A file restored to its base content is not a change. */
  changes(): WorkspaceChanges;
}

interface Entry {
  path: string;
  content: string;
  size: number;
}

const encoder = new TextEncoder();

export function createWorkspace(base: Iterable<readonly [path: string, content: string]>): Workspace {
  const baseFiles = Array.from(new Map(base), ([path, content]): Entry => ({ path, content, size: byteLength(content) }));
  const entries = new Map(baseFiles.map((file) => [file.path, file]));
  let totalBytes = entries.values().reduce((sum, entry) => sum + entry.size, 0);

  function put(entry: Entry): void {
    totalBytes += entry.size - (entries.get(entry.path)?.size ?? 0);
    entries.set(entry.path, entry);
  }

  function take(path: string): void {
    totalBytes -= entries.get(path)?.size ?? 0;
    entries.delete(path);
  }

  function missing(path: string): Refusal {
    const name = path.slice(path.lastIndexOf("/") + 1).toLowerCase();
    const similar = [...entries.keys()].filter((other) => other.toLowerCase().endsWith(name)).slice(0, 3);
    const hint = similar.length > 0 ? ` Did you mean ${similar.join(" or ")}?` : " list_files shows what there is.";
    return { ok: false, reason: `There is no file ${path}.${hint}` };
  }

  function write(given: string, content: string): WriteResult {
    const checked = checkPath(given);
    if (!checked.ok) return checked;
    const { path } = checked;
    if (!content.isWellFormed()) {
      return {
        ok: false,
        reason: `The content for ${path} has half of a surrogate pair, which is no text. Write whole characters.`,
      };
    }
    const size = byteLength(content);
    const before = entries.get(path);
    const totals = { files: entries.size, bytes: totalBytes };
    const refusal =
      refuseFile({ path, size }) ??
      (before ? null : refusePath(path, entries.keys())) ??
      refuseTotals(totals, {
        files: totals.files + (before ? 0 : 1),
        bytes: totals.bytes + size - (before?.size ?? 0),
      });
    if (refusal) return refused(refusal);
    put({ path, content, size });
    return {
      ok: true,
      path,
      size,
      change: before === undefined ? "added" : before.content === content ? "unchanged" : "modified",
    };
  }

  function remove(given: string): RemoveResult {
    const checked = checkPath(given);
    if (!checked.ok) return checked;
    if (!entries.has(checked.path)) return missing(checked.path);
    take(checked.path);
    return { ok: true, path: checked.path };
  }

  function rename(givenFrom: string, givenTo: string): RenameResult {
    const from = checkPath(givenFrom);
    if (!from.ok) return from;
    const to = checkPath(givenTo);
    if (!to.ok) return to;
    const entry = entries.get(from.path);
    if (entry === undefined) return missing(from.path);
    if (from.path === to.path) return { ok: false, reason: `${from.path} has that name already.` };
    if (entries.has(to.path)) return { ok: false, reason: `${to.path} exists already. Delete it first, or choose another name.` };
    take(from.path);
    const conflict = folderConflict(to.path, entries.keys());
    put(conflict === null ? { ...entry, path: to.path } : entry);
    return conflict === null ? { ok: true, from: from.path, to: to.path } : { ok: false, reason: conflict };
  }

  function changes(): WorkspaceChanges {
    const { written, modified, deleted } = changeSet(baseFiles, entries.values(), ({ content }) => content);
    const old = new Set(modified);
    return { written: written.map(({ path, content }) => ({ path, content, modified: old.has(path) })), deleted };
  }

  return {
    read: (path) => entries.get(normal(path))?.content,
    has: (path) => entries.has(normal(path)),
    missing: (path) => missing(normal(path)),
    list: () => sorted(entries.values()).map(({ path, size }) => ({ path, size })),
    write,
    remove,
    rename,
    changes,
  };
}

function normal(path: string): string {
  const checked = checkPath(path);
  return checked.ok ? checked.path : path;
}

const refused = ({ message, hint }: TreeRefusal): Refusal => ({
  ok: false,
  reason: hint === undefined ? message : `${message} ${hint}`,
});

function byteLength(content: string): number {
  return encoder.encode(content).length;
}
