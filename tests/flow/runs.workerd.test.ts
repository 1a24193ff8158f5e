// Runs through the whole Worker: parallel calls, questions, failures, cancel, fallback, and what viewers see of them.
import { env } from "cloudflare:workers";
import { describe, expect, test } from "vitest";
import { readServerSentEvents } from "../../scripts/lib/server-sent-events.ts";
import { readServerSentEvent } from "../../scripts/lib/strict-wire.ts";
import { terminalTypes, type WireEvent } from "../../src/protocol/events.ts";
import type { Message, Version } from "../../src/protocol/resources.ts";
import { fromSnapshot, reduce } from "../../src/web/model/index.ts";
import {
  badKey,
  call,
  callWithGate,
  cut,
  finishApp,
  gate,
  httpError,
  interleaved,
  mustBeVerified,
  outOfQuota,
  readFile,
  say,
  serverError,
  think,
  turn,
  unique,
  writeFile,
} from "../fakes/client.ts";
import { type Client, guest, isLogged, page, provider } from "./support.ts";

const done = turn(finishApp("Done."));

async function simpleApp(client: Client, title = "Simple") {
  const prompt = unique(title);
  await provider.scenario(prompt, turn(say("One page."), writeFile("index.html", page(title))), done);
  const created = await client.createApp(prompt);
  await client.ended(created.app.id, created.version.id);
  return created.app;
}

