// The caller's own account: what belongs to it, and its end.
import { type Context, Hono } from "hono";
import { appIdsOf, deleteUser, readAccount, revokeOthers } from "../store/account.ts";
import { iso } from "../store/present.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";

/** Hubs that are asked at the same time: six connections are open at once in any case. */
const appsAtATime = 24;

/** Some 2,400 apps a request: well below the platform's limit of calls. More are the next request's. */
const maxPasses = 100;

export const account = new Hono<ApiEnv>()
  .get("/", async (c) => {
    const found = await readAccount(c.get("db"), c.get("userId"));
    if (!found) throw new Fault("not_found", "This account was deleted.");
    const { row, apps, keys } = found;
    const created_at = iso(row.createdAt.getTime());
    return c.json({ account: { id: row.id, guest: row.isAnonymous === true, apps, api_keys: keys, created_at } });
  })
  .delete("/", async (c) => {
    await deleteEverything(c);
    return c.body(null, 204);
  });

/**
 * The apps first, each through its hub, which stops what runs; the way in last. So whatever fails on the way, the same request can be sent again.
 * What comes in between from elsewhere (a message that is on its way) finds no user, and goes too.
 */
async function deleteEverything(c: Context<ApiEnv>): Promise<void> {
  const [db, userId] = [c.get("db"), c.get("userId")];
  await revokeOthers(db, userId, c.get("credential"));
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const appIds = await appIdsOf(db, userId, appsAtATime);
    if (appIds.length === 0 && (await deleteUser(db, userId))) return;
    const replies = await Promise.all(appIds.map((id) => c.env.APP_HUB.getByName(id).destroyApp(id)));
    if (replies.some(({ ok }) => !ok)) break;
  }
  throw new Fault("unavailable", "Not everything could be deleted yet.", "Send the same request again: it goes on from here.");
}
