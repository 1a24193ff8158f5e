// Versions of an app: list, read, restore, cancel, retry.
import { type Context, Hono } from "hono";
import { isUnfinished } from "../protocol/resources.ts";
import { listFiles } from "../store/files.ts";
import { findApp, findVersion, listVersions } from "../store/history.ts";
import { type LinkedVersion, presentVersion } from "../store/present.ts";
import { changeSet } from "../workspace/change-set.ts";
import { query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import { readIdempotencyKey, replyRecord } from "./idempotency.ts";
import * as operations from "./operations/versions.ts";
import { linkNext } from "./paging.ts";
import { untilEnded, waitAsPreferred } from "./waiting.ts";

/** The version that the path names, of an app that is the caller's. */
export async function ownedVersion(c: Context<ApiEnv>, ref = c.req.param("ref") ?? ""): Promise<LinkedVersion> {
  const { row } = c.get("app");
  const found = await findVersion(c.get("db"), row.id, ref);
  if (!found)
    throw new Fault("not_found", `This app has no version ${ref}.`, 'A version is named by its number, its id, or "latest".');
  return found;
}

/** A version that has files of its own. */
export async function numberedVersion(c: Context<ApiEnv>, ref?: string): Promise<LinkedVersion & { number: number }> {
  const found = await ownedVersion(c, ref);
  if (found.number === null)
    throw new Fault("not_found", "This version changed no files.", "Only versions with a number hold files.");
  return { ...found, number: found.number };
}

/** Versions that come in between are other people's restores and edits: they do not come that fast. */
const maxRestoreTries = 5;

/** Asks the hub for a version that has the target's files again: the differences to the one that is newest now. */
async function restore(
  c: Context<ApiEnv>,
  { appId, number, metadata }: LinkedVersion & { number: number },
  idempotency: Awaited<ReturnType<typeof replyRecord>>,
) {
  // As it is now: this may be asked again because the app got another version meanwhile.
  const app = await findApp(c.get("db"), appId);
  const current = app?.row.currentVersion ?? 0;
  const [wanted, present] = await Promise.all([listFiles(c.get("db"), appId, number), listFiles(c.get("db"), appId, current)]);
  const { written, modified, deleted } = changeSet(present, wanted, ({ sha256 }) => sha256);
  return c.env.APP_HUB.getByName(appId).commitFiles({
    appId,
    origin: c.get("origin"),
    kind: "restore",
    summary: `Restored version ${number}.`,
    restoredFrom: number,
    // The same files do not load any better.
    notices: metadata.notices.filter(({ code }) => code === "does_not_load"),
    written,
    modified,
    deleted,
    expectedNumber: current,
    idempotency,
  });
}

export const versions = new Hono<ApiEnv>()
  .get("/:id/versions", query(operations.listVersions), async (c) => {
    const { row } = c.get("app");
    const { limit, before } = c.req.valid("query");
    const position = before === undefined ? null : (await ownedVersion(c, before)).position;
    const found = await listVersions(c.get("db"), row.id, limit + 1, position);
    const page = found.slice(0, limit);
    const hasMore = found.length > limit;
    const last = page.at(-1);
    if (hasMore && last) linkNext(c, { before: last.id });
    return c.json({ versions: page.map((entry) => presentVersion(entry, c.get("preview"))), has_more: hasMore });
  })
  .get("/:id/versions/:ref", query(operations.readVersion), async (c) => {
    const named = await ownedVersion(c);
    const { wait } = c.req.valid("query");
    const run = { appId: named.appId, versionId: named.id };
    const present = wait === undefined || !isUnfinished(named.status) ? named : await untilEnded(c, run, wait);
    if (!present) throw new Fault("not_found", "The version was deleted meanwhile.");
    return c.json({ version: presentVersion(present, c.get("preview")) });
  })
  .post("/:id/versions/:ref/restore", async (c) => {
    const target = await numberedVersion(c);
    const idempotency = await replyRecord(c.get("userId"), "restore", readIdempotencyKey(c), target.id);
    for (let tries = 1; ; tries += 1) {
      const reply = await restore(c, target, idempotency);
      if (reply.ok) return c.json({ version: reply.value }, 201);
      // The app got another version while we looked: what differs from that one is another matter.
      if (reply.problem.code !== "version_moved_on" || tries >= maxRestoreTries) throw faultOf(reply.problem);
    }
  })
  .post("/:id/versions/:ref/cancel", async (c) => {
    const target = await ownedVersion(c);
    const reply = await c.env.APP_HUB.getByName(target.appId).cancel({
      appId: target.appId,
      versionId: target.id,
      origin: c.get("origin"),
    });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ version: reply.value.version }, reply.value.wasOver ? 200 : 202);
  })
  .post("/:id/versions/:ref/retry", async (c) => {
    const { row } = c.get("app");
    const target = await ownedVersion(c);
    const reply = await c.env.APP_HUB.getByName(row.id).retry({
      appId: row.id,
      versionId: target.id,
      model: row.model,
      origin: c.get("origin"),
      idempotency: await replyRecord(c.get("userId"), "retry", readIdempotencyKey(c), target.id),
    });
    if (!reply.ok) throw faultOf(reply.problem);
    const { message, version } = reply.value;
    const waited = await waitAsPreferred(c, { appId: row.id, versionId: version.id });
    return c.json({ message, version: waited?.version ?? version }, waited?.status ?? 202);
  });
