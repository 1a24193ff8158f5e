// Messages of an app: list, send the next one, change or withdraw one that still waits.
import { Hono } from "hono";
import { deleteMessage, listMessages, sendMessage, updateMessage } from "../domain/messages.ts";
import { body, query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { answerOf, onApp } from "./granted.ts";
import * as operations from "./operations/messages.ts";
import { linkNext } from "./paging.ts";
import { sayApplied, sendingOf, statusOf } from "./sending.ts";

export const messages = new Hono<ApiEnv>()
  .post("/:id/messages", body(operations.sendMessage), async (c) => {
    const sending = sendingOf(c);
    const sent = await sendMessage(c.get("ports"), onApp(c, operations.sendMessage), c.req.valid("json"), sending);
    const { message, version, waited } = answerOf(sent);
    sayApplied(c, sending, waited);
    return c.json({ message, version }, statusOf(version));
  })
  .get("/:id/messages", query(operations.listMessages), async (c) => {
    const listed = await listMessages(c.get("ports"), onApp(c, operations.listMessages), c.req.valid("query"));
    const { messages, hasMore } = answerOf(listed);
    if (hasMore && messages[0]) linkNext(c, { before: messages[0].id });
    return c.json({ messages, has_more: hasMore });
  })
  .patch("/:id/messages/:message_id", body(operations.updateMessage), async (c) => {
    const [grant, id] = [onApp(c, operations.updateMessage), c.req.param("message_id")];
    return c.json({ message: answerOf(await updateMessage(c.get("ports"), grant, id, c.req.valid("json"))) });
  })
  .delete("/:id/messages/:message_id", async (c) => {
    answerOf(await deleteMessage(c.get("ports"), onApp(c, operations.deleteMessage), c.req.param("message_id")));
    return c.body(null, 204);
  });
