// Whole runs through the Responses API: what a person sees is the same, what the provider is asked is that API's. The fake refuses every request that
// OpenAI would refuse.
import { describe, expect, test } from "vitest";
import type { Usage, Version } from "../../src/protocol/resources.ts";
import {
  cut,
  editFile,
  finishApp,
  listFiles,
  mustBeVerified,
  noSummaries,
  outOfQuota,
  say,
  setAppDetails,
  stall,
  think,
  turn,
  turnWith,
  unique,
  writeFile,
  writeFileAsText,
} from "../fakes/client.ts";
import type { RecordedRequest } from "../fakes/scenario.ts";
import { type Client, guest, isLogged, page, provider } from "../flow/support.ts";

const content = `${page('Tee "für" zwei 🌍')}<!-- \\n is no line break here, \\u0041 no letter -->\n`;
const done = turn(finishApp("Done."));

interface Item {
  type?: string;
  role?: string;
  [name: string]: unknown;
}

const inputOf = ({ body }: RecordedRequest) => body.input as Item[];
const shapeOf = (request: RecordedRequest) => inputOf(request).map((item) => item.type ?? item.role);

async function made(client: Client, prompt: string): Promise<{ appId: string; version: Version }> {
  const { app, version } = await client.createApp(prompt);
  return { appId: app.id, version: await client.ended(app.id, version.id) };
}

