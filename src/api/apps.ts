// Apps: create (with the first message), list, read, change, delete.
import { Hono } from "hono";
import * as v from "valibot";
import { newPreviewKey } from "../protocol/preview-link.ts";
import { appsQuery, createAppRequest, updateAppRequest } from "../protocol/requests.ts";
import { app as appSchema, message, usage, version } from "../protocol/resources.ts";
import { listApps } from "../store/history.ts";
import { presentApp } from "../store/present.ts";
import { usageOfApp } from "../store/usage.ts";
import { ownedApp } from "./access.ts";
import { body, query, route } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import { appIdFor, readIdempotencyKey, replyRecord } from "./idempotency.ts";

const titleMaxCharacters = 48;

/** Working title until the model names the app. */
function titleFrom(prompt: string): string {
  const line = prompt.split("\n", 1)[0]?.trim() ?? "";
  if (line.length <= titleMaxCharacters) return line;
  const cut = line.slice(0, titleMaxCharacters);
  return `${cut.slice(0, cut.lastIndexOf(" ") > 0 ? cut.lastIndexOf(" ") : titleMaxCharacters)}…`;
}

export const apps = new Hono<ApiEnv>()
  .post(
    "/",
    route("Create an app from a prompt", 202, v.object({ app: appSchema, message, version })),
    body(createAppRequest),
    async (c) => {
      const { prompt, name, model = "", mode } = c.req.valid("json");
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
      return c.json({ app, message, version }, 202);
    },
  )
  .get(
    "/",
    route("List your apps, last changed first", 200, v.object({ apps: v.array(appSchema), next_cursor: v.nullable(v.string()) })),
    query(appsQuery),
    async (c) => {
      const { limit, cursor } = c.req.valid("query");
      const found = await listApps(c.get("db"), c.get("userId"), limit + 1, cursor === undefined ? null : readCursor(cursor));
      const page = found.slice(0, limit);
      const last = page.at(-1)?.row;
      return c.json({
        apps: page.map(({ row, activity }) => presentApp(row, activity, c.get("preview"))),
        next_cursor: found.length > limit && last ? `${last.updatedAt}.${last.id}` : null,
      });
    },
  )
  .get("/:id", route("Read an app", 200, v.object({ app: appSchema, usage: v.nullable(usage) })), async (c) => {
    const { row, activity } = await ownedApp(c);
    const app = presentApp(row, activity, c.get("preview"));
    return c.json({ app, usage: await usageOfApp(c.get("db"), row.id) });
  })
  .patch(
    "/:id",
    route("Change name, description or model", 200, v.object({ app: appSchema })),
    body(updateAppRequest),
    async (c) => {
      const { row } = await ownedApp(c);
      const fields = c.req.valid("json");
      const reply = await c.env.APP_HUB.getByName(row.id).updateApp({ appId: row.id, origin: c.get("origin"), ...fields });
      if (!reply.ok) throw faultOf(reply.problem);
      return c.json({ app: reply.value });
    },
  )
  .post(
    "/:id/preview-link",
    route("Renew the preview's link: the old one stops", 200, v.object({ app: appSchema })),
    async (c) => {
      const { row } = await ownedApp(c);
      const renewal = { appId: row.id, origin: c.get("origin"), previewKey: newPreviewKey() };
      const reply = await c.env.APP_HUB.getByName(row.id).updateApp(renewal);
      if (!reply.ok) throw faultOf(reply.problem);
      return c.json({ app: reply.value });
    },
  )
  .delete("/:id", route("Delete an app and everything of it", 204, null), async (c) => {
    const { row } = await ownedApp(c);
    const reply = await c.env.APP_HUB.getByName(row.id).destroyApp(row.id);
    if (!reply.ok) throw faultOf(reply.problem);
    return c.body(null, 204);
  });

function readCursor(cursor: string): { updatedAt: number; id: string } {
  const match = /^(\d{1,15})\.([a-z2-7]+)$/.exec(cursor);
  if (!match?.[1] || !match[2])
    throw new Fault("invalid_input", "The cursor is not one of ours.", "Send next_cursor of the page before as it is.");
  return { updatedAt: Number(match[1]), id: match[2] };
}
