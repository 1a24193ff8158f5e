// better-auth on D1: guest sessions by cookie, API keys by bearer. Its own routes live under /api/auth.
import { apiKey } from "@better-auth/api-key";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { betterAuth } from "better-auth/minimal";
import { anonymous } from "better-auth/plugins/anonymous";
import type { Database } from "../store/database.ts";
import { account, apikey, session, user, verification } from "../store/schema.ts";
import { withHashedSessions } from "./hashed-sessions.ts";

const sessionDays = 365;
const daySeconds = 24 * 60 * 60;

export const apiKeyPrefix = "ew_";

export interface AuthOptions {
  db: Database;
  secret: string;
  /** Origin of the request: cookies and origin checks follow the address the client used. */
  origin: string;
}

export type Auth = ReturnType<typeof createAuth>;

export function createAuth({ db, secret, origin }: AuthOptions) {
  return betterAuth({
    baseURL: origin,
    basePath: "/api/auth",
    secret,
    database: withHashedSessions(
      drizzleAdapter(db, { provider: "sqlite", schema: { account, apikey, session, user, verification } }),
    ),
    // A guest has no other way back to their apps, so the session lasts long and is renewed by use.
    session: { expiresIn: sessionDays * daySeconds, updateAge: daySeconds },
    plugins: [
      // Removing a guest would remove rows under running apps. Apps are deleted one by one, through their hubs.
      anonymous({ disableDeleteAnonymousUser: true }),
      apiKey({
        defaultPrefix: apiKeyPrefix,
        // The library's default is 10 requests a day.
        rateLimit: { enabled: false },
        requireName: true,
        keyExpiration: { defaultExpiresIn: null },
      }),
    ],
    advanced: {
      cookiePrefix: "edgewright",
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
    },
    telemetry: { enabled: false },
    logger: {
      log(level, message, ...details) {
        // A wrong key is the caller's mistake, not an error of this server.
        if (message.startsWith("Failed to validate API key")) return;
        console[level === "debug" ? "debug" : level](JSON.stringify({ event: "auth", message, details: details.map(String) }));
      },
    },
  });
}
