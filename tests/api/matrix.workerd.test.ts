// Every operation of the route table, asked for by everyone there can be. What is right follows from who may do its action, so a new row is tried as well: one
// that lets a stranger in fails here, and so does one that its owner cannot call.
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, test } from "vitest";
import type { Operation } from "../../src/api/operation.ts";
import { operations } from "../../src/api/operations/index.ts";
import { ruleOf, whoMay } from "../../src/domain/actions.ts";
import { type Scope, scopes } from "../../src/domain/actor.ts";
import type { Account, App, Message, Version } from "../../src/protocol/resources.ts";
import { callWithGate, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, clientWith, guest, origin, page, provider, readyApp } from "../flow/support.ts";

/** A person with something of everything. */
interface Person {
  id: string;
  browser: Client;
  program: Client;
  keyId: string;
  spareKeyId: string;
  /** An app with one version. */
  quiet: App;
  /** An app in which one run works, one message waits, and one version was cancelled. */
  busy: App;
  running: Version;
  waiting: Message;
  cancelled: Version;
}

interface Key {
  id: string;
  key: string;
}

const makeKey = async (browser: Client) =>
  (await browser.call<Key>("POST", "/api/auth/api-key/create", { name: "program" })).body;
const withKey = ({ key }: Key) => clientWith({ Authorization: `Bearer ${key}` });
const idOf = async (client: Client) => (await client.call<{ account: Account }>("GET", "/api/account")).body.account.id;

async function person(): Promise<Person> {
  const browser = await guest();
  const [key, spare] = [await makeKey(browser), await makeKey(browser)];
  const [held, hold] = [unique("held"), unique("hold")];
  const first = await readyApp(browser);
  await provider.scenario(held, turn(...callWithGate(0, writeFile("index.html", page("Later")), hold)));
  const second = await browser.createApp(held);
  await provider.reached(hold);
  const taken = await browser.send(second.app.id, "one that is stopped before it begins");
  await browser.call("POST", `/api/apps/${second.app.id}/versions/${taken.version.id}/cancel`);
  await browser.ended(second.app.id, taken.version.id);
  const { message: waiting } = await browser.send(second.app.id, "one that waits");
  return {
    ...{ id: await idOf(browser), browser, program: withKey(key), keyId: key.id, spareKeyId: spare.id },
    ...{ quiet: first, busy: second.app, running: second.version, waiting, cancelled: taken.version },
  };
}

interface Example {
  app?: App;
  ref?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What the operations need that do not work on the quiet app, or with their own example. A new one that is not here is tried as it stands in the table. */
const examples: Record<string, (own: Person) => Example> = {
  createApp: () => ({ body: { prompt: unique("another") } }),
  sendMessage: (own) => ({ app: own.busy, body: { content: "hello" } }),
  updateMessage: (own) => ({ app: own.busy, body: { content: "hello" } }),
  deleteMessage: (own) => ({ app: own.busy }),
  cancelVersion: (own) => ({ app: own.busy, ref: own.running.id }),
  retryVersion: (own) => ({ app: own.busy, ref: own.cancelled.id }),
  // After `writeFile`, whose path is longer.
  writeFiles: () => {
    const boundary = "a-form";
    const form = `--${boundary}\r\nContent-Disposition: form-data; name="by-form.txt"\r\n\r\nBy form\r\n--${boundary}--\r\n`;
    return { body: form, headers: { "If-Match": "2", "Content-Type": `multipart/form-data; boundary=${boundary}` } };
  },
  writeFile: () => ({ body: "Changed by hand", headers: { "If-Match": "1", "Content-Type": "text/plain" } }),
  followApp: () => ({ headers: { Accept: "text/event-stream" } }),
  createKey: () => ({ body: { name: "another" } }),
  deleteKey: (own) => ({ body: { keyId: own.spareKeyId } }),
};

/** The request of one operation on what belongs to `own`. */
function requestOf(operation: Operation, own: Person, more: Record<string, string> = {}): [path: string, init: RequestInit] {
  const { app = own.quiet, ref = "1", body = operation.body?.example, headers = {} } = examples[operation.id]?.(own) ?? {};
  const values: Record<string, string> = { id: app.id, ref, message_id: own.waiting.id, path: "index.html" };
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? "x");
  const sent =
    operation.method === "GET" || operation.method === "DELETE"
      ? undefined
      : typeof body === "string"
        ? body
        : JSON.stringify(body ?? {});
  const type: Record<string, string> = sent === undefined ? {} : { "Content-Type": "application/json" };
  return [
    path,
    { method: operation.method, headers: { ...type, ...headers, ...more }, ...(sent === undefined ? {} : { body: sent }) },
  ];
}