describe("a run", () => {
  test("carries out parallel tool calls once each and pairs every result with its call", async () => {
    const prompt = unique("two files at once");
    await provider.scenario(
      prompt,
      turn(
        think("Two files."),
        interleaved(
          writeFile(
            "index.html",
            '<!doctype html><html lang="en"><head><link rel="stylesheet" href="/a.css"></head><body>hi</body></html>',
          ),
          writeFile("a.css", "body { color: teal; }\n"),
          call("list_files", {}),
        ),
      ),
      done,
    );
    const client = await guest();
    const { app, version } = await client.createApp(prompt);
    const ended = await client.ended(app.id, version.id);
    expect(ended).toMatchObject({ status: "completed", number: 1 });
    const [, second] = await provider.requests(prompt);
    const messages = second!.body.messages as { role: string; tool_call_id?: string; content: string }[];
    const results = messages.filter((message) => message.role === "tool");
    expect(results.map((result) => result.content.split("\n")[0])).toEqual([
      expect.stringContaining("Wrote index.html"),
      expect.stringContaining("Wrote a.css"),
      expect.stringContaining("a.css (22 bytes)"),
    ]);
    expect(second?.violations).toEqual([]);
  });

  test("answers a question without changing anything, whatever the model tries, and without a numbered version", async () => {
    const client = await guest();
    const app = await simpleApp(client);
    const question = unique("what is in it?");
    const tried = turn(readFile("index.html"), writeFile("index.html", page("Changed")));
    await provider.scenario(question, tried, turn(say("It is one page with a heading.")));
    const sent = await client.send(app.id, question, "ask");
    const version = await client.ended(app.id, sent.version.id);
    expect(version).toMatchObject({ status: "completed", number: null });
    expect(version.metadata.kind).toBe("ask");
    const [, second] = await provider.requests(question);
    expect(JSON.stringify(second?.body.messages)).toContain("The message is a question, so nothing can be changed now");
    const { body } = await client.call<{ messages: Message[] }>("GET", `/api/apps/${app.id}/messages`);
    expect(body.messages.at(-1)).toMatchObject({
      role: "assistant",
      content: "It is one page with a heading.",
      status: "completed",
    });
    expect((await client.call<{ app: { current_version: number } }>("GET", `/api/apps/${app.id}`)).body.app.current_version).toBe(
      1,
    );
  });

  test("fails with the provider's reason in words, keeps the files, and can be tried again", async () => {
    const client = await guest();
    const app = await simpleApp(client);
    const change = unique("make it blue");
    await provider.scenario(change, outOfQuota(), badKey(), turn(writeFile("index.html", page("Blue"))), done);
    const sent = await client.send(app.id, change);
    const failed = await client.ended(app.id, sent.version.id);
    expect(failed).toMatchObject({ status: "failed", number: null, error_code: "bad_key" });
    expect(failed.error_message).toContain("OPENROUTER_API_KEY");
    expect(await client.file(app.id, "latest", "index.html")).toBe(page("Simple"));

    const retried = await client.call<{ version: Version; message: Message }>(
      "POST",
      `/api/apps/${app.id}/versions/${failed.id}/retry`,
    );
    expect(retried.status).toBe(202);
    expect(retried.body.message.id).toBe(sent.message.id);
    const version = await client.ended(app.id, retried.body.version.id);
    expect(version).toMatchObject({ status: "completed", number: 2 });
    const again = await client.call("POST", `/api/apps/${app.id}/versions/${version.id}/retry`);
    expect(again).toMatchObject({ status: 409, body: { error: { code: "not_retryable" } } });
  });

  test("goes on with OpenRouter when OpenAI is out of quota, and says so", async () => {
    const prompt = unique("a page by the other one");
    await provider.scenario(prompt, outOfQuota(), turn(writeFile("index.html", page("Other"))), done);
    const client = await guest();
    const { app, version } = await client.createApp(prompt);
    const ended = await client.ended(app.id, version.id);
    expect(ended).toMatchObject({ status: "completed", metadata: { provider: "openrouter", model: "openai/gpt-5" } });
    expect(ended.metadata.notices).toEqual([expect.objectContaining({ code: "provider_switched" })]);
    const requests = await provider.requests(prompt);
    expect(requests.map((request) => request.path.includes("openrouter"))).toEqual([false, true, true]);
    expect(requests.flatMap((request) => request.violations)).toEqual([]);
  });

  test("repeats a round after a passing fault and after a cut stream, with the partial text taken back", async () => {
    const prompt = unique("a page after trouble");
    await provider.scenario(
      prompt,
      serverError(),
      turn(say("This text is lost"), cut()),
      turn(say("This text stays."), writeFile("index.html", page("Stays"))),
      done,
    );
    const client = await guest();
    const { app, version } = await client.createApp(prompt);
    expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed", number: 1 });
    const { body } = await client.call<{ messages: Message[] }>("GET", `/api/apps/${app.id}/messages`);
    expect(body.messages.at(-1)?.content).toBe("This text stays.");
    expect(await provider.requests(prompt)).toHaveLength(4);
  });

  test("asks without streaming when the organization may not stream the model, remembers it, and says so", async () => {
    const model = unique("fakes/unverified-model");
    await provider.scenario(model, mustBeVerified(), turn(say("In one piece."), writeFile("index.html", page("Whole"))), done);
    const client = await guest();
    const { app, version } = await client.createApp("a page", { model });
    const ended = await client.ended(app.id, version.id);
    expect(ended).toMatchObject({ status: "completed", number: 1 });
    expect(ended.metadata.notices.map((notice) => notice.code)).toEqual(["not_streamed"]);
    const requests = await provider.requests(model);
    expect(requests.map((request) => request.body.stream ?? false)).toEqual([true, false, false]);
  });

  test("does not carry out arguments that were cut, and tells the model", async () => {
    const prompt = unique("a page in two tries");
    await provider.scenario(
      prompt,
      turn({ ...writeFile("index.html", page("Cut")), arguments: '{"path":"index.html","content":"<!doc' }),
      turn(writeFile("index.html", page("Whole"))),
      done,
    );
    const client = await guest();
    const { app, version } = await client.createApp(prompt);
    await client.ended(app.id, version.id);
    expect(await client.file(app.id, 1, "index.html")).toBe(page("Whole"));
    const [, second] = await provider.requests(prompt);
    expect(JSON.stringify(second?.body.messages)).toContain("not valid JSON");
  });

  test("finishes an app that does not load only after the model had its chances, with the warning shown", async () => {
    const prompt = unique("a broken page");
    const broken = '<!doctype html><html><body><script type="module" src="/missing.js"></script></body></html>';
    await provider.scenario(prompt, turn(writeFile("index.html", broken)), done, done, done);
    const client = await guest();
    const { app, version } = await client.createApp(prompt);
    const ended = await client.ended(app.id, version.id);
    expect(ended.status).toBe("completed");
    expect(ended.metadata.notices.map((notice) => notice.code)).toContain("does_not_load");
    expect(await provider.requests(prompt)).toHaveLength(4);
  });
});

