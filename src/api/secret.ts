// The secret that signs sessions. It comes from outside: anyone who read it from the database could sign sessions.
import type { Env } from "../env.ts";
import { Fault } from "./fault.ts";

export function requireSecret({ AUTH_SECRET }: Pick<Env, "AUTH_SECRET">): string {
  const secret = AUTH_SECRET?.trim();
  if (secret) return secret;
  throw new Fault(
    "not_configured",
    "AUTH_SECRET is not set, so nobody can sign in.",
    '"npm start" and "npm run deploy" set it. By hand: npx wrangler secret put AUTH_SECRET, with 32 random bytes or more.',
  );
}