async function ask(client: Client, operation: Operation, own: Person, more?: Record<string, string>, method?: string) {
  const [path, init] = requestOf(operation, own, more);
  const answer = await client.fetch(path, method ? { ...init, method } : init);
  answer.webSocket?.accept();
  answer.webSocket?.close();
  // The body of a stream has no end.
  const isStream = answer.headers.get("Content-Type")?.startsWith("text/event-stream") ?? false;
  if (isStream) await answer.body?.cancel();
  return { status: answer.status, text: isStream ? "" : await answer.text(), headers: answer.headers };
}

const who = ({ action }: Operation) => whoMay(action);
const isGuarded = (operation: Operation) => who(operation) === "signed_in" || who(operation) === "owner";
const opensSockets = ({ answers }: Operation) => 101 in answers;
const titles = operations.map((operation) => [`${operation.id} (${who(operation)})`, operation] as const);

/** Reading before writing, and of what is deleted the inmost first: so that each finds what it needs. */
const order = ["GET", "PATCH", "PUT", "POST", "DELETE"];
const inOrder = [...operations].sort(
  (a, b) => order.indexOf(a.method) - order.indexOf(b.method) || b.path.length - a.path.length,
);

let owner: Person;
const strangers: Record<string, Client> = {};
const unknown: Record<string, Client> = {};

beforeAll(async () => {
  const [other, leaver] = [await guest(), await guest()];
  owner = await person();
  const revoked = await makeKey(owner.browser);
  await owner.browser.call("POST", "/api/auth/api-key/delete", { keyId: revoked.id });
  const leaversKey = await makeKey(leaver);
  expect((await leaver.call("DELETE", "/api/account")).status).toBe(204);
  Object.assign(strangers, {
    "another guest": other,
    "another's key": withKey(await makeKey(other)),
    "a new guest": await guest(),
  });
  Object.assign(unknown, {
    nobody: clientWith({}),
    "a revoked key": withKey(revoked),
    "a wrong key": clientWith({ Authorization: "Bearer ew_wrong" }),
    "no bearer at all": clientWith({ Authorization: "Basic b3duZXI6" }),
    "a wrong key with the owner's cookie": clientWith({ ...owner.browser.identity, Authorization: "Bearer ew_wrong" }),
    "a forged cookie": clientWith({
      Cookie: `edgewright.session_token=${"a".repeat(32)}.${btoa("b".repeat(32))}`,
      Origin: origin,
    }),
    "a deleted guest": leaver,
    "a deleted guest's key": withKey(leaversKey),
  });
});

/** All at the same time: they are refused, so none is in another's way. */
const forEach = async <T>(all: readonly T[], check: (one: T) => Promise<void>) => void (await Promise.all(all.map(check)));

const mentions = (text: string) => [owner.id, owner.quiet.id, owner.busy.id, owner.waiting.id].filter((id) => text.includes(id));

describe("somebody else finds nothing of the owner's", () => {
  test.each(titles.filter(([, { id }]) => id !== "deleteAccount"))("%s", async (_title, operation) => {
    await forEach(Object.entries(strangers), async ([name, client]) => {
      const answers = [await ask(client, operation, owner)];
      if (operation.method === "GET") answers.push(await ask(client, operation, owner, {}, "HEAD"));
      if (opensSockets(operation)) answers.push(await ask(client, operation, owner, { Upgrade: "websocket" }));
      for (const { status, text } of answers) {
        expect([name, mentions(text)]).toEqual([name, []]);
        if (who(operation) === "owner") expect([name, status]).toEqual([name, 404]);
      }
      // Word for word what is said of an app that never was.
      if (who(operation) === "owner")
        expect(JSON.parse(answers[0]?.text ?? "")).toMatchObject({
          error: { code: "not_found", message: "There is no such app." },
        });
    });
  });
});

describe("who is nobody is let in nowhere", () => {
  test.each(titles)("%s", async (_title, operation) => {
    await forEach(Object.entries(unknown), async ([name, client]) => {
      const { status, text } = await ask(client, operation, owner);
      if (isGuarded(operation)) expect([name, status, text]).toEqual([name, 401, expect.stringContaining('"unauthorized"')]);
      // Who asks for the session that there is not is told so.
      if (who(operation) === "session") expect([name, status === 401 || text === "null", text]).toEqual([name, true, text]);
      if (who(operation) === "anyone" && name === "nobody") expect(Object.keys(operation.answers)).toContain(String(status));
      expect([name, mentions(text)]).toEqual([name, []]);
      if (!opensSockets(operation)) return;
      expect([name, (await ask(client, operation, owner, { Upgrade: "websocket" })).status]).toEqual([name, 401]);
    });
  });
});

