// The caller's own account: read it, or delete it with all that belongs to it.
import { Hono } from "hono";
import { deleteAccount, readAccount } from "../domain/account.ts";
import type { ApiEnv } from "./environment.ts";
import { answerOf, own } from "./granted.ts";
import * as operations from "./operations/account.ts";

export const account = new Hono<ApiEnv>()
  .get("/", async (c) => {
    const account = answerOf(await readAccount(c.get("ports"), own(c, operations.readAccount)));
    return c.json({ account });
  })
  .delete("/", async (c) => {
    answerOf(await deleteAccount(c.get("ports"), own(c, operations.deleteAccount)));
    return c.body(null, 204);
  });
