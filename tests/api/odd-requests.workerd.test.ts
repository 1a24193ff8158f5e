// What broken clients send, to every operation of the route table: nothing is a fault of ours, and every answer is as the OpenAPI document says (the shared
// client looks).
import { beforeAll, expect, test } from "vitest";
import { requestHeaders } from "../../src/api/document/parts.ts";
import type { Operation } from "../../src/api/operation.ts";
import { operations } from "../../src/api/operations/index.ts";
import type { App } from "../../src/protocol/resources.ts";
import { type Client, guest, readyApp } from "../flow/support.ts";

/** Each is put in the place of a parameter in the path. */
const segments = [
  "%00",
  "%ff",
  "%ed%a0%bd",
  "..%2f..",
  "latest",
  "0",
  "-1",
  "1e9",
  "9999999999",
  "%22'",
  "%25",
  "a".repeat(3000),
  "__proto__",
  "%E2%80%8B",
];
/** Each is sent as a JSON body. */
const texts = [
  "",
  "{",
  "null",
  "[]",
  "0",
  '"text"',
  "true",
  "{}",
  '{"__proto__":{"admin":true}}',
  '{"prompt":null,"content":null,"name":null,"keyId":null}',
  '{"prompt":[],"content":{},"name":7,"keyId":{}}',
  '{"prompt":"x","prompt":"\\u200b","content":"\\ud83d","name":"\\udc00","keyId":"\\ud800"}',
  `${"[".repeat(20_000)}`,
  `{"a":${'{"a":'.repeat(5_000)}1${"}".repeat(5_001)}`,
  "\ufeff{}",
  "{}\u0000",
  `{"prompt":"${"x".repeat(50_000)}","content":"${"x".repeat(50_000)}","name":"${"x".repeat(50_000)}"}`,
  "prompt=x",
];
const queries = [
  "limit=1e3",
  "limit=",
  "limit=0",
  "limit=1.5",
  "limit=NaN",
  "limit=50&limit=2",
  "limit[]=5",
  "cursor=%00",
  "cursor=1.",
  "before=",
  "before=%ff",
  "after=-1",
  "after=1e400",
  "wait=-1",
  "wait=0x",
  "against=",
  "against=%00",
  "contents=1",
  "%",
  "__proto__=1",
];
const headers: Record<string, string>[] = [
  { "If-Match": "" },
  { "If-Match": "99999999999999999999" },
  { "If-None-Match": "*" },
  { "If-None-Match": '"' },
  { Prefer: "wait=" },
  { Prefer: "wait=99999999999999" },
  { Prefer: ",,;wait" },
  { "Idempotency-Key": "x".repeat(201) },
  { "Last-Event-ID": "9".repeat(400) },
  { "X-Request-Id": "a b" },
  { Authorization: "Bearer" },
  { Authorization: "Basic eDp5" },
  { "Content-Type": "multipart/form-data" },
  { "Content-Type": "application/json; charset=utf-16" },
  { Accept: "text/html" },
  { Range: "bytes=0-1" },
];

const hasJson = ({ body }: Operation) => body?.type === "application/json";
/** Requests on their way at the same time: most of each is waiting for the database. */
const together = 8;

/** These take away what the others stand on, or wait for it to happen. */
const leftOut = new Set(["deleteAccount", "deleteApp", "followApp"]);

/** The operation's address in an app that is there, or with something odd in the place of its last parameter. */
function address({ path }: Operation, app: App, odd?: string): string {
  const values: Record<string, string> = { id: app.id, ref: "1", message_id: "none", path: "a/b.txt" };
  const last = [...path.matchAll(/\{(\w+)\}/g)].at(-1)?.[1];
  return path.replace(/\{(\w+)\}/g, (_, name: string) => (name === last && odd !== undefined ? odd : (values[name] ?? "")));
}

interface Odd {
  path: string;
  init: RequestInit;
}

function oddRequests(operation: Operation, app: App): Odd[] {
  const { method, path, query, body } = operation;
  const example = body?.example === undefined ? null : hasJson(operation) ? JSON.stringify(body.example) : String(body.example);
  const type: Record<string, string> = hasJson(operation) ? { "Content-Type": "application/json" } : {};
  const init: RequestInit = { method, headers: type, ...(method === "GET" ? {} : { body: example }) };
  const here = address(operation, app);
  // Headers of every request, and those that this operation reads.
  const isRead = (more: Record<string, string>) =>
    Object.keys(more).every((name) => !(name in requestHeaders) || operation.headers?.some((read) => read === name));
  return [
    ...(path.includes("{") ? segments : []).map((segment) => ({ path: address(operation, app, segment), init })),
    ...(query ? queries : []).map((text) => ({ path: `${here}?${text}`, init })),
    ...headers.filter(isRead).map((more) => ({ path: here, init: { ...init, headers: { ...type, ...more } } })),
    ...(hasJson(operation) ? texts : []).map((text) => ({ path: here, init: { ...init, body: text } })),
  ];
}

let client: Client;
let app: App;
beforeAll(async () => {
  client = await guest();
  app = await readyApp(client);
});

async function send(path: string, init: RequestInit): Promise<void> {
  const answer = await client.fetch(path, init);
  await answer.text();
  const what = `${init.method} ${path} ${JSON.stringify(init)}`.slice(0, 400);
  expect([what, answer.status < 500]).toEqual([what, true]);
}

test.each(operations.filter(({ id }) => !leftOut.has(id)))("$id meets what broken clients send", async (operation) => {
  const odd = oddRequests(operation, app);
  for (let from = 0; from < odd.length; from += together)
    await Promise.all(odd.slice(from, from + together).map(({ path, init }) => send(path, init)));
});