describe("a page of another origin, in the owner's browser", () => {
  const pages: Record<string, string>[] = [
    { Origin: "https://evil.example" },
    { Origin: "null" },
    { Origin: "http://localhost:8788" },
    { Origin: "http://app.localhost:8787" },
    { "Sec-Fetch-Site": "cross-site" },
    { "Sec-Fetch-Site": "same-site" },
  ];
  test.each(titles)("%s", async (_title, operation) => {
    await forEach(pages, async (headers) => {
      const answer = await ask(owner.browser, operation, owner, headers);
      // What it may send it cannot read.
      for (const name of answer.headers.keys())
        expect([headers, name]).not.toEqual([headers, expect.stringMatching(/^access-control-/)]);
      if (operation.method !== "GET")
        expect([headers, answer.status, answer.text]).toEqual([headers, 403, expect.stringContaining('"forbidden_origin"')]);
      if (!opensSockets(operation)) return;
      expect([headers, (await ask(owner.browser, operation, owner, { ...headers, Upgrade: "websocket" })).status]).toEqual([
        headers,
        403,
      ]);
    });
  });

  test.each(titles)("whose name was pointed at this server: %s", async (_title, operation) => {
    const rebound = "http://rebound.example:8787";
    const [path, init] = requestOf(operation, owner, { ...owner.browser.identity, Origin: rebound });
    expect((await owner.browser.fetch(rebound + path, init)).status).toBe(421);
  });
});

test("through all of that the owner has lost nothing", async () => {
  const { body } = await owner.browser.call<{ account: Account }>("GET", "/api/account");
  expect(body.account).toMatchObject({ id: owner.id, apps: 2, api_keys: 2 });
  const { body: list } = await owner.browser.call<{ versions: Version[] }>("GET", `/api/apps/${owner.quiet.id}/versions`);
  expect(list.versions.map(({ number }) => number)).toEqual([1]);
  const { body: chat } = await owner.browser.call<{ messages: Message[] }>("GET", `/api/apps/${owner.busy.id}/messages`);
  expect(chat.messages.filter(({ role }) => role === "assistant").map(({ status }) => status)).toEqual([
    "pending",
    "cancelled",
    "pending",
  ]);
});

describe("the owner can do everything", () => {
  test("by cookie", async () => {
    for (const operation of inOrder) {
      // A guest who signs in as a guest is told that they are one.
      if (who(operation) === "anyone") continue;
      const { status, text } = await ask(owner.browser, operation, owner);
      expect([operation.id, status, text]).toEqual([
        operation.id,
        expect.toSatisfy((given) => String(given) in operation.answers),
        text,
      ]);
    }
  });

  test("by key, but for the keys themselves", async () => {
    const other = await person();
    for (const operation of inOrder.filter((operation) => who(operation) !== "anyone")) {
      const { status, text } = await ask(other.program, operation, other);
      const expected = who(operation) === "session" ? [401] : Object.keys(operation.answers).map(Number);
      expect([operation.id, expected, text]).toEqual([operation.id, expect.arrayContaining([status]), text]);
    }
  });
});

test("a key that is limited to a scope does what is in it, and nothing else", async () => {
  const other = await person();
  const programs = await Promise.all(
    scopes.map(async (scope) => {
      const key = await makeKey(other.browser);
      const [on = "", verb = ""] = scope.split(":");
      // As the auth library stores it.
      const permissions = JSON.stringify({ [on]: [verb] });
      await env.DB.prepare("UPDATE apikey SET permissions = ? WHERE id = ?").bind(permissions, key.id).run();
      return { scope, program: withKey(key) };
    }),
  );
  const guarded = inOrder.filter(isGuarded);
  const isIn = (scope: Scope, operation: Operation) => {
    const rule = ruleOf(operation.action);
    return "scope" in rule && rule.scope === scope;
  };
  await forEach(programs, async ({ scope, program }) => {
    for (const operation of guarded.filter((entry) => !isIn(scope, entry))) {
      const { status, text } = await ask(program, operation, other);
      expect([scope, operation.id, status, text]).toEqual([scope, operation.id, 401, expect.stringContaining("may not do that")]);
    }
  });
  for (const { scope, program } of programs) {
    for (const operation of guarded.filter((entry) => isIn(scope, entry))) {
      const { status, text } = await ask(program, operation, other);
      const answers = Object.keys(operation.answers).map(Number);
      expect([scope, operation.id, answers, text]).toEqual([scope, operation.id, expect.arrayContaining([status]), text]);
    }
  }
});
