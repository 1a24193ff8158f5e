// Messages that wait: in order, changeable until their run starts, and one run each, however often and however many at once they are sent.
import { describe, expect, test } from "vitest";
import { terminalTypes } from "../../src/protocol/events.ts";
import type { Message, Version } from "../../src/protocol/resources.ts";
import { finishApp, gate, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, guest, isLogged, page, provider } from "./support.ts";

const done = turn(finishApp("Done."));

/** An app whose first run is in the middle of its model's answer until `release`. */
async function busyApp(client: Client) {
  const hold = unique("hold");
  const prompt = unique("busy");
  await provider.scenario(prompt, turn(gate(hold), writeFile("index.html", page("Busy"))), done);
  const created = await client.createApp(prompt);
  await provider.reached(hold);
  return { ...created, release: () => provider.release(hold) };
}

const messagePath = (appId: string, id: string) => `/api/apps/${appId}/messages/${id}`;
const messagesOf = async (client: Client, appId: string) =>
  (await client.call<{ messages: Message[] }>("GET", `/api/apps/${appId}/messages?limit=200`)).body.messages;

describe("a message that waits", () => {
  test("can be changed: the model is asked the new text, and every viewer sees it", async () => {
    const client = await guest();
    const { app, message: first, release } = await busyApp(client);
    const [before, after] = [unique("say it badly"), unique("say it well")];
    await provider.scenario(after, turn(writeFile("index.html", page("Well"))), done);
    const viewer = await client.subscribe(app.id);
    const sent = await client.send(app.id, before);

    const changed = await client.call<{ message: Message }>("PATCH", messagePath(app.id, sent.message.id), { content: after });
    expect(changed).toMatchObject({ status: 200, body: { message: { id: sent.message.id, content: after } } });
    await viewer.until((event) => event.type === "message.updated" && event.message.content === after);
    expect((await messagesOf(client, app.id)).map(({ content }) => content)).toContain(after);
    const empty = await client.call("PATCH", messagePath(app.id, sent.message.id), { content: " " });
    expect(empty).toMatchObject({ status: 422, body: { error: { code: "invalid_input" } } });
    const working = await client.call("PATCH", messagePath(app.id, first.id), { content: "too late" });
    expect(working).toMatchObject({ status: 409, body: { error: { code: "message_not_waiting" } } });

    await release();
    expect(await client.ended(app.id, sent.version.id)).toMatchObject({ status: "completed", number: 2 });
    expect(await provider.requests(after)).toHaveLength(2);
    expect(await provider.requests(before)).toHaveLength(0);
    const late = await client.call("PATCH", messagePath(app.id, sent.message.id), { content: "later still" });
    expect(late.status).toBe(409);
    viewer.close();
  });

  test("can be taken back: its run ends before it began, and both its messages go", async () => {
    const client = await guest();
    const { app, version, release } = await busyApp(client);
    const viewer = await client.subscribe(app.id);
    const unwanted = await client.send(app.id, unique("unwanted"));
    const wanted = unique("wanted");
    await provider.scenario(wanted, turn(writeFile("index.html", page("Wanted"))), done);
    const behind = await client.send(app.id, wanted);

    expect((await client.call("DELETE", messagePath(app.id, unwanted.message.id))).status).toBe(204);
    await viewer.until((event) => event.type === "version.cancelled" && event.version_id === unwanted.version.id);
    const told = viewer.events.filter((event) => isLogged(event) && event.version_id === unwanted.version.id);
    expect(told.slice(-3).map((event) => event.type)).toEqual(["message.deleted", "message.deleted", "version.cancelled"]);
    expect((await messagesOf(client, app.id)).filter((message) => message.version_id === unwanted.version.id)).toEqual([]);
    expect((await client.call("DELETE", messagePath(app.id, unwanted.message.id))).status).toBe(404);
    const retried = await client.call("POST", `/api/apps/${app.id}/versions/${unwanted.version.id}/retry`);
    expect(retried.status).toBe(404);

    await release();
    expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed", number: 1 });
    expect(await client.ended(app.id, behind.version.id)).toMatchObject({ status: "completed", number: 2 });
    viewer.close();
  });
});

