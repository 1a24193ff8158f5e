// Paging backwards with `before`, as a client does that keeps ids and not links: nothing is missed and nothing comes twice, also where something new comes
// between two pages.
import { expect, test } from "vitest";
import type { App, Message, Version } from "../../src/protocol/resources.ts";
import { type Client, guest, page, readyApp } from "../flow/support.ts";

async function put(client: Client, app: App, version: number): Promise<void> {
  const headers = { "If-Match": String(version) };
  const answer = await client.fetch(`/api/apps/${app.id}/files/a.txt`, { method: "PUT", body: `${version}\n`, headers });
  expect(answer.status).toBe(201);
}

const versionsOf = async (client: Client, app: App, query: string): Promise<Version[]> =>
  (await client.call<{ versions: Version[] }>("GET", `/api/apps/${app.id}/versions?${query}`)).body.versions;
const messagesOf = async (client: Client, app: App, query: string): Promise<Message[]> =>
  (await client.call<{ messages: Message[] }>("GET", `/api/apps/${app.id}/messages?${query}`)).body.messages;
const numbers = (versions: Version[]) => versions.map(({ number }) => number);

test("versions before one are the older ones, whatever was made since", async () => {
  const client = await guest();
  const app = await readyApp(client);
  for (const version of [1, 2, 3]) await put(client, app, version);
  const newest = await versionsOf(client, app, "limit=2");
  expect(numbers(newest)).toEqual([4, 3]);
  await put(client, app, 4);
  expect(numbers(await versionsOf(client, app, `limit=2&before=${newest.at(-1)?.id}`))).toEqual([2, 1]);
  expect(numbers(await versionsOf(client, app, `before=${newest[0]?.id}`))).toEqual([3, 2, 1]);
  const first = (await versionsOf(client, app, "")).at(-1);
  expect(await versionsOf(client, app, `before=${first?.id}`)).toEqual([]);
});

test("messages before one are the older ones, oldest first", async () => {
  const client = await guest();
  const app = await readyApp(client);
  const { version } = await client.send(app.id, "and why?", "ask");
  await client.ended(app.id, version.id);
  const all = await messagesOf(client, app, "");
  expect(all.map(({ role }) => role)).toEqual(["user", "assistant", "user", "assistant"]);
  expect(await messagesOf(client, app, `before=${all[3]?.id}&limit=2`)).toEqual(all.slice(1, 3));
  expect(await messagesOf(client, app, `before=${all[1]?.id}`)).toEqual(all.slice(0, 1));
});

test("an entry that is not in the list is refused, be it another app's or nobody's", async () => {
  const client = await guest();
  const [app, other] = [await readyApp(client), await readyApp(client, { "index.html": page("Other") })];
  const [foreign] = await messagesOf(client, other, "");
  const [version] = await versionsOf(client, other, "");
  const asked: [path: string, status: number, code: string][] = [
    [`messages?before=${foreign?.id}`, 422, "invalid_input"],
    ["messages?before=x", 422, "invalid_input"],
    // A version is named here as it is in addresses, and is missed as it is there.
    [`versions?before=${version?.id}`, 404, "not_found"],
    ["versions?before=x", 404, "not_found"],
  ];
  for (const [path, status, code] of asked) {
    const answer = await client.call("GET", `/api/apps/${app.id}/${path}`);
    expect([path, answer.status, answer.body]).toEqual([path, status, { error: expect.objectContaining({ code }) }]);
  }
});
