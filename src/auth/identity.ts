// Who is asking: the owner of an API key, or of a session. A bearer that is wrong is an error, never a fall back to a cookie.
import type { Credential } from "../store/account.ts";
import type { Database } from "../store/database.ts";
import { apikey } from "../store/schema.ts";
import type { Auth } from "./auth.ts";

export type Identity = { ok: true; userId: string; credential: Credential } | { ok: false; reason: "nobody" | "bad_key" };

const bearer = /^Bearer +(\S+)$/i;

export async function identify(auth: Auth, db: Database, headers: Headers): Promise<Identity> {
  const authorization = headers.get("authorization");
  if (authorization !== null) {
    const key = bearer.exec(authorization)?.[1];
    if (!key) return { ok: false, reason: "bad_key" };
    const verified = await auth.api.verifyApiKey({ body: { key } });
    if (verified.valid && verified.key) {
      return { ok: true, userId: verified.key.referenceId, credential: { kind: "key", id: verified.key.id } };
    }
    // The library answers "invalid" for a database that failed, too. This throws what is really the matter.
    await db.select({ id: apikey.id }).from(apikey).limit(1);
    return { ok: false, reason: "bad_key" };
  }
  const session = await auth.api.getSession({ headers });
  if (!session) return { ok: false, reason: "nobody" };
  return { ok: true, userId: session.user.id, credential: { kind: "session", id: session.session.id } };
}
