// Apps: create (with the first message), list, read, change, delete.
import { Hono } from "hono";
import { newPreviewKey } from "../protocol/preview-link.ts";
import type { UpdateAppRequest } from "../protocol/requests.ts";
import { listApps } from "../store/history.ts";
import { type AppRow, presentApp } from "../store/present.ts";
import { usageOfApp } from "../store/usage.ts";
import { body, query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import { appIdFor, readIdempotencyKey, replyRecord } from "./idempotency.ts";
import { requireOffered } from "./models.ts";
import * as operations from "./operations/apps.ts";
import { linkNext } from "./paging.ts";
import { titleFrom } from "./title.ts";
import { waitAsPreferred } from "./waiting.ts";

export const apps = new Hono<ApiEnv>()
  .post("/", body(operations.createApp), async (c) => {
    const { prompt, name, model = "", mode } = c.req.valid("json");
    requireOffered(c, model);
    const userId = c.get("userId");
    const key = readIdempotencyKey(c);
    const appId = await appIdFor(userId, key);
    const reply = await c.env.APP_HUB.getByName(appId).submit({
      appId,
      userId,
      app: { name: name ?? titleFrom(prompt), nameGiven: name !== undefined },
      content: prompt,
      mode,
      model,
      origin: c.get("origin"),
      idempotency: await replyRecord(userId, "apps", key, { prompt, name, model, mode }),
    });
    if (!reply.ok) throw faultOf(reply.problem);
    const { app, message, version } = reply.value;
    if (!app) throw new Error(`The hub answered app ${appId} without its record.`);
    const waited = await waitAsPreferred(c, { appId, versionId: version.id });
    return waited
      ? c.json({ app: waited.app, message, version: waited.version }, waited.status)
      : c.json({ app, message, version }, 202);
  })
  .get("/", query(operations.listApps), async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const found = await listApps(c.get("db"), c.get("userId"), limit + 1, cursor === undefined ? null : readCursor(cursor));
    const page = found.slice(0, limit);
    const last = page.at(-1)?.row;
    const hasMore = found.length > limit;
    const nextCursor = hasMore && last ? `${last.updatedAt}.${last.id}` : null;
    if (nextCursor !== null) linkNext(c, { cursor: nextCursor });
    return c.json({
      apps: page.map(({ row, activity }) => presentApp(row, activity, c.get("preview"))),
      next_cursor: nextCursor,
      has_more: hasMore,
    });
  })
  .get("/:id", async (c) => {
    const { row, activity } = c.get("app");
    const app = presentApp(row, activity, c.get("preview"));
    return c.json({ app, usage: await usageOfApp(c.get("db"), row.id) });
  })
  .patch("/:id", body(operations.updateApp), async (c) => {
    const { row, activity } = c.get("app");
    const fields = c.req.valid("json");
    requireOffered(c, fields.model);
    if (changesNothing(fields, row, activity.unfinished)) return c.json({ app: presentApp(row, activity, c.get("preview")) });
    const reply = await c.env.APP_HUB.getByName(row.id).updateApp({ appId: row.id, origin: c.get("origin"), ...fields });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ app: reply.value });
  })
  .post("/:id/preview-link", async (c) => {
    const { row } = c.get("app");
    const renewal = { appId: row.id, origin: c.get("origin"), previewKey: newPreviewKey() };
    const reply = await c.env.APP_HUB.getByName(row.id).updateApp(renewal);
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ app: reply.value });
  })
  .delete("/:id", async (c) => {
    const { row } = c.get("app");
    const reply = await c.env.APP_HUB.getByName(row.id).destroyApp(row.id);
    if (!reply.ok) throw faultOf(reply.problem);
    return c.body(null, 204);
  });

/** A name that is the app's already still says something while a run works: that the run is not to give another one. */
function changesNothing(fields: UpdateAppRequest, row: AppRow, isWorking: boolean): boolean {
  if (isWorking && fields.name !== undefined) return false;
  const same = <T>(wanted: T | undefined, present: T) => wanted === undefined || wanted === present;
  return same(fields.name, row.name) && same(fields.description, row.description) && same(fields.model, row.model);
}

function readCursor(cursor: string): { updatedAt: number; id: string } {
  const match = /^(\d{1,15})\.([a-z2-7]+)$/.exec(cursor);
  if (!match?.[1] || !match[2])
    throw new Fault("invalid_input", "The cursor is not one of ours.", "Send next_cursor of the page before as it is.");
  return { updatedAt: Number(match[1]), id: match[2] };
}