describe("many at once", () => {
  test("20 messages sent together run one after the other, each once, in the order of the conversation", async () => {
    const client = await guest();
    const { app, version, release } = await busyApp(client);
    const texts = Array.from({ length: 20 }, (_, index) => unique(`message ${index}`));
    for (const text of texts) await provider.scenario(text, turn(writeFile("index.html", page(text))), done);
    const sent = await Promise.all(texts.map((text) => client.send(app.id, text)));
    const tooMany = await client.call("POST", `/api/apps/${app.id}/messages`, { content: "one more" });
    expect(tooMany).toMatchObject({ status: 429, body: { error: { code: "too_many_waiting" } } });
    await release();
    for (const one of sent) expect(await client.ended(app.id, one.version.id)).toMatchObject({ status: "completed" });

    const inOrder = (await messagesOf(client, app.id)).filter(({ role }) => role === "user").map(({ version_id }) => version_id);
    const { versions } = (await client.call<{ versions: Version[] }>("GET", `/api/apps/${app.id}/versions?limit=200`)).body;
    const byNumber = versions.toSorted((a, b) => (a.number ?? 0) - (b.number ?? 0)).map(({ id }) => id);
    expect(byNumber).toEqual(inOrder);
    expect(byNumber[0]).toBe(version.id);
    for (const text of texts) expect(await provider.requests(text)).toHaveLength(2);
    const viewer = await client.subscribe(app.id);
    await viewer.until((event) => event.type === "preview.ready" && event.version === 21);
    const log = viewer.events.filter(isLogged);
    expect(log.map((event) => event.seq)).toEqual(log.map((_, index) => index + 1));
    expect(log.filter((event) => event.type === "version.started")).toHaveLength(21);
    viewer.close();
  });

  test("50 equal posts with one key are one app and one message, and all are answered the same, also later", async () => {
    const client = await guest();
    const prompt = unique("one app");
    await provider.scenario(prompt, turn(writeFile("index.html", page("One"))), done);
    const create = () =>
      client.call<{ app: { id: string }; version: Version }>("POST", "/api/apps", { prompt }, { "Idempotency-Key": prompt });
    const answers = await Promise.all(Array.from({ length: 50 }, create));
    const [first] = answers;
    expect(answers.map(({ status, body }) => ({ status, body }))).toEqual(
      answers.map(() => ({ status: 202, body: first!.body })),
    );
    const appId = first!.body.app.id;
    await client.ended(appId, first!.body.version.id);
    expect((await create()).body).toEqual(first!.body);

    const content = unique("one message");
    await provider.scenario(content, turn(writeFile("index.html", page("Two"))), done);
    const post = (text: string) =>
      client.call<{ version: Version }>("POST", `/api/apps/${appId}/messages`, { content: text }, { "Idempotency-Key": "k" });
    const posts = await Promise.all(Array.from({ length: 50 }, () => post(content)));
    expect(posts.map(({ status, body }) => ({ status, body }))).toEqual(posts.map(() => ({ status: 202, body: posts[0]!.body })));
    expect(await post("another body")).toMatchObject({ status: 422, body: { error: { code: "idempotency_mismatch" } } });
    await client.ended(appId, posts[0]!.body.version.id);
    expect(await provider.requests(prompt)).toHaveLength(2);
    expect(await provider.requests(content)).toHaveLength(2);
    const viewer = await client.subscribe(appId);
    await viewer.until((event) => event.type === "preview.ready" && event.version === 2);
    expect(viewer.events.filter((event) => terminalTypes.has(event.type))).toHaveLength(2);
    viewer.close();
  });
});
