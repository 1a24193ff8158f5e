// Apps: create (with the first message), list, read, change, delete.
import { Hono } from "hono";
import { shortened } from "../protocol/surrogates.ts";
import { listApps } from "../store/history.ts";
import { presentApp } from "../store/present.ts";
import { usageOfApp } from "../store/usage.ts";
import { body, query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import { appIdFor, readIdempotencyKey, replyRecord } from "./idempotency.ts";
import * as operations from "./operations/apps.ts";

const titleMaxCharacters = 48;

/** Working title until the model names the app. */
function titleFrom(prompt: string): string {
  const line = prompt.split("\n", 1)[0]?.trim() ?? "";
  if (line.length <= titleMaxCharacters) return line;
  const word = line.slice(0, titleMaxCharacters).lastIndexOf(" ");
  return shortened(line, word > 0 ? word : titleMaxCharacters, () => "…");
}

export const apps = new Hono<ApiEnv>()
  .post("/", body(operations.createApp), async (c) => {
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
  })
  .get("/", query(operations.listApps), async (c) => {
    const { limit, cursor } = c.req.valid("query");
    const found = await listApps(c.get("db"), c.get("userId"), limit + 1, cursor === undefined ? null : readCursor(cursor));
    const page = found.slice(0, limit);
    const last = page.at(-1)?.row;
    return c.json({
      apps: page.map(({ row, activity }) => presentApp(row, activity, c.get("preview"))),
      next_cursor: found.length > limit && last ? `${last.updatedAt}.${last.id}` : null,
    });
  })
  .get("/:id", async (c) => {
    const { row, activity } = c.get("app");
    const app = presentApp(row, activity, c.get("preview"));
    return c.json({ app, usage: await usageOfApp(c.get("db"), row.id) });
  })
  .patch("/:id", body(operations.updateApp), async (c) => {
    const { row } = c.get("app");
    const fields = c.req.valid("json");
    const reply = await c.env.APP_HUB.getByName(row.id).updateApp({ appId: row.id, origin: c.get("origin"), ...fields });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ app: reply.value });
  })
  .delete("/:id", async (c) => {
    const { row } = c.get("app");
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
