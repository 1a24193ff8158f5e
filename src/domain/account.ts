// Use cases of the caller's own account: read, and deleted with everything that belongs to it.
import type { Account } from "../protocol/resources.ts";
import { credentialOf } from "./actor.ts";
import type { OwnGrant } from "./can.ts";
import type { Ports } from "./ports.ts";
import { done, type Result, refuse } from "./result.ts";

export async function readAccount(
  { store }: Pick<Ports, "store">,
  { actor }: OwnGrant<"account.read">,
): Promise<Result<Account>> {
  const account = await store.readAccount(actor.userId);
  return account ? done(account) : refuse("not_found", "This account has been deleted.");
}

/** Hubs that are asked at the same time: six connections are open at once in any case. */
const appsAtATime = 24;

/** Some 2,400 apps a request: well below the platform's limit of calls. More are the next request's. */
const maxPasses = 100;

/**
 * The apps first, each through its hub, which stops what runs; the way in last. So whatever fails on the way, the same request can be sent again.
 * What comes in between from elsewhere (a message that is on its way) finds no user, and goes too.
 */
export async function deleteAccount(
  { store, hub }: Pick<Ports, "store" | "hub">,
  { actor }: OwnGrant<"account.delete">,
): Promise<Result<null>> {
  const { userId } = actor;
  await store.revokeOthers(userId, credentialOf(actor));
  for (let pass = 0; pass < maxPasses; pass += 1) {
    const appIds = await store.appIdsOf(userId, appsAtATime);
    if (appIds.length === 0 && (await store.deleteUser(userId))) return done(null);
    const results = await Promise.all(appIds.map((id) => hub(id).destroyApp()));
    if (results.some(({ ok }) => !ok)) break;
  }
  return refuse("unavailable", "Not everything could be deleted yet.", "Send the same request again to finish.");
}
