// What the database holds lets nobody in: sessions and keys are stored as hashes, and work as before.
import { env } from "cloudflare:workers";
import { eq } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { createAuth } from "../../src/auth/auth.ts";
import { openDatabase } from "../../src/store/database.ts";
import { session } from "../../src/store/schema.ts";
import { type Client, clientWith, guest, origin } from "../flow/support.ts";

const db = openDatabase(env.DB);
const cookieName = "edgewright.session_token";
const signed = (client: Client) => decodeURIComponent(client.identity.Cookie?.split("=").slice(1).join("=") ?? "");
const tokenOf = (client: Client) => signed(client).split(".")[0] ?? "";
const sessionsOf = (userId: string) => db.select().from(session).where(eq(session.userId, userId));

interface Seen {
  user: { id: string };
  session: { token: string; expiresAt: string };
}
const seenBy = async (client: Client) => (await client.call<Seen | null>("GET", "/api/auth/get-session")).body;

/** The cookie of a token, signed as the server signs it. */
async function cookieFor(token: string): Promise<Client> {
  const secret = new TextEncoder().encode(env.AUTH_SECRET);
  const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
  const signature = await crypto.subtle.sign("HMAC", key, new TextEncoder().encode(token));
  const value = `${token}.${btoa(String.fromCharCode(...new Uint8Array(signature)))}`;
  return clientWith({ Cookie: `${cookieName}=${encodeURIComponent(value)}`, Origin: origin });
}

let client: Client;
let userId: string;
let token: string;
let stored: string;

beforeAll(async () => {
  client = await guest();
  userId = (await seenBy(client))?.user.id ?? "";
  token = tokenOf(client);
  stored = (await sessionsOf(userId))[0]?.token ?? "";
});

test("no table holds the token of a cookie", async () => {
  expect(token).toMatch(/^\w{32}$/);
  expect(stored).toMatch(/^sha256:/);
  const { results } = await env.DB.prepare(
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'",
  ).all<{ name: string }>();
  for (const { name } of results) {
    const rows = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    expect([name, JSON.stringify(rows.results).includes(token)]).toEqual([name, false]);
  }
});

test("the token works, and what is stored does not, signed as it may be", async () => {
  expect((await seenBy(await cookieFor(token)))?.user.id).toBe(userId);
  expect(await seenBy(await cookieFor(stored))).toBeNull();
  expect((await (await cookieFor(stored)).call("GET", "/api/apps")).status).toBe(401);
});

test("a session is renewed by use, and its cookie stays the same", async () => {
  const soon = new Date(Date.now() + 60_000);
  await db.update(session).set({ expiresAt: soon }).where(eq(session.userId, userId));
  const answer = await client.call<Seen>("GET", "/api/auth/get-session");
  expect(Date.parse(answer.body.session.expiresAt)).toBeGreaterThan(soon.getTime() + 86_400_000);
  expect(answer.headers.getSetCookie().join()).toContain(token);
  expect((await sessionsOf(userId)).map((row) => row.token)).toEqual([stored]);
});

test("a session of before, whose token is stored as it is, lets its guest in, and is hashed by that; also when many ask at once", async () => {
  const old = await guest();
  const id = (await seenBy(old))?.user.id ?? "";
  await db
    .update(session)
    .set({ token: tokenOf(old) })
    .where(eq(session.userId, id));
  const seen = await Promise.all(Array.from({ length: 12 }, () => seenBy(old)));
  expect(seen.map((one) => one?.user.id)).toEqual(seen.map(() => id));
  expect((await sessionsOf(id))[0]?.token).toMatch(/^sha256:/);
  expect((await seenBy(old))?.user.id).toBe(id);
});

test("an expired one is nobody's, and is removed", async () => {
  const past = await guest();
  const id = (await seenBy(past))?.user.id ?? "";
  await db
    .update(session)
    .set({ expiresAt: new Date(0) })
    .where(eq(session.userId, id));
  expect(await seenBy(past)).toBeNull();
  expect(await sessionsOf(id)).toEqual([]);
});

test("the library's own calls about sessions find them", async () => {
  const auth = createAuth({ db, secret: env.AUTH_SECRET ?? "", origin });
  const { internalAdapter } = await auth.$context;
  const leaving = await guest();
  const id = (await seenBy(leaving))?.user.id ?? "";
  expect((await internalAdapter.findSessions([tokenOf(leaving)])).map(({ user }) => user.id)).toEqual([id]);
  await auth.api.signOut({ headers: new Headers(leaving.identity) });
  expect(await sessionsOf(id)).toEqual([]);
});
