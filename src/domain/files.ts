// Use cases of files: list, read and compare a version's files.
import type { FileDiff, VersionFile } from "../protocol/resources.ts";
import { changeSet, namedChanges } from "../workspace/change-set.ts";
import { checkPath } from "../workspace/paths.ts";
import type { AppGrant } from "./can.ts";
import { findNumbered } from "./find-version.ts";
import type { Ports } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";
import { binaryPatch, unifiedPatch } from "./unified-patch.ts";

/** `of` identifies what was read: the same `of` means the same answer. */
export interface Read<T> {
  value: T;
  of: string;
}

/** Sorted by path, with their texts if requested. */
export async function listFiles(
  { store }: Pick<Ports, "store">,
  { appId }: AppGrant<"file.list">,
  ref: string,
  { contents }: { contents: boolean },
): Promise<Result<Read<VersionFile[]>>> {
  const version = await findNumbered(store, appId, ref);
  if (!version.ok) return version;
  const { id: of, number } = version.value;
  if (!contents) return done({ value: await store.listFiles(appId, number), of });
  const files = await store.filesWithContents(appId, number);
  const value = files.map(({ content, ...file }) =>
    file.binary ? file : { ...file, content: stored(content ?? null, file.path) },
  );
  return done({ value, of });
}

/** What a file holds. `open` reads the bytes of a binary file, all of them or a part. */
export type FileContent =
  | { type: "text"; text: string }
  | {
      type: "binary";
      file: VersionFile;
      open: (part: { offset: number; length: number } | null) => Promise<ReadableStream>;
    };

export async function readFile(
  { store }: Pick<Ports, "store">,
  { appId }: AppGrant<"file.read">,
  ref: string,
  given: string,
): Promise<Result<Read<FileContent>>> {
  const version = await findNumbered(store, appId, ref);
  if (!version.ok) return version;
  const { number } = version.value;
  // However its path is written, it is the same file.
  const checked = checkPath(given);
  const path = checked.ok ? checked.path : given;
  const file = await store.findFile(appId, number, path);
  if (!file) return refuse("not_found", `Version ${number} has no file ${path}.`);
  if (file.binary) {
    const open = async (part: Parameters<typeof store.readBinary>[2]) =>
      stored(await store.readBinary(appId, file.sha256, part), path);
    return done({ value: { type: "binary", file, open }, of: file.sha256 });
  }
  return done({ value: { type: "text", text: stored(await store.readBlob(appId, file.sha256), path) }, of: file.sha256 });
}

/** A version is committed after its contents are stored. */
function stored<T>(content: T | null, path: string): T {
  if (content === null) throw new Error(`The content of ${path} is not stored.`);
  return content;
}

/** What a version changed. `against`: the version to compare it with; by default the one it was made from. */
export async function compareVersions(
  { store }: Pick<Ports, "store">,
  { appId }: AppGrant<"file.compare">,
  ref: string,
  against?: string,
): Promise<Result<Read<FileDiff[]>>> {
  const target = await findNumbered(store, appId, ref);
  if (!target.ok) return target;
  const base = against === undefined ? done({ number: target.value.parent_number }) : await findNumbered(store, appId, against);
  if (!base.ok) return base;
  const { number } = base.value;
  const [after, before] = await Promise.all([
    store.listFiles(appId, target.value.number),
    number === null ? [] : store.listFiles(appId, number),
  ]);
  const changes = namedChanges(changeSet(before, after, ({ sha256 }) => sha256));
  const [from, to] = [byPath(before), byPath(after)];
  const sides = changes.flatMap(({ path }) => [from.get(path), to.get(path)]).filter((file) => file !== undefined);
  const contents = await store.readBlobs(
    appId,
    sides.flatMap((file) => (file.binary ? [] : file.sha256)),
  );
  const text = (file: VersionFile | undefined) => (file === undefined ? undefined : (contents.get(file.sha256) ?? ""));
  const diffs = changes.map(({ path, change: status }): FileDiff => {
    const [old, now] = [from.get(path), to.get(path)];
    if (!old?.binary && !now?.binary) return { path, status, patch: unifiedPatch(path, text(old), text(now)) };
    const binary = { before: old?.size ?? null, after: now?.size ?? null };
    return { path, status, patch: binaryPatch(path, binary), binary };
  });
  return done({ value: diffs, of: `${target.value.id}.${number ?? 0}` });
}

const byPath = (files: readonly VersionFile[]) => new Map(files.map((file) => [file.path, file]));
