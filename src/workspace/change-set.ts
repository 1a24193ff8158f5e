// The change from one file tree to another: finds, applies and names it, and checks the limits of an app. Every version is such a change of the last one,
// whether a run, a restore or a person made it.
import { appBinaryMaxBytes, appMaxBytes, appMaxFiles, binaryMaxBytes, fileMaxBytes } from "../protocol/constants.ts";
import type { FileChange } from "../protocol/resources.ts";
import { folderConflict } from "./paths.ts";

export { appMaxBytes, appMaxFiles };

interface HasPath {
  path: string;
}

interface HasSize extends HasPath {
  /** Bytes; of a text, in UTF-8. */
  size: number;
  /** Set for a file that is not text: other limits hold for it. */
  binary?: unknown;
}

/** Lists are sorted by path. */
export interface Changes<File extends HasPath> {
  /** Added and modified files, as the newer tree has them. */
  written: File[];
  /** Paths of `written` that the older tree also has. */
  modified: string[];
  deleted: string[];
}

export interface ChangeSet<File extends HasPath> extends Changes<File> {
  unchanged: string[];
}

/** `contentOf` identifies contents: the text itself, or its hash. */
export function changeSet<File extends HasPath>(
  from: Iterable<File>,
  to: Iterable<File>,
  contentOf: (file: File) => string,
): ChangeSet<File> {
  const [before, after] = [byPath(from), byPath(to)];
  const isSame = (file: File) => {
    const old = before.get(file.path);
    return old !== undefined && contentOf(old) === contentOf(file);
  };
  const files = sorted(after.values());
  const written = files.filter((file) => !isSame(file));
  return {
    written,
    modified: pathsOf(written).filter((path) => before.has(path)),
    deleted: pathsOf(sorted(before.values())).filter((path) => !after.has(path)),
    unchanged: pathsOf(files.filter(isSame)),
  };
}

/** The older tree's files with the changes applied, sorted by path. */
export function applyChanges<File extends HasPath>(
  from: Iterable<File>,
  { written, deleted }: Pick<Changes<File>, "written" | "deleted">,
): File[] {
  const files = byPath(from);
  for (const path of deleted) files.delete(path);
  for (const file of written) files.set(file.path, file);
  return sorted(files.values());
}

export const isEmpty = ({ written, deleted }: Pick<Changes<HasPath>, "written" | "deleted">): boolean =>
  written.length + deleted.length === 0;

/** The changes as a version lists them, sorted by path. */
export function namedChanges(changes: Changes<HasPath>): FileChange[] {
  const modified = new Set(changes.modified);
  const written = pathsOf(changes.written).map(
    (path): FileChange => ({ path, change: modified.has(path) ? "modified" : "added" }),
  );
  return sorted([...written, ...changes.deleted.map((path): FileChange => ({ path, change: "deleted" }))]);
}

/** Why a change would leave an app invalid. */
export interface TreeRefusal {
  reason: "path" | "too_large";
  message: string;
  hint?: string;
}

/** Null if the changes leave the app valid. */
export function refuseChanges<File extends HasSize>(from: readonly File[], changes: Changes<File>): TreeRefusal | null {
  const to = applyChanges(from, changes);
  const modified = new Set(changes.modified);
  const paths = pathsOf(to);
  const refusals = changes.written.map(
    (file) => refuseFile(file) ?? (modified.has(file.path) ? null : refusePath(file.path, paths)),
  );
  return refusals.find((refusal) => refusal !== null) ?? refuseTotals(totalsOf(from), totalsOf(to));
}

export function refuseFile({ path, size, binary }: HasSize): TreeRefusal | null {
  if (binary) {
    if (size <= binaryMaxBytes) return null;
    const message = `${path} has ${size} bytes; a picture or other binary file may have ${binaryMaxBytes}.`;
    return { reason: "too_large", message, hint: "Make it smaller, for example by fewer pixels or another format." };
  }
  if (size <= fileMaxBytes) return null;
  const message = `${path} would have ${size} bytes; a text file may have ${fileMaxBytes}.`;
  return { reason: "too_large", message, hint: "Split it or store less in it." };
}

/** A new file's path, checked against the others. */
export function refusePath(path: string, others: Iterable<string>): TreeRefusal | null {
  const message = folderConflict(path, others);
  return message === null ? null : { reason: "path", message };
}

export interface Totals {
  files: number;
  /** Of texts. */
  bytes: number;
  binaryBytes: number;
}

/** An app already over a limit may shrink. */
export function refuseTotals(before: Totals, after: Totals): TreeRefusal | null {
  const isOver = (what: keyof Totals, most: number) => after[what] > most && after[what] > before[what];
  if (isOver("files", appMaxFiles)) {
    const message = `The app would have ${after.files} files; ${appMaxFiles} is the most.`;
    return { reason: "too_large", message, hint: "Delete or merge some first." };
  }
  if (isOver("bytes", appMaxBytes)) {
    const message = `The app would have ${after.bytes} bytes in its text files; ${appMaxBytes} is the most.`;
    return { reason: "too_large", message, hint: "Store less in them." };
  }
  if (isOver("binaryBytes", appBinaryMaxBytes)) {
    const message = `The app would have ${after.binaryBytes} bytes in pictures and other binary files; ${appBinaryMaxBytes} is the most.`;
    return { reason: "too_large", message, hint: "Delete some, or make them smaller." };
  }
  return null;
}

export function totalsOf(files: Iterable<HasSize>): Totals {
  const totals = { files: 0, bytes: 0, binaryBytes: 0 };
  for (const { size, binary } of files) {
    totals.files += 1;
    totals[binary ? "binaryBytes" : "bytes"] += size;
  }
  return totals;
}

const byPath = <File extends HasPath>(files: Iterable<File>) => new Map(Array.from(files, (file) => [file.path, file]));

const pathsOf = (files: readonly HasPath[]) => files.map(({ path }) => path);

/** By code unit, so that the order is the same everywhere. */
export function sorted<File extends HasPath>(files: Iterable<File>): File[] {
  return [...files].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
