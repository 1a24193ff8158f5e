// The file tree a run works on: texts in memory, of binary files what is known of them, and what changed since the base version. Failures are values that
// a model reads.
import { isTextName } from "../base/file-types.ts";
import { type BinaryContent, describeBinary } from "./binary.ts";
import { changeSet, refuseFile, refusePath, refuseTotals, sorted, type TreeRefusal, totalsOf } from "./change-set.ts";
import { checkPath, folderConflict } from "./paths.ts";

export type Refusal = { ok: false; reason: string };
export type WriteResult = { ok: true; path: string; size: number; change: "added" | "modified" | "unchanged" } | Refusal;
export type RemoveResult = { ok: true; path: string } | Refusal;
export type RenameResult = { ok: true; from: string; to: string } | Refusal;

/** A text, or what names a binary content. */
export type Content = string | BinaryContent;

export interface WorkspaceChanges {
  /** Sorted by path. `modified`: the base had this path. */
  written: { path: string; content: Content; modified: boolean }[];
  deleted: string[];
}

/** Read-only access to the files. */
export interface WorkspaceView {
  /** The text; `undefined` if there is no file, or a binary one. Paths are normalised, so `./a` is `a`. */
  read(path: string): string | undefined;
  /** `undefined` if there is no file, or a text. */
  binary(path: string): BinaryContent | undefined;
  has(path: string): boolean;
  /** The refusal for a path without a file, listing similar names. */
  missing(path: string): Refusal;
  /** Sorted by path; sizes in bytes. */
  list(): { path: string; size: number; binary?: BinaryContent }[];
}

export interface Workspace extends WorkspaceView {
  write(path: string, content: string): WriteResult;
  /** Puts a binary content that is stored already at a path. */
  place(path: string, content: BinaryContent): WriteResult;
  remove(path: string): RemoveResult;
  rename(from: string, to: string): RenameResult;
  /** What a commit has to store. A file restored to its base content is not a change. */
  changes(): WorkspaceChanges;
}

interface Entry {
  path: string;
  content: Content;
  size: number;
  binary?: BinaryContent;
}

const encoder = new TextEncoder();

export function createWorkspace(base: Iterable<readonly [path: string, content: Content]>): Workspace {
  const baseFiles = Array.from(new Map(base), ([path, content]) => entryOf(path, content));
  const entries = new Map(baseFiles.map((file) => [file.path, file]));

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
    const there = entries.get(path)?.binary;
    if (there !== undefined) return binaryRefusal(path, there, "Delete it first, or write the text to another path.");
    return put(entryOf(path, content));
  }

  function place(given: string, content: BinaryContent): WriteResult {
    const checked = checkPath(given);
    return checked.ok ? put(entryOf(checked.path, content)) : checked;
  }

  function put(entry: Entry): WriteResult {
    const { path, size } = entry;
    const before = entries.get(path);
    const others = entries.values().filter((other) => other !== before);
    const refusal =
      refuseFile(entry) ??
      (before ? null : refusePath(path, entries.keys())) ??
      refuseTotals(totalsOf(entries.values()), totalsOf([...others, entry]));
    if (refusal) return refused(refusal);
    entries.set(path, entry);
    const isSame = before !== undefined && identityOf(before) === identityOf(entry);
    return { ok: true, path, size, change: before === undefined ? "added" : isSame ? "unchanged" : "modified" };
  }

  function remove(given: string): RemoveResult {
    const checked = checkPath(given);
    if (!checked.ok) return checked;
    if (!entries.has(checked.path)) return missing(checked.path);
    entries.delete(checked.path);
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
    if (entry.binary !== undefined && isTextName(to.path)) {
      return binaryRefusal(from.path, entry.binary, `A name such as ${to.path} is one of a text file: choose another.`);
    }
    entries.delete(from.path);
    const conflict = folderConflict(to.path, entries.keys());
    const moved = conflict === null ? { ...entry, path: to.path } : entry;
    entries.set(moved.path, moved);
    return conflict === null ? { ok: true, from: from.path, to: to.path } : { ok: false, reason: conflict };
  }

  function changes(): WorkspaceChanges {
    const { written, modified, deleted } = changeSet(baseFiles, entries.values(), identityOf);
    const old = new Set(modified);
    return { written: written.map(({ path, content }) => ({ path, content, modified: old.has(path) })), deleted };
  }

  return {
    read(path) {
      const content = entries.get(normal(path))?.content;
      return typeof content === "string" ? content : undefined;
    },
    binary: (path) => entries.get(normal(path))?.binary,
    has: (path) => entries.has(normal(path)),
    missing: (path) => missing(normal(path)),
    list: () => sorted(entries.values()).map(({ path, size, binary }) => ({ path, size, ...(binary ? { binary } : {}) })),
    write,
    place,
    remove,
    rename,
    changes,
  };
}

function entryOf(path: string, content: Content): Entry {
  if (typeof content === "string") return { path, content, size: byteLength(content) };
  return { path, content, size: content.size, binary: content };
}

/** Equal for equal contents, and for no others: a zero byte is in no text. */
const identityOf = ({ content }: Entry) => (typeof content === "string" ? content : `\0${content.sha256}`);

/** Why a text tool leaves a binary file alone. */
export const binaryRefusal = (path: string, kept: BinaryContent, hint: string): Refusal => ({
  ok: false,
  reason: `${path} is no text (${describeBinary(kept)}). ${hint}`,
});

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