describe("a run through the Responses API", () => {
  test("writes files as plain text, and gives back what the model thought in its place", async () => {
    const prompt = unique("a page about tea");
    const usage = { prompt_tokens: 1_000, cached_tokens: 600, completion_tokens: 300, reasoning_tokens: 200 };
    await provider.scenario(
      prompt,
      turnWith(
        { usage, bytes: "random" },
        think("The page first."),
        say("I write the page."),
        setAppDetails("Tea", "About tea"),
        think("Now its content."),
        writeFileAsText("index.html", content),
      ),
      turnWith({ usage }, think("It is done."), finishApp("A page about tea.")),
    );
    const client = await guest();
    const { appId, version } = await made(client, prompt);
    expect(version).toMatchObject({ status: "completed", number: 1, summary: "A page about tea." });
    expect(await client.file(appId, 1, "index.html")).toBe(content);

    const [first, second] = await provider.requests(prompt, { count: 2, ended: true });
    expect([first!.violations, second!.violations]).toEqual([[], []]);
    expect(first!.path).toBe("/v1/responses");
    expect(first!.body).toMatchObject({
      model: "gpt-5",
      store: false,
      stream: true,
      include: ["reasoning.encrypted_content"],
      reasoning: { effort: "low", summary: "auto" },
      text: { verbosity: "low" },
      prompt_cache_key: appId,
      instructions: expect.stringContaining("The app has no files yet."),
    });
    for (const name of ["temperature", "messages", "previous_response_id"]) expect(first!.body).not.toHaveProperty(name);
    const tools = first!.body.tools as Item[];
    expect(tools.find(({ name }) => name === "write_file")).toMatchObject({
      type: "custom",
      description: expect.stringContaining("first line"),
    });
    expect(tools.find(({ name }) => name === "read_file")).toMatchObject({ type: "function", strict: false });

    // What stood before stands unchanged, then each part where the model had it.
    expect(inputOf(second!).slice(0, inputOf(first!).length)).toEqual(inputOf(first!));
    expect(shapeOf(second!)).toEqual([
      ...shapeOf(first!),
      ...["reasoning", "assistant", "function_call", "reasoning", "custom_tool_call"],
      ...["function_call_output", "custom_tool_call_output"],
    ]);
    const given = inputOf(second!);
    expect(given.filter(({ type }) => type === "reasoning")).toEqual([
      expect.objectContaining({
        encrypted_content: expect.stringMatching(/^encrypted /),
        summary: [{ type: "summary_text", text: "The page first." }],
      }),
      expect.objectContaining({ summary: [{ type: "summary_text", text: "Now its content." }] }),
    ]);
    expect(given.find(({ type }) => type === "custom_tool_call")).toMatchObject({
      name: "write_file",
      input: `index.html\n${content}`,
    });

    expect(version.metadata.usage).toMatchObject({
      input_tokens: 2_000,
      cached_tokens: 1_200,
      output_tokens: 600,
      reasoning_tokens: 400,
      cost_source: "estimate",
      unknown_rounds: 0,
      unpriced_rounds: 0,
      by_round: [
        { round: 1, provider: "openai", model: "gpt-5", reasoning_tokens: 200 },
        { round: 2, reasoning_tokens: 200 },
      ],
    });
    expect(version.metadata.usage?.cost_usd).toBeCloseTo((2 * (400 * 1.25 + 600 * 0.125 + 300 * 10)) / 1_000_000, 9);
    const read = await client.call<{ usage: Usage }>("GET", `/api/apps/${appId}`);
    const { by_round: _, ...total } = version.metadata.usage!;
    expect(read.body.usage).toEqual(total);
  });

  test("shows a file in text form exactly as it shows one in JSON", async () => {
    const client = await guest();
    const shown = async (write: typeof writeFile) => {
      const prompt = unique("shown");
      await provider.scenario(prompt, turnWith({ pieceCharacters: 3 }, write("index.html", content)), done);
      const { appId, version } = await made(client, prompt);
      const viewer = await client.subscribe(appId);
      await viewer.until((event) => event.type === "version.completed");
      viewer.close();
      const events = viewer.events.filter(isLogged).filter((event) => event.version_id === version.id);
      const deltas = events.filter((event) => event.type === "file.delta");
      let length = 0;
      for (const { offset, text } of deltas) {
        expect(offset).toBe(length);
        length += text.length;
      }
      return {
        text: deltas.map(({ text }) => text).join(""),
        around: events.flatMap((event) => {
          if (event.type === "file.start") return [[event.type, event.path, event.action]];
          if (event.type === "file.end") return [[event.type, event.path, event.size, event.sha256]];
          return event.type === "tool.start" ? [[event.type, event.name]] : [];
        }),
      };
    };
    const [text, json] = [await shown(writeFileAsText), await shown(writeFile)];
    expect(text).toEqual(json);
    expect(text.text).toBe(content);
  });

  test("changes an app, and repeats a stream that was cut", async () => {
    const client = await guest();
    const prompt = unique("first");
    await provider.scenario(prompt, turn(writeFileAsText("index.html", page("Before"))), done);
    const { appId } = await made(client, prompt);
    const change = unique("change");
    await provider.scenario(
      change,
      turn(think("Half a thought"), writeFileAsText("lost.css", "a {}"), cut()),
      turn(think("A thought."), listFiles(), editFile("index.html", { search: "<h1>Before", replace: "<h1>After" })),
      done,
    );
    const { version } = await client.send(appId, change);
    const ended = await client.ended(appId, version.id);
    expect(ended).toMatchObject({ status: "completed", number: 2 });
    expect(ended.metadata.files_changed).toEqual([{ path: "index.html", change: "modified" }]);
    expect(await client.file(appId, 2, "index.html")).toContain("<h1>After");
    const requests = await provider.requests(change, { count: 3, ended: true });
    expect(requests.flatMap(({ violations }) => violations)).toEqual([]);
    expect(inputOf(requests[1]!)).toEqual(inputOf(requests[0]!));
    expect(shapeOf(requests[2]!).slice(shapeOf(requests[1]!).length)).toEqual([
      ...["reasoning", "function_call", "function_call", "function_call_output", "function_call_output"],
    ]);
  });

  test("ends upstream when it is stopped", async () => {
    const client = await guest();
    const prompt = unique("stopped");
    await provider.scenario(prompt, turn(think("It begins"), stall()));
    const { app, version } = await client.createApp(prompt);
    const viewer = await client.subscribe(app.id);
    await viewer.until((event) => event.type === "reasoning.delta");
    viewer.close();
    expect((await client.call("POST", `/api/apps/${app.id}/versions/${version.id}/cancel`)).status).toBe(202);
    const [request] = await provider.requests(prompt, { count: 1, ended: true });
    expect(request).toMatchObject({ aborted: true });
  });

  test("goes on with Chat Completions where the other provider takes over: calls come as JSON, and thoughts stay where they were made", async () => {
    const client = await guest();
    const prompt = unique("switched");
    await provider.scenario(
      prompt,
      turn(think("Mine alone."), say("First the page."), writeFileAsText("index.html", content)),
      outOfQuota(),
      turnWith({ usage: null }, think("Now I.", "reasoning"), listFiles()),
      done,
    );
    const { appId, version } = await made(client, prompt);
    expect(version).toMatchObject({ status: "completed", metadata: { provider: "openrouter", rounds: 3 } });
    expect(await client.file(appId, 1, "index.html")).toBe(content);
    const requests = await provider.requests(prompt, { count: 4, ended: true });
    expect(requests.flatMap(({ violations }) => violations)).toEqual([]);
    expect(requests.map(({ path }) => path)).toEqual([
      ...["/v1/responses", "/v1/responses", "/openrouter/v1/chat/completions", "/openrouter/v1/chat/completions"],
    ]);
    const answer = (requests[2]!.body.messages as Item[]).find(({ role }) => role === "assistant");
    expect(answer).toEqual({
      role: "assistant",
      content: "First the page.",
      tool_calls: [
        {
          id: expect.any(String),
          type: "function",
          function: { name: "write_file", arguments: JSON.stringify({ path: "index.html", content }) },
        },
      ],
    });
    expect(version.metadata.usage).toMatchObject({ unknown_rounds: 1, unpriced_rounds: 2, cost_source: "estimate" });
    expect(version.metadata.usage?.by_round[1]).toMatchObject({ provider: "openrouter", input_tokens: null, cost_usd: null });
  });
});

