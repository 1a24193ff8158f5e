// The use case of a person's own change: files written and deleted become one version at once. The hub decides; what it would refuse anyway is refused here,
// so that nothing is stored for it first.
import type { Version } from "../protocol/resources.ts";
import { applyChanges, changeSet, isEmpty, refuseChanges } from "../workspace/change-set.ts";
import { checkPath } from "../workspace/paths.ts";
import type { AppGrant } from "./can.ts";
import { type GivenFile, type ReadFile, readGiven, refuseTree } from "./given-files.ts";
import { librariesAfter } from "./libraries.ts";
import type { Ports } from "./ports.ts";
import { notLoading, problemsAfter } from "./problems.ts";
import { noSuchApp, nothingChanges, runInProgress, versionMovedOn } from "./refusals.ts";
import { done, type Result, refuse, refused } from "./result.ts";

export interface WriteInput {
  written: GivenFile[];
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
  const read = await readAll(written.map(({ content }, index) => ({ path: paths.value[index] ?? "", content })));
  if (!read.ok) return read;
  if (app.current_version !== expectedNumber) return refused(versionMovedOn(app.current_version, expectedNumber));
  if (app.status === "generating") return refused(runInProgress);

  const present = await store.listFiles(appId, expectedNumber);
  const gone = paths.value.slice(written.length);
  const missing = gone.find((path) => !present.some((file) => file.path === path));
  if (missing !== undefined) return refuse("not_found", `Version ${expectedNumber} has no file ${missing}.`);
  const files = read.value.map(({ file }) => file);
  const after = applyChanges(present, { written: files, deleted: gone });
  const changes = changeSet(present, after, ({ sha256 }) => sha256);
  if (isEmpty(changes)) return refused(nothingChanges);
  const refusal = refuseChanges(present, changes);
  if (refusal) return refuseTree(refusal);

  if (!(await storeContents(store, appId, read.value))) return refused(noSuchApp);
  const texts = read.value.flatMap((one) => ("text" in one ? { path: one.file.path, content: one.text.content } : []));
  const change = { appId, number: expectedNumber, files: after, written: texts };
  const resolved = await librariesAfter({ store, libraries }, change);
  const problems = await problemsAfter(store, { ...change, resolved });
  return hub(appId).commitFiles({
    kind: "edit",
    summary: summaryOf(
      files.map(({ path }) => path),
      gone,
    ),
    written: changes.written.map(({ path, sha256, size }) => ({ path, sha256, size })),
    ...{ modified: changes.modified, deleted: changes.deleted },
    ...{ libraries: resolved, problems, notices: notLoading(problems) },
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

async function readAll(given: readonly GivenFile[]): Promise<Result<ReadFile[]>> {
  const files: ReadFile[] = [];
  for (const one of given) {
    const read = await readGiven(one);
    if (!read.ok) return read;
    files.push(read.value);
  }
  return done(files);
}

/** Contents before the version that names them. False when the app is gone. */
async function storeContents(store: Ports["store"], appId: string, files: readonly ReadFile[]): Promise<boolean> {
  for (const one of files) {
    if ("binary" in one && !(await store.writeBinary(appId, one.binary))) return false;
  }
  await store.writeBlobs(
    appId,
    files.flatMap((one) => ("text" in one ? one.text : [])),
  );
  return true;
}

function summaryOf(written: readonly string[], deleted: readonly string[]): string {
  if (written.length + deleted.length > 1) return `Changed ${written.length + deleted.length} files by hand.`;
  return written.length === 1 ? `Edited ${written[0]} by hand.` : `Deleted ${deleted[0]} by hand.`;
}
