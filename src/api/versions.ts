// Versions of an app: list, read, restore, cancel, retry.
import { Hono } from "hono";
import { cancelVersion, listVersions, readVersion, restoreVersion, retryVersion } from "../domain/versions.ts";
import { query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { answerOf, onApp } from "./granted.ts";
import * as operations from "./operations/versions.ts";
import { linkNext } from "./paging.ts";
import { idempotencyKeyOf, sayApplied, sendingOf, statusOf } from "./sending.ts";

export const versions = new Hono<ApiEnv>()
  .get("/:id/versions", query(operations.listVersions), async (c) => {
    const listed = await listVersions(c.get("ports"), onApp(c, operations.listVersions), c.req.valid("query"));
    const { versions, hasMore } = answerOf(listed);
    const last = versions.at(-1);
    if (hasMore && last) linkNext(c, { before: last.id });
    return c.json({ versions, has_more: hasMore });
  })
  .get("/:id/versions/:ref", query(operations.readVersion), async (c) => {
    const { wait = null } = c.req.valid("query");
    const grant = onApp(c, operations.readVersion);
    return c.json({ version: answerOf(await readVersion(c.get("ports"), grant, c.req.param("ref"), wait)) });
  })
  .post("/:id/versions/:ref/restore", async (c) => {
    const [grant, key] = [onApp(c, operations.restoreVersion), idempotencyKeyOf(c)];
    return c.json({ version: answerOf(await restoreVersion(c.get("ports"), grant, c.req.param("ref"), key)) }, 201);
  })
  .post("/:id/versions/:ref/cancel", async (c) => {
    const cancelled = await cancelVersion(c.get("ports"), onApp(c, operations.cancelVersion), c.req.param("ref"));
    const { version, wasOver } = answerOf(cancelled);
    return c.json({ version }, wasOver ? 200 : 202);
  })
  .post("/:id/versions/:ref/retry", async (c) => {
    const sending = sendingOf(c);
    const retried = await retryVersion(c.get("ports"), onApp(c, operations.retryVersion), c.req.param("ref"), sending);
    const { message, version, waited } = answerOf(retried);
    sayApplied(c, sending, waited);
    return c.json({ message, version }, statusOf(version));
  });
