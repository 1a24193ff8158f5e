// The way of an app on every server: create, change, ask, restore, and try again what failed. The server refuses and answers as the real one does;
// what it refuses that nobody can know beforehand may be refused once, and is known from then on.
import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Message, Version } from "../../src/protocol/resources.ts";
import {
  editFile,
  errorChunk,
  finishApp,
  readFile,
  say,
  setAppDetails,
  think,
  turn,
  unique,
  writeFile,
} from "../fakes/client.ts";
import type { RecordedRequest, Turn } from "../fakes/scenario.ts";
import { servers } from "../fakes/servers/index.ts";
import type { Failure, Server } from "../fakes/servers/server.ts";
import { type Client, guest, page, provider } from "../flow/support.ts";
import { fewOf } from "../setup/full.ts";
import { providerOf } from "./installation.ts";

/** Waits between tries are random times a bound; here they are nothing. */
beforeEach(() => void vi.spyOn(Math, "random").mockReturnValue(0));

const each = fewOf(
  servers.flatMap((server) => server.models.map((model) => ({ server, model }))),
  6,
);

/** What a person must never read: a model's thoughts and calls as it wrote them. */
const raw = /<\/?think|thinking|tool_call|<\|/i;

/** An answer of the server that is none. */
function failing(server: Server, failure: Failure, model: string): Turn {
  const asked = { method: "POST", path: "/chat/completions", headers: {}, body: { model, messages: [] } };
  return { kind: "http", ...server.fails(failure, asked) };
}

async function asked(matches: string[]): Promise<RecordedRequest[]> {
  const lists = await Promise.all(matches.map((match) => provider.requests(match)));
  return lists.flat();
}

async function messagesOf(client: Client, appId: string): Promise<Message[]> {
  return (await client.call<{ messages: Message[] }>("GET", `/api/apps/${appId}/messages`)).body.messages;
}

describe.each(each)("$server.name: $model", ({ server, model }) => {
  const provided = providerOf(server);

  test("create, change, ask, restore, retry", async () => {
    const [prompt, change, question, more] = ["a page about tea", "call it coffee", "what is it about", "add a style"].map(
      unique,
    );
    if (!prompt || !change || !question || !more) throw new Error("Four texts were made.");
    const client = await guest();

    await provider.scenario(
      prompt,
      turn(
        think("A page will do."),
        say("I will write one page."),
        setAppDetails("Tea", "A page about tea"),
        writeFile("index.html", page("Tea")),
        writeFile("style.css", "h1 { color: green; }\n"),
      ),
      turn(think("That is all."), finishApp("A page about tea.")),
    );
    const { app, version } = await client.createApp(prompt, { model });
    const viewer = await client.subscribe(app.id);
    const first = await client.ended(app.id, version.id);
    expect(first).toMatchObject({ status: "completed", number: 1, metadata: { rounds: 2, provider: provided, model } });
    expect(first.metadata.usage?.input_tokens).toBeGreaterThan(0);
    expect(await client.file(app.id, 1, "index.html")).toBe(page("Tea"));
    expect(await client.file(app.id, 1, "style.css")).toBe("h1 { color: green; }\n");

    await viewer.until((event) => event.type === "version.completed");
    viewer.close();
    const thoughts = viewer.events.map((event) => (event.type === "reasoning.delta" ? event.text : "")).join("");
    if (server.showsThoughts(model)) expect(thoughts).toContain("A page will do.");
    expect(thoughts).not.toMatch(raw);

    // The server gives up in the middle of an answer, and the same is asked again.
    await provider.scenario(
      change,
      turn(say("Let me look at"), errorChunk(503, "The model is overloaded.")),
      turn(think("Where is it?"), say("Let me look."), readFile("index.html")),
      turn(think("There."), editFile("index.html", { search: "<h1>Tea</h1>", replace: "<h1>Coffee $& more</h1>" })),
      turn(think("That is all."), finishApp("It is about coffee now.")),
    );
    const update = await client.send(app.id, change);
    const second = await client.ended(app.id, update.version.id);
    expect(second).toMatchObject({ status: "completed", number: 2, parent_number: 1, metadata: { rounds: 3 } });
    expect(await client.file(app.id, 2, "index.html")).toContain("<h1>Coffee $& more</h1>");

    await provider.scenario(question, turn(think("They ask what it is."), say("It is a page about coffee.")));
    const asking = await client.send(app.id, question, "ask");
    expect(await client.ended(app.id, asking.version.id)).toMatchObject({ status: "completed", number: null });

    const { status, body: restored } = await client.call<{ version: Version }>("POST", `/api/apps/${app.id}/versions/1/restore`);
    expect({ status, number: restored.version.number }).toEqual({ status: 201, number: 3 });
    expect(await client.file(app.id, 3, "index.html")).toBe(page("Tea"));

    await provider.scenario(
      more,
      turn(think("A style."), say("First a style."), writeFile("more.css", "p { color: red; }\n")),
      failing(server, "key", model),
    );
    const third = await client.send(app.id, more);
    const failed = await client.ended(app.id, third.version.id);
    expect(failed).toMatchObject({ status: "failed", number: null, error_code: "bad_key" });
    expect(failed.error_message).not.toContain("sk-test");
    await provider.scenario(
      more,
      turn(think("The rest."), say("Then the page."), writeFile("index.html", page("Styled"))),
      turn(think("Good."), finishApp("Styled.")),
    );
    const retried = await client.call<{ version: Version }>(
      "POST",
      `/api/apps/${app.id}/versions/${third.version.id}/retry`,
      undefined,
      {
        "Idempotency-Key": crypto.randomUUID(),
      },
    );
    expect(retried.status).toBe(202);
    const last = await client.ended(app.id, retried.body.version.id);
    expect(last).toMatchObject({ status: "completed", number: 4, metadata: { rounds: 2, resumes: 1 } });
    expect(await client.file(app.id, 4, "more.css")).toBe("p { color: red; }\n");
    expect(await client.file(app.id, 4, "index.html")).toBe(page("Styled"));

    const said = (await messagesOf(client, app.id)).filter(({ role }) => role === "assistant").map(({ content }) => content);
    expect(said).toEqual([
      expect.stringContaining("I will write one page."),
      expect.stringContaining("Let me look."),
      "It is a page about coffee.",
      expect.stringContaining("First a style."),
      expect.stringContaining("Then the page."),
    ]);
    for (const text of said) expect(text).not.toMatch(raw);

    const requests = await asked([prompt, change, question, more]);
    expect(requests.flatMap(({ violations }) => violations)).toEqual([]);
    const refusals = requests.flatMap(({ refused }) => refused ?? []);
    expect(new Set(refusals).size).toBe(refusals.length);
    for (const about of refusals) expect(server.learned).toContain(about);
    // Nothing is asked twice but what was refused, and what the server gave up on.
    expect(requests).toHaveLength(refusals.length + 11);
  });
});