describe("what OpenAI refuses to organizations that are not verified", () => {
  test("summaries: the answer comes without, and nothing is said", async () => {
    const client = await guest();
    const [prompt, model] = [unique("no summaries"), "gpt-5-mini"];
    await provider.scenario(prompt, noSummaries(), turn(writeFile("index.html", page("Plain"))), done);
    const { app, version } = await client.createApp(prompt, { model });
    expect(await client.ended(app.id, version.id)).toMatchObject({ status: "completed", metadata: { notices: [] } });
    const requests = await provider.requests(prompt, { count: 3, ended: true });
    expect(requests.map(({ body }) => body.reasoning)).toEqual([
      { effort: "low", summary: "auto" },
      { effort: "low" },
      { effort: "low" },
    ]);
  });

  test("streaming: the answer comes in one piece, and a notice says so", async () => {
    const client = await guest();
    const [prompt, model] = [unique("not streamed"), "gpt-5-nano"];
    const turns = [turn(think("Quietly."), say("Here."), writeFileAsText("index.html", content)), done];
    await provider.scenario(prompt, mustBeVerified(), ...turns);
    const { app, version } = await client.createApp(prompt, { model });
    const ended = await client.ended(app.id, version.id);
    expect(ended).toMatchObject({ status: "completed", metadata: { notices: [{ code: "not_streamed" }] } });
    expect(await client.file(app.id, 1, "index.html")).toBe(content);
    const requests = await provider.requests(prompt, { count: 3, ended: true });
    expect(requests.map(({ body }) => body.stream)).toEqual([true, false, false]);
    expect(shapeOf(requests[2]!).slice(-4)).toEqual(["reasoning", "assistant", "custom_tool_call", "custom_tool_call_output"]);
  });
});
