// Apps: create (with the first message), list, read, change, delete.
import { Hono } from "hono";
import { createApp, deleteApp, listApps, readApp, renewPreviewLink, updateApp } from "../domain/apps.ts";
import { body, query } from "./describe.ts";
import type { ApiEnv } from "./environment.ts";
import { answerOf, onApp, own } from "./granted.ts";
import * as operations from "./operations/apps.ts";
import { linkNext } from "./paging.ts";
import { sayApplied, sendingOf, statusOf } from "./sending.ts";

export const apps = new Hono<ApiEnv>()
  .post("/", body(operations.createApp), async (c) => {
    const sending = sendingOf(c);
    const created = await createApp(c.get("ports"), own(c, operations.createApp), c.req.valid("json"), sending);
    const { app, message, version, waited } = answerOf(created);
    sayApplied(c, sending, waited);
    return c.json({ app, message, version }, statusOf(version));
  })
  .get("/", query(operations.listApps), async (c) => {
    const listed = await listApps(c.get("ports"), own(c, operations.listApps), c.req.valid("query"));
    const { apps, nextCursor } = answerOf(listed);
    if (nextCursor !== null) linkNext(c, { cursor: nextCursor });
    return c.json({ apps, next_cursor: nextCursor, has_more: nextCursor !== null });
  })
  .get("/:id", async (c) => c.json(answerOf(await readApp(c.get("ports"), onApp(c, operations.readApp)))))
  .patch("/:id", body(operations.updateApp), async (c) => {
    const app = answerOf(await updateApp(c.get("ports"), onApp(c, operations.updateApp), c.req.valid("json")));
    return c.json({ app });
  })
  .post("/:id/preview-link", async (c) => {
    const app = answerOf(await renewPreviewLink(c.get("ports"), onApp(c, operations.renewPreviewLink)));
    return c.json({ app });
  })
  .delete("/:id", async (c) => {
    answerOf(await deleteApp(c.get("ports"), onApp(c, operations.deleteApp)));
    return c.body(null, 204);
  });
