// Trying a stopped run again: it goes on from the rounds that were complete, as long as they fit, and says which it did.
import { expect, test } from "vitest";
import type { Message, Version } from "../../src/protocol/resources.ts";
import { callWithGate, finishApp, refuse, say, turn, unique, writeFile } from "../fakes/client.ts";
import { type Client, guest, page, provider } from "./support.ts";

const done = turn(finishApp("Done."));

/** A run that completed one round and was stopped in the middle of the second. */
async function stoppedRun(client: Client, send: (prompt: string) => Promise<{ appId: string; version: Version }>) {
  const [prompt, hold] = [unique("two rounds"), unique("hold")];
  await provider.scenario(
    prompt,
    turn(say("Round one."), writeFile("a.css", "a {}\n")),
    turn(say("Half of "), ...callWithGate(0, writeFile("index.html", page("Lost")), hold)),
  );
  const { appId, version } = await send(prompt);
  const viewer = await client.subscribe(appId);
  await viewer.until((event) => event.type === "file.start" && event.round === 2 && event.version_id === version.id);
  viewer.close();
  const cancelled = await client.call<{ version: Version }>("POST", `/api/apps/${appId}/versions/${version.id}/cancel`);
  expect(cancelled).toMatchObject({ status: 202, body: { version: { status: "cancelled" } } });
  return { appId, version, prompt };
}

const retryOf = async (client: Client, appId: string, versionId: string, key: string = crypto.randomUUID()) => {
  const answer = await client.call<{ version: Version; message: Message }>(
    "POST",
    `/api/apps/${appId}/versions/${versionId}/retry`,
    undefined,
    { "Idempotency-Key": key },
  );
  expect(answer.status).toBe(202);
  return answer.body;
};

test("a retry goes on after the complete rounds of the stopped run, pays none of them again, and says so", async () => {
  const client = await guest();
  const { appId, version, prompt } = await stoppedRun(client, async (text) => {
    const created = await client.createApp(text);
    return { appId: created.app.id, version: created.version };
  });
  await provider.scenario(prompt, turn(say("Round two."), writeFile("index.html", page("Kept"))), done);
  const again = await retryOf(client, appId, version.id);
  const ended = await client.ended(appId, again.version.id);
  expect(ended).toMatchObject({ status: "completed", number: 1, metadata: { rounds: 2, attempts: 1, resumes: 1 } });
  expect(ended.metadata.notices).toEqual([expect.objectContaining({ code: "resumed" })]);
  expect(await client.file(appId, 1, "a.css")).toBe("a {}\n");
  expect(await client.file(appId, 1, "index.html")).toBe(page("Kept"));

  const requests = await provider.requests(prompt, { count: 4, ended: true });
  expect(requests.map(({ aborted }) => aborted)).toEqual([false, true, false, false]);
  // The repeated round is asked what it was asked before.
  expect(requests[2]?.body.messages).toEqual(requests[1]?.body.messages);
  const { body } = await client.call<{ messages: Message[] }>("GET", `/api/apps/${appId}/messages`);
  const said = body.messages.filter(({ role }) => role === "assistant").map(({ content, status }) => ({ content, status }));
  expect(said).toEqual([
    { content: "Round one.\n\nHalf of", status: "cancelled" },
    { content: "Round one.\n\nRound two.", status: "completed" },
  ]);
});

test("what was asked between a message and its retry is told, in this run and in those after it", async () => {
  const client = await guest();
  const [first, second, third] = [unique("first"), unique("use blue"), unique("as I said")];
  await provider.scenario(first, turn(refuse("No.")), turn(writeFile("index.html", page("One"))), done);
  await provider.scenario(second, turn(refuse("No.")));
  await provider.scenario(third, done);
  const { app, version } = await client.createApp(first);
  await client.ended(app.id, version.id);
  const failed = await client.send(app.id, second);
  await client.ended(app.id, failed.version.id);
  const again = await retryOf(client, app.id, version.id);
  expect(await client.ended(app.id, again.version.id)).toMatchObject({ status: "completed" });
  const last = await client.send(app.id, third);
  await client.ended(app.id, last.version.id);

  const asked = async (match: string) =>
    (await provider.requests(match)).map(({ body }) => body.messages as { role: string; content: string }[]);
  const texts = (messages: { role: string; content: string }[] = []) =>
    messages.filter(({ role }) => role === "user").map(({ content }) => content);
  // Of the attempt before, nothing: the same message is asked.
  expect(texts((await asked(first))[1])).toEqual([second, first]);
  expect(texts((await asked(third))[0])).toEqual([second, first, third]);
});

