// The use case of a person's own change: files written and deleted become one version at once. The hub decides; what it would refuse anyway is refused here,
// so that nothing is stored for it first.
import { describeContent } from "../base/content.ts";
import type { Version, VersionFile } from "../protocol/resources.ts";
import { applyChanges, changeSet, isEmpty, refuseChanges, refuseFile, type TreeRefusal } from "../workspace/change-set.ts";
import { checkPath } from "../workspace/paths.ts";
import type { AppGrant } from "./can.ts";
import { librariesAfter } from "./libraries.ts";
import type { Blob, Ports } from "./ports.ts";
import { nothingChanges, notText, runInProgress, versionMovedOn } from "./refusals.ts";
import { done, type Result, refuse, refused } from "./result.ts";

export interface WriteInput {
  written: { path: string; content: string }[];
  deleted: string[];
  /** Number of the version that the change was made from. Repeated, the change is one of a version that is not the newest any more. */
  expectedNumber: number;
}

export async function writeFiles(
  { store, hub, libraries }: Pick<Ports, "store" | "hub" | "libraries">,
  { appId, record: { app } }: AppGrant<"file.write">,
  { written, deleted, expectedNumber }: WriteInput,
): Promise<Result<Version>> {
  const paths = normalPaths([...written.map(({ path }) => path), ...deleted]);
  if (!paths.ok) return paths;
  const texts = await readTexts(written.map(({ content }, index) => ({ path: paths.value[index] ?? "", content })));
  if (!texts.ok) return texts;
  if (app.current_version !== expectedNumber) return refused(versionMovedOn(app.current_version, expectedNumber));
  if (app.status === "generating") return refused(runInProgress);

  const present = await store.listFiles(appId, expectedNumber);
  const gone = paths.value.slice(written.length);
  const missing = gone.find((path) => !present.some((file) => file.path === path));
  if (missing !== undefined) return refuse("not_found", `Version ${expectedNumber} has no file ${missing}.`);
  const files = texts.value.map(({ path, sha256, size }): VersionFile => ({ path, sha256, size }));
  const after = applyChanges(present, { written: files, deleted: gone });
  const changes = changeSet(present, after, ({ sha256 }) => sha256);
  if (isEmpty(changes)) return refused(nothingChanges);
  const refusal = refuseChanges(present, changes);
  if (refusal) return refuseTree(refusal);

  await store.writeBlobs(appId, texts.value);
  const change = { appId, number: expectedNumber, files: after, written: texts.value };
  return hub(appId).commitFiles({
    kind: "edit",
    summary: summaryOf(
      files.map(({ path }) => path),
      gone,
    ),
    ...{ written: changes.written, modified: changes.modified, deleted: changes.deleted },
    libraries: await librariesAfter({ store, libraries }, change),
    expectedNumber,
    idempotency: null,
  });
}

/** Their one normal form, each once. */
function normalPaths(given: readonly string[]): Result<string[]> {
  const paths = new Set<string>();
  for (const path of given) {
    const checked = checkPath(path);
    if (!checked.ok) return refuse("invalid_input", checked.reason);
    if (paths.has(checked.path)) return refuse("invalid_input", `${checked.path} is named twice.`, "Name each file once.");
    paths.add(checked.path);
  }
  return done([...paths]);
}

async function readTexts(files: readonly { path: string; content: string }[]): Promise<Result<(Blob & { path: string })[]>> {
  const texts: (Blob & { path: string })[] = [];
  for (const file of files) {
    if (file.content.includes("\0") || !file.content.isWellFormed()) return refused(notText);
    const text = { ...file, ...(await describeContent(file.content)) };
    const refusal = refuseFile(text);
    if (refusal) return refuseTree(refusal);
    texts.push(text);
  }
  return done(texts);
}

const refuseTree = ({ reason, message, hint }: TreeRefusal) =>
  refuse(reason === "path" ? "invalid_input" : "too_large", message, hint);

function summaryOf(written: readonly string[], deleted: readonly string[]): string {
  if (written.length + deleted.length > 1) return `Changed ${written.length + deleted.length} files by hand.`;
  return written.length === 1 ? `Edited ${written[0]} by hand.` : `Deleted ${deleted[0]} by hand.`;
}
