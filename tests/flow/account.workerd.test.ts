// A person deletes themselves: nothing of theirs is left in the database or in hubs, nothing lets them in, and nothing that comes late revives any of it.
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { getTableName, is } from "drizzle-orm";
import { SQLiteTable } from "drizzle-orm/sqlite-core";
import { beforeAll, describe, expect, test } from "vitest";
import type { Account, App, Message, Version } from "../../src/protocol/resources.ts";
import * as schema from "../../src/store/schema.ts";
import { callWithGate, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, clientWith, guest, page, provider, readyApp } from "./support.ts";

const tables = Object.values(schema)
  .filter((value) => is(value, SQLiteTable))
  .map(getTableName);

/** Tables of D1 in which one of the texts occurs. */
async function tablesWith(...texts: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const name of tables) {
    const { results } = await env.DB.prepare(`SELECT * FROM "${name}"`).all();
    const content = JSON.stringify(results);
    if (texts.some((text) => content.includes(text))) found.push(name);
  }
  return found.sort();
}

/** Everything that a hub has stored, as text; without its own tables it has nothing. */
const storedIn = (appId: string) =>
  runInDurableObject(env.APP_HUB.getByName(appId), (_hub, { storage: { sql } }) => {
    const names = sql
      .exec<{ name: string }>("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_%' ESCAPE '\\'")
      .toArray();
    return JSON.stringify(names.map(({ name }) => [name, sql.exec(`SELECT * FROM "${name}"`).toArray()]));
  });

const accountOf = async (client: Client) => (await client.call<{ account: Account }>("GET", "/api/account")).body.account;

describe("deleting oneself", () => {
  const [prompt, running, hold] = [unique("private"), unique("running"), unique("hold")];
  let client: Client;
  let program: Client;
  let other: Client;
  let account: Account;
  let ready: App;
  let busy: { app: App; message: Message; version: Version };

  beforeAll(async () => {
    [client, other] = [await guest(), await guest()];
    await readyApp(other);
    const made = await client.call<{ key: string }>("POST", "/api/auth/api-key/create", { name: "program" });
    program = clientWith({ Authorization: `Bearer ${made.body.key}` });
    ready = await readyApp(client, undefined, prompt);
    await provider.scenario(running, turn(...callWithGate(0, writeFile("index.html", page("Never")), hold)));
    busy = await client.createApp(running);
    await provider.reached(hold);
    await client.send(busy.app.id, `${running} and another that waits`);
    account = await accountOf(client);
  });

  test("the account says how much that is, to a browser and to a program", async () => {
    expect(account).toMatchObject({ guest: true, apps: 2, api_keys: 1 });
    expect(await accountOf(program)).toEqual(account);
  });

  test("a page of another origin cannot do it", async () => {
    const answer = await client.call("DELETE", "/api/account", undefined, { Origin: "https://evil.example" });
    expect(answer.status).toBe(403);
    expect((await accountOf(client)).apps).toBe(2);
  });

  test("takes everything: rows, contents, hubs, keys and the way in; and what runs is stopped", async () => {
    const texts = [account.id, ready.id, busy.app.id, busy.version.id, prompt, running];
    const all = ["apikey", "apps", "blobs", "files", "messages", "session", "usage", "user", "versions"];
    expect(await tablesWith(...texts)).toEqual(all);
    // A hub whose runs are over does not know any more whose they were.
    expect(await storedIn(ready.id)).toContain(prompt);
    for (const text of [account.id, running]) expect(await storedIn(busy.app.id)).toContain(text);
    const viewer = await client.subscribe(busy.app.id);

    expect((await client.call("DELETE", "/api/account")).status).toBe(204);
    expect(await tablesWith(...texts)).toEqual([]);
    for (const app of [ready, busy.app]) {
      const left = await storedIn(app.id);
      for (const text of [account.id, prompt, running]) expect(left).not.toContain(text);
      expect(left).toContain("deleted_at");
    }
    const [request] = await provider.requests(running, { count: 1, ended: true });
    expect(request?.aborted).toBe(true);
    viewer.close();
  });

  test("after it neither the cookie nor the key is anybody's", async () => {
    expect((await client.call("GET", "/api/auth/get-session")).body).toBeNull();
    for (const gone of [client, program]) {
      for (const path of ["/api/account", "/api/apps", `/api/apps/${ready.id}`])
        expect((await gone.call("GET", path)).status).toBe(401);
      expect((await gone.call("DELETE", "/api/account")).status).toBe(401);
    }
  });

  test("what comes late revives nothing: a queue's message, an alarm, a message that was on its way, a new app", async () => {
    const hub = env.APP_HUB.getByName(busy.app.id);
    await hub.start({ app_id: busy.app.id, run_id: busy.version.id, dispatch: 1 });
    await runDurableObjectAlarm(hub);
    const late = {
      userId: account.id,
      content: running,
      mode: "build" as const,
      model: "",
      origin: "http://localhost",
      idempotency: null,
    };
    expect(await hub.submit({ ...late, appId: busy.app.id, app: null })).toMatchObject({ ok: false });
    const appId = "z".repeat(26);
    const created = await env.APP_HUB.getByName(appId).submit({ ...late, appId, app: { name: "Late", nameGiven: true } });
    expect(created).toMatchObject({ ok: false, problem: { code: "not_found" } });
    expect(await tablesWith(account.id, busy.app.id, appId)).toEqual([]);
    for (const id of [busy.app.id, appId]) expect(await storedIn(id)).not.toContain(running);
    expect(await provider.requests(running)).toHaveLength(1);
  });

  test("nobody else has lost anything", async () => {
    expect((await accountOf(other)).apps).toBe(1);
    expect(await tablesWith((await accountOf(other)).id)).toEqual(["apps", "session", "user"]);
  });
});

test("a program can do it with its key, and takes the other keys and sessions along", async () => {
  const client = await guest();
  const made = await client.call<{ key: string }>("POST", "/api/auth/api-key/create", { name: "program" });
  const { id } = await accountOf(client);
  const program = clientWith({ Authorization: `Bearer ${made.body.key}` });
  expect((await program.call("DELETE", "/api/account")).status).toBe(204);
  expect((await client.call("GET", "/api/apps")).status).toBe(401);
  expect(await tablesWith(id)).toEqual([]);
});
