// Messages of an app: list, send the next one, change or take back one that still waits.
import { type Context, Hono } from "hono";
import { findMessage, listMessages } from "../store/history.ts";
import { type MessageRow, presentMessage } from "../store/present.ts";
import { body, query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault, faultOf } from "./fault.ts";
import { readIdempotencyKey, replyRecord } from "./idempotency.ts";
import * as operations from "./operations/messages.ts";
import { linkNext } from "./paging.ts";
import { waitAsPreferred } from "./waiting.ts";

export const messages = new Hono<ApiEnv>()
  .post("/:id/messages", body(operations.sendMessage), async (c) => {
    const { row } = c.get("app");
    const { content, mode } = c.req.valid("json");
    const userId = c.get("userId");
    const key = readIdempotencyKey(c);
    const reply = await c.env.APP_HUB.getByName(row.id).submit({
      appId: row.id,
      userId,
      app: null,
      content,
      mode,
      model: row.model,
      origin: c.get("origin"),
      idempotency: await replyRecord(userId, "messages", key, { content, mode }),
    });
    if (!reply.ok) throw faultOf(reply.problem);
    const { message, version } = reply.value;
    const waited = await waitAsPreferred(c, { appId: row.id, versionId: version.id });
    return c.json({ message, version: waited?.version ?? version }, waited?.status ?? 202);
  })
  .get("/:id/messages", query(operations.listMessages), async (c) => {
    const { row } = c.get("app");
    const { limit, before } = c.req.valid("query");
    const position = before === undefined ? null : await positionOf(c.get("db"), row.id, before);
    const found = await listMessages(c.get("db"), row.id, limit + 1, position);
    const hasMore = found.length > limit;
    // Oldest first: the one too many is the first.
    const page = hasMore ? found.slice(1) : found;
    if (hasMore && page[0]) linkNext(c, { before: page[0].id });
    return c.json({ messages: page.map(presentMessage), has_more: hasMore });
  })
  .patch("/:id/messages/:message_id", body(operations.updateMessage), async (c) => {
    const { appId, id } = await ownedMessage(c);
    const reply = await c.env.APP_HUB.getByName(appId).editMessage({ messageId: id, ...c.req.valid("json") });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.json({ message: reply.value });
  })
  .delete("/:id/messages/:message_id", async (c) => {
    const { appId, id } = await ownedMessage(c);
    const reply = await c.env.APP_HUB.getByName(appId).removeMessage({ messageId: id });
    if (!reply.ok) throw faultOf(reply.problem);
    return c.body(null, 204);
  });

async function ownedMessage(c: Context<ApiEnv>): Promise<MessageRow> {
  const { row } = c.get("app");
  const found = await findMessage(c.get("db"), row.id, c.req.param("message_id") ?? "");
  if (!found) throw new Fault("not_found", "There is no such message in this app.");
  return found;
}

async function positionOf(db: ApiEnv["Variables"]["db"], appId: string, id: string): Promise<number> {
  const found = await findMessage(db, appId, id);
  if (!found) throw new Fault("invalid_input", "before: there is no such message in this app.");
  return found.position;
}
