// Use cases of versions: list, read and restore them; stop or retry their runs.
import { isUnfinished, type Message, type Version } from "../protocol/resources.ts";
import { changeSet } from "../workspace/change-set.ts";
import type { AppGrant } from "./can.ts";
import { findNumbered, findVersion, type Numbered } from "./find-version.ts";
import { type RepeatKey, repeatKey } from "./idempotency.ts";
import type { Page } from "./page.ts";
import type { Ports } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";
import { type Sending, type Started, started, untilEnded } from "./waiting.ts";

/** Newest first. `before`: a version by number, id or "latest"; only older ones are listed. */
export async function listVersions(
  { store }: Pick<Ports, "store">,
  { appId }: AppGrant<"version.list">,
  { limit, before }: Page,
): Promise<Result<{ versions: Version[]; hasMore: boolean }>> {
  const from = before === undefined ? done(null) : await findVersion(store, appId, before);
  if (!from.ok) return from;
  const found = await store.listVersions(appId, limit + 1, from.value?.position ?? null);
  return done({ versions: found.slice(0, limit), hasMore: found.length > limit });
}

/** `waitSeconds`: how long to wait for its run to end, if it has not. */
export async function readVersion(
  ports: Pick<Ports, "store" | "hub">,
  { appId }: AppGrant<"version.read">,
  ref: string,
  waitSeconds: number | null,
): Promise<Result<Version>> {
  const found = await findVersion(ports.store, appId, ref);
  if (!found.ok) return found;
  const { version } = found.value;
  if (waitSeconds === null || !isUnfinished(version.status)) return done(version);
  const ended = await untilEnded(ports, appId, version.id, waitSeconds);
  if (!ended.ok) return ended;
  return ended.value ? done(ended.value.version) : refuse("not_found", "The version has been deleted in the meantime.");
}

/** Versions created meanwhile are other restores and edits, which are not that frequent. */
const maxRestoreTries = 5;

/** Creates a new version with an old one's files. */
export async function restoreVersion(
  ports: Pick<Ports, "store" | "hub">,
  { actor, appId }: AppGrant<"version.restore">,
  ref: string,
  idempotencyKey: string | null,
): Promise<Result<Version>> {
  const target = await findNumbered(ports.store, appId, ref);
  if (!target.ok) return target;
  const idempotency = await repeatKey(actor.userId, "restore", idempotencyKey, target.value.id);
  for (let tries = 1; ; tries += 1) {
    const result = await restore(ports, target.value, idempotency);
    // The app got another version meanwhile, so the difference has to be worked out again.
    if (result.ok || result.problem.code !== "version_moved_on" || tries >= maxRestoreTries) return result;
  }
}

/** The change from the newest version to the target. */
async function restore(
  { store, hub }: Pick<Ports, "store" | "hub">,
  { app_id: appId, number, metadata, problems }: Numbered,
  idempotency: RepeatKey | null,
): Promise<Result<Version>> {
  const record = await store.findApp(appId);
  const current = record?.app.current_version ?? 0;
  const [wanted, present, libraries] = await Promise.all([
    store.listFiles(appId, number),
    store.listFiles(appId, current),
    store.librariesOf(appId, number),
  ]);
  const { written, modified, deleted } = changeSet(present, wanted, ({ sha256 }) => sha256);
  return hub(appId).commitFiles({
    kind: "restore",
    summary: `Restored version ${number}.`,
    restoredFrom: number,
    // The same files would load no better.
    notices: metadata.notices.filter(({ code }) => code === "does_not_load"),
    written: written.map(({ path, sha256, size }) => ({ path, sha256, size })),
    ...{ modified, deleted, libraries, problems },
    expectedNumber: current,
    idempotency,
  });
}

/** Ends the version's run; `wasOver` if it had already ended. */
export async function cancelVersion(
  { store, hub }: Pick<Ports, "store" | "hub">,
  { appId }: AppGrant<"version.cancel">,
  ref: string,
): Promise<Result<{ version: Version; wasOver: boolean }>> {
  const target = await findVersion(store, appId, ref);
  return target.ok ? hub(appId).cancel(target.value.version.id) : target;
}

/** Runs the message of a failed or stopped version again. */
export async function retryVersion(
  ports: Pick<Ports, "store" | "hub">,
  { actor, appId, record }: AppGrant<"version.retry">,
  ref: string,
  { idempotencyKey, waitSeconds }: Sending,
): Promise<Result<Started & { message: Message }>> {
  const target = await findVersion(ports.store, appId, ref);
  if (!target.ok) return target;
  const { id: versionId } = target.value.version;
  const submitted = await ports.hub(appId).retry({
    versionId,
    model: record.app.model,
    idempotency: await repeatKey(actor.userId, "retry", idempotencyKey, versionId),
  });
  if (!submitted.ok) return submitted;
  const { message, version } = submitted.value;
  const run = await started(ports, version, waitSeconds);
  return run.ok ? done({ ...run.value, message }) : run;
}