test("a retry starts anew when the app has changed since, and says so", async () => {
  const client = await guest();
  const first = unique("first");
  await provider.scenario(first, turn(writeFile("index.html", page("First"))), done);
  const { app, version: made } = await client.createApp(first);
  await client.ended(app.id, made.id);
  const { version, prompt } = await stoppedRun(client, async (text) => ({
    appId: app.id,
    version: (await client.send(app.id, text)).version,
  }));
  const edit = { method: "PUT", body: page("By hand"), headers: { "If-Match": "1" } };

  await provider.scenario(prompt, turn(writeFile("b.css", "b {}\n")), done);
  const again = await retryOf(client, app.id, version.id);
  const ended = await client.ended(app.id, again.version.id);
  // Nothing has changed yet: it goes on. Its own version changes the app.
  expect(ended.metadata.notices).toEqual([expect.objectContaining({ code: "resumed" })]);
  expect(ended.number).toBe(2);
  expect(await client.file(app.id, 2, "a.css")).toBe("a {}\n");

  const other = await stoppedRun(client, async (text) => ({ appId: app.id, version: (await client.send(app.id, text)).version }));
  await provider.scenario(other.prompt, turn(writeFile("c.css", "c {}\n")), done);
  edit.headers["If-Match"] = "2";
  expect((await client.fetch(`/api/apps/${app.id}/files/index.html`, edit)).status).toBe(201);
  const anew = await retryOf(client, app.id, other.version.id);
  const afterEdit = await client.ended(app.id, anew.version.id);
  expect(afterEdit).toMatchObject({ status: "completed", number: 4, metadata: { resumes: 0 } });
  expect(await client.file(app.id, 4, "index.html")).toBe(page("By hand"));
  const requests = await provider.requests(other.prompt);
  expect(requests[2]?.body.messages).not.toEqual(requests[1]?.body.messages);
});

test("a retry or a restore whose answer was lost is repeated with its key, and is still one", async () => {
  const client = await guest();
  const { appId, version, prompt } = await stoppedRun(client, async (text) => {
    const created = await client.createApp(text);
    return { appId: created.app.id, version: created.version };
  });
  await provider.scenario(prompt, turn(writeFile("index.html", page("One"))), done);
  const again = await Promise.all([1, 2, 3].map(() => retryOf(client, appId, version.id, "k")));
  expect(again).toEqual([again[0], again[0], again[0]]);
  await client.ended(appId, again[0]!.version.id);
  expect(await retryOf(client, appId, version.id, "k")).toEqual(again[0]);

  const change = unique("change");
  await provider.scenario(change, turn(writeFile("index.html", page("Two"))), done);
  await client.ended(appId, (await client.send(appId, change)).version.id);
  const restore = (ref: number) =>
    client.call<{ version: Version }>("POST", `/api/apps/${appId}/versions/${ref}/restore`, undefined, {
      "Idempotency-Key": "r",
    });
  const first = await restore(1);
  expect(first).toMatchObject({ status: 201, body: { version: { number: 3 } } });
  expect(await restore(1)).toMatchObject({ status: 201, body: first.body });
  expect(await restore(2)).toMatchObject({ status: 422, body: { error: { code: "idempotency_mismatch" } } });
  expect(await client.call("POST", `/api/apps/${appId}/versions/1/restore`)).toMatchObject({
    status: 400,
    body: { error: { code: "bad_request" } },
  });
  const { versions } = (await client.call<{ versions: Version[] }>("GET", `/api/apps/${appId}/versions`)).body;
  expect(versions.map(({ number }) => number)).toEqual([3, 2, 1, null]);
});
