// Versions of an app: list, read, restore, cancel, retry.
import { type Context, Hono } from "hono";
import * as v from "valibot";
import { pageQuery } from "../protocol/requests.ts";
import { message, version } from "../protocol/resources.ts";
import { listFiles } from "../store/files.ts";
import { findVersion, listVersions } from "../store/history.ts";
import { type LinkedVersion, presentVersion } from "../store/present.ts";
import { ownedApp } from "./access.ts";
import { query, route } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import { readIdempotencyKey, replyRecord } from "./idempotency.ts";

/** The version that the path names, of an app that is the caller's. */
export async function ownedVersion(c: Context<ApiEnv>, ref = c.req.param("ref") ?? ""): Promise<LinkedVersion> {
  const { row } = await ownedApp(c);
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

const withVersion = v.object({ version });

/** Versions that come in between are other people's restores and edits: they do not come that fast. */
const maxRestoreTries = 5;

/** Asks the hub for a version that has the target's files again: the differences to the one that is newest now. */
async function restore(c: Context<ApiEnv>, target: { number: number }, idempotency: Awaited<ReturnType<typeof replyRecord>>) {
  const { row } = await ownedApp(c);
  const current = row.currentVersion ?? 0;
  const [wanted, present] = await Promise.all([
    listFiles(c.get("db"), row.id, target.number),
    listFiles(c.get("db"), row.id, current),
  ]);
  const had = new Map(present.map((file) => [file.path, file.sha256]));
  const keeps = new Set(wanted.map((file) => file.path));
  const written = wanted.filter((file) => had.get(file.path) !== file.sha256);
  return c.env.APP_HUB.getByName(row.id).commitFiles({
    appId: row.id,
    origin: c.get("origin"),
    kind: "restore",
    summary: `Restored version ${target.number}.`,
    restoredFrom: target.number,
    written,
    modified: written.filter((file) => had.has(file.path)).map((file) => file.path),
    deleted: [...had.keys()].filter((path) => !keeps.has(path)),
    expectedNumber: current,
    idempotency,
  });
}

export const versions = new Hono<ApiEnv>()
  .get(
    "/:id/versions",
    route("List versions, newest first", 200, v.object({ versions: v.array(version) })),
    query(pageQuery),
    async (c) => {
      const { row } = await ownedApp(c);
      const { limit, before } = c.req.valid("query");
      const position = before === undefined ? null : (await ownedVersion(c, before)).position;
      const found = await listVersions(c.get("db"), row.id, limit, position);
      return c.json({ versions: found.map((entry) => presentVersion(entry, c.get("preview"))) });
    },
  )
  .get("/:id/versions/:ref", route('Read a version by number, id or "latest"', 200, withVersion), async (c) => {
    return c.json({ version: presentVersion(await ownedVersion(c), c.get("preview")) });
  })
  .post("/:id/versions/:ref/restore", route("Make a new version with the files of this one", 201, withVersion), async (c) => {
    const target = await numberedVersion(c);
    const idempotency = await replyRecord(c.get("userId"), "restore", readIdempotencyKey(c), target.id);
    for (let tries = 1; ; tries += 1) {
      const reply = await restore(c, target, idempotency);
      if (reply.ok) return c.json({ version: reply.value }, 201);
      // The app got another version while we looked: what differs from that one is another matter.
      if (reply.problem.code !== "version_moved_on" || tries >= maxRestoreTries) throw faultOf(reply.problem);
    }
  })
  .post("/:id/versions/:ref/cancel", route("Stop a run; 200 when it was over already", 202, withVersion), async (c) => {
    const target = await ownedVersion(c);
    const reply = await c.env.APP_HUB.getByName(target.appId).cancel({
      appId: target.appId,
      versionId: target.id,
      origin: c.get("origin"),
    });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ version: reply.value.version }, reply.value.wasOver ? 200 : 202);
  })
  .post(
    "/:id/versions/:ref/retry",
    route("Run the message of a failed or stopped version again", 202, v.object({ message, version })),
    async (c) => {
      const { row } = await ownedApp(c);
      const target = await ownedVersion(c);
      const reply = await c.env.APP_HUB.getByName(row.id).retry({
        appId: row.id,
        versionId: target.id,
        model: row.model,
        origin: c.get("origin"),
        idempotency: await replyRecord(c.get("userId"), "retry", readIdempotencyKey(c), target.id),
      });
      if (!reply.ok) throw faultOf(reply.problem);
      return c.json({ message: reply.value.message, version: reply.value.version }, 202);
    },
  );