describe("cancel", () => {
  test("ends the upstream request, keeps the files, and sends one terminal event", async () => {
    const client = await guest();
    const app = await simpleApp(client);
    const change = unique("rewrite it all");
    const hold = unique("hold");
    await provider.scenario(change, turn(say("Starting."), ...callWithGate(0, writeFile("index.html", page("Never")), hold)));
    const sent = await client.send(app.id, change);
    const viewer = await client.subscribe(app.id);
    await provider.reached(hold);
    await viewer.until((event) => event.type === "text.delta" && event.version_id === sent.version.id);

    const cancelled = await client.call<{ version: Version }>("POST", `/api/apps/${app.id}/versions/${sent.version.id}/cancel`);
    expect(cancelled.status).toBe(202);
    expect(cancelled.body.version).toMatchObject({ status: "cancelled", number: null });
    const [request] = await provider.requests(change, { count: 1, ended: true });
    expect(request?.aborted).toBe(true);
    const again = await client.call("POST", `/api/apps/${app.id}/versions/${sent.version.id}/cancel`);
    expect(again.status).toBe(200);

    expect(await client.file(app.id, "latest", "index.html")).toBe(page("Simple"));
    const after = await simpleMessage(client, app.id);
    expect(after.status).toBe("completed");
    const terminals = viewer.events.filter(
      (event) => isLogged(event) && event.version_id === sent.version.id && terminalTypes.has(event.type),
    );
    expect(terminals.map((event) => event.type)).toEqual(["version.cancelled"]);
    const { body } = await client.call<{ messages: Message[] }>("GET", `/api/apps/${app.id}/messages`);
    expect(body.messages.find((message) => message.version_id === sent.version.id && message.role === "assistant")).toMatchObject(
      {
        content: "Starting.",
        status: "cancelled",
      },
    );
    viewer.close();
  });

  test("of a waiting run ends it before it starts", async () => {
    const client = await guest();
    const hold = unique("hold");
    const first = unique("first");
    const second = unique("second");
    await provider.scenario(first, turn(gate(hold), writeFile("index.html", page("First"))), done);
    const created = await client.createApp(first);
    await provider.reached(hold);
    const waiting = await client.send(created.app.id, second);
    const cancelled = await client.call<{ version: Version }>(
      "POST",
      `/api/apps/${created.app.id}/versions/${waiting.version.id}/cancel`,
    );
    expect(cancelled.body.version.status).toBe("cancelled");
    await provider.release(hold);
    expect(await client.ended(created.app.id, created.version.id)).toMatchObject({ status: "completed" });
    expect(await provider.requests(second)).toHaveLength(0);
  });
});

async function simpleMessage(client: Client, appId: string): Promise<Version> {
  const text = unique("one more page");
  await provider.scenario(text, turn(writeFile("more.html", page("More"))), done);
  const sent = await client.send(appId, text);
  return client.ended(appId, sent.version.id);
}

describe("several at once", () => {
  test("two apps generate side by side", async () => {
    const client = await guest();
    const holds = [unique("hold"), unique("hold")];
    const apps = [];
    for (const hold of holds) {
      const prompt = unique("side by side");
      await provider.scenario(prompt, turn(gate(hold), writeFile("index.html", page("Side"))), done);
      apps.push(await client.createApp(prompt));
    }
    // Both wait in the middle of their model's answer at the same time.
    for (const hold of holds) await provider.reached(hold);
    for (const hold of holds) await provider.release(hold);
    for (const { app, version } of apps) expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed" });
  });

  test("messages of one app run in order, and waiting ones show their position", async () => {
    const client = await guest();
    const hold = unique("hold");
    const prompts = [unique("first"), unique("second"), unique("third")];
    await provider.scenario(prompts[0]!, turn(gate(hold), writeFile("index.html", page("One"))), done);
    await provider.scenario(prompts[1]!, turn(writeFile("index.html", page("Two"))), done);
    await provider.scenario(prompts[2]!, turn(writeFile("index.html", page("Three"))), done);
    const { app, version } = await client.createApp(prompts[0]!);
    await provider.reached(hold);
    const second = await client.send(app.id, prompts[1]!);
    const third = await client.send(app.id, prompts[2]!);
    const viewer = await client.subscribe(app.id);
    const position = (id: string) =>
      viewer.events.findLast((event) => event.type === "version.queued" && event.version_id === id);
    await viewer.until((event) => event.type === "version.queued" && event.version_id === third.version.id);
    expect(position(third.version.id)).toMatchObject({ position: 2 });
    await provider.release(hold);
    const ended = [];
    for (const id of [version.id, second.version.id, third.version.id]) ended.push(await client.ended(app.id, id));
    expect(ended.map((entry) => entry.number)).toEqual([1, 2, 3]);
    expect(await client.file(app.id, "latest", "index.html")).toBe(page("Three"));
    viewer.close();
  });
});

