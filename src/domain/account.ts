// Use cases of the caller's own account: read it, and delete it with everything that belongs to it.
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

/** Hubs asked at the same time: the platform opens at most six connections at once anyway. */
const appsAtATime = 24;

/** About 2,400 apps per request, well below the platform's limit of calls. The next request deletes the rest. */
const maxPasses = 100;

/**
 * Apps go first, each through its hub, which stops its run; the sign-in goes last. So if anything fails, the same request can be sent again.
 * Anything that arrives meanwhile (a message on its way) finds no user, and is dropped too.
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
