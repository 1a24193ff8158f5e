// Who is asking: the owner of an API key or a session. A wrong bearer is an error; it never falls back to a cookie.
import { type Actor, nobody, scopesOf } from "../domain/actor.ts";
import { done, type Result, refuse } from "../domain/result.ts";
import type { Database } from "../store/database.ts";
import { apikey } from "../store/schema.ts";
import type { Auth } from "./auth.ts";

const bearer = /^Bearer +(\S+)$/i;

export async function identify(auth: Auth, db: Database, headers: Headers): Promise<Result<Actor>> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const key = bearer.exec(authorization)?.[1];
    if (!key) return badKey;
    const verified = await auth.api.verifyApiKey({ body: { key } });
    if (verified.valid && verified.key) {
      const { id: keyId, referenceId: userId, permissions } = verified.key;
      return done({ kind: "key", userId, keyId, scopes: scopesOf(permissions) });
    }
    // The library also answers "invalid" when the database failed. This throws the real error.
    await db.select({ id: apikey.id }).from(apikey).limit(1);
    return badKey;
  }
  const found = await auth.api.getSession({ headers });
  if (!found) return done(nobody);
  const { session, user } = found;
  return done({ kind: user.isAnonymous ? "guest" : "user", userId: user.id, sessionId: session.id });
}

const badKey = refuse(
  "unauthorized",
  "The API key is not valid.",
  'Send it as "Authorization: Bearer ew_…". It may have been revoked.',
);