describe("viewers", () => {
  test("one that reconnects by seq and one that joins late end in the same state as one that saw it all", async () => {
    const client = await guest();
    const hold = unique("hold");
    const prompt = unique("watched");
    await provider.scenario(
      prompt,
      turn(think("Thinking."), say("Here it comes."), ...callWithGate(0, writeFile("index.html", page("Watched")), hold)),
      done,
    );
    const { app, version } = await client.createApp(prompt);
    const all = await client.subscribe(app.id);
    const interrupted = await client.subscribe(app.id);
    await provider.reached(hold);
    await interrupted.until((event) => event.type === "file.start");
    interrupted.close();
    const lastSeq = Math.max(...interrupted.events.filter(isLogged).map((event) => event.seq));
    await provider.release(hold);
    await client.ended(app.id, version.id);
    const resumed = await client.subscribe(app.id, lastSeq);
    const updated = (event: { type: string }) => event.type === "app.updated";
    await Promise.all([all.until(updated), resumed.until(updated)]);

    const log = all.events.filter(isLogged);
    expect([...interrupted.events.filter(isLogged), ...resumed.events.filter(isLogged)]).toEqual(log);
    expect(resumed.events[0]).toMatchObject({ type: "hello", app_id: app.id, running: null });

    const snapshot = async () => {
      const [one, messages, versions] = await Promise.all([
        client.call<{ app: never }>("GET", `/api/apps/${app.id}`),
        client.call<{ messages: never }>("GET", `/api/apps/${app.id}/messages`),
        client.call<{ versions: never }>("GET", `/api/apps/${app.id}/versions`),
      ]);
      return { app: one.body.app, messages: one.body && messages.body.messages, versions: versions.body.versions };
    };
    const joined = fromSnapshot(await snapshot());
    const late = log.reduce(reduce, joined);
    const live = log.reduce(reduce, fromSnapshot({ app: created(app), messages: [], versions: [] }));
    expect(JSON.stringify(late)).toBe(JSON.stringify(live));
    all.close();
    resumed.close();

    const ahead = await client.subscribe(app.id, 100_000);
    await ahead.until((event) => event.type === "log.reset");
    ahead.close();
  });

  test("without WebSocket get the same events as server-sent events, and resume by Last-Event-ID", async () => {
    const client = await guest();
    const app = await simpleApp(client);
    const viewer = await client.subscribe(app.id);
    await viewer.until((event) => event.type === "app.updated");
    const log = viewer.events.filter(isLogged);
    const wanted = log.filter((event) => event.seq > 3);
    const response = await client.fetch(`/api/apps/${app.id}/events`, {
      headers: { Accept: "text/event-stream", "Last-Event-ID": "3" },
    });
    expect(response.headers.get("Content-Type")).toContain("text/event-stream");
    const received: WireEvent[] = [];
    for await (const sent of readServerSentEvents(response.body!)) {
      received.push(readServerSentEvent(sent));
      if (received.length > wanted.length) break;
    }
    expect(received[0]).toMatchObject({ type: "hello" });
    expect(received.slice(1)).toEqual(wanted);
    viewer.close();
  });
});

/** The app as the create call answered it: what a viewer starts from who saw everything. */
const created = (app: Parameters<typeof fromSnapshot>[0]["app"]) => app;

describe("keys", () => {
  test("never reach a client, an event or a file", async () => {
    const prompt = unique("show me the key");
    const key = env.OPENAI_API_KEY ?? "";
    await provider.scenario(
      prompt,
      httpError(401, { message: `Incorrect API key provided: ${key}.`, code: "invalid_api_key" }),
      badKey(),
    );
    const client = await guest();
    const { app, version } = await client.createApp(prompt);
    const viewer = await client.subscribe(app.id);
    const ended = await client.ended(app.id, version.id);
    await viewer.until((event) => event.type === "version.failed");
    const shown = JSON.stringify([ended, viewer.events, (await client.call("GET", `/api/apps/${app.id}/messages`)).body]);
    expect(ended.status).toBe("failed");
    expect(key.length).toBeGreaterThan(10);
    expect(shown).not.toContain(key);
    const [request] = await provider.requests(prompt);
    expect(request?.headers.authorization).toBe(`Bearer ${key}`);
    expect(JSON.stringify(request?.body)).not.toContain(key);
    viewer.close();
  });
});
