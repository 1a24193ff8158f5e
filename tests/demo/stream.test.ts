// The demo model as a server: its bytes through the real openai client, its pace, its end when nobody listens any more.
import fc from "fast-check";
import OpenAI from "openai";
import type { ChatCompletionCreateParams, ChatCompletionMessageParam } from "openai/resources";
import { describe, expect, test } from "vitest";
import { createDemoFetch } from "../../src/demo/index.ts";
import { questionNote } from "../../src/orchestrator/notes.ts";

const fastest = 1_000_000;
const slow = 50;
const url = "https://demo.invalid/v1";

const client = (charactersPerSecond = fastest) =>
  new OpenAI({ apiKey: "demo", baseURL: url, maxRetries: 0, fetch: createDemoFetch({ charactersPerSecond }) });

const tools = ["read_file", "write_file", "finish_app"].map((name) => ({
  type: "function" as const,
  function: { name, parameters: { type: "object" } },
}));

function request(content: string, manifest = "Name: App\nThe app has no files yet."): Omit<ChatCompletionCreateParams, "stream"> {
  const messages: ChatCompletionMessageParam[] = [
    { role: "system", content: "Prompt" },
    { role: "system", content: manifest },
    { role: "user", content },
  ];
  return { model: "demo", messages, tools };
}

const streamed = (content: string, pace = fastest, signal?: AbortSignal) =>
  client(pace).chat.completions.create(
    { ...request(content), stream: true, stream_options: { include_usage: true } },
    signal ? { signal } : {},
  );

/** The same over plain fetch. */
const raw = (content: string, pace = fastest, signal?: AbortSignal) =>
  createDemoFetch({ charactersPerSecond: pace })(`${url}/chat/completions`, {
    method: "POST",
    body: JSON.stringify({ ...request(content), stream: true, stream_options: { include_usage: true } }),
    ...(signal ? { signal } : {}),
  });

describe("the stream", () => {
  test("has the chunks of Chat Completions, and calls whose arguments are JSON", async () => {
    const chunks = await Array.fromAsync(await streamed("a pomodoro timer"));
    expect(new Set(chunks.map(({ object, model, id }) => `${object} ${model} ${id}`)).size).toBe(1);
    expect(chunks[0]?.choices[0]?.delta).toMatchObject({ role: "assistant" });
    const finishes = chunks.flatMap((chunk) => chunk.choices[0]?.finish_reason ?? []);
    expect(finishes).toEqual(["tool_calls"]);
    expect(chunks.at(-1)).toMatchObject({ choices: [], usage: { prompt_tokens: expect.any(Number) } });
    const calls = new Map<number, { name: string; id: string; text: string }>();
    for (const fragment of chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])) {
      const call = calls.get(fragment.index) ?? { name: "", id: "", text: "" };
      calls.set(fragment.index, {
        name: call.name + (fragment.function?.name ?? ""),
        id: call.id + (fragment.id ?? ""),
        text: call.text + (fragment.function?.arguments ?? ""),
      });
    }
    const made = [...calls.values()].map((call) => ({ ...call, value: JSON.parse(call.text) }));
    expect(made[0]).toMatchObject({ name: "set_app_details", value: { name: "Steady" } });
    expect(made[1]).toMatchObject({ name: "write_file", value: { path: "index.html" } });
    expect(made.at(-1)).toMatchObject({ name: "write_file", value: { path: "src/main.tsx" } });
    expect(new Set(made.map((call) => call.id)).size).toBe(made.length);
  });

  test("says the same as the answer in one piece, and the same again", async () => {
    const whole = await client().chat.completions.create({ ...request("a pomodoro timer"), stream: false });
    const assembled = await client()
      .chat.completions.stream({ ...request("a pomodoro timer"), stream: true })
      .finalChatCompletion();
    expect(assembled.choices[0]?.message.content).toBe(whole.choices[0]?.message.content);
    const texts = (calls: typeof whole) =>
      calls.choices[0]?.message.tool_calls?.map((call) => call.type === "function" && call.function.arguments);
    expect(texts(assembled)).toEqual(texts(whole));
    const bytes = async () => (await (await raw("a CRM")).text()).replace(/"created":\d+/g, "");
    expect(await bytes()).toBe(await bytes());
  });

  test("ends with [DONE]", async () => {
    const response = await raw("hello");
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(await response.text()).toMatch(/\n\ndata: \[DONE\]\n\n$/);
  });

  test("comes at its pace: bursts of a few characters", async () => {
    const began = performance.now();
    let characters = 0;
    for await (const chunk of await streamed("a pomodoro timer", 1_500)) {
      const { content } = chunk.choices[0]?.delta ?? {};
      expect((content ?? "").length).toBeLessThan(20);
      characters += (content ?? "").length;
      if (characters > 150) break;
    }
    const tookMs = performance.now() - began;
    expect(tookMs).toBeGreaterThan(60);
    expect(tookMs).toBeLessThan(1_500);
  });

  test("an abort ends it at once, also between two bursts", async () => {
    const controller = new AbortController();
    const response = await raw("a pomodoro timer", slow, controller.signal);
    const reader = response.body!.getReader();
    await reader.read();
    const next = reader.read();
    controller.abort(new Error("stopped"));
    await expect(next).rejects.toThrow("stopped");
    await expect(raw("hello", slow, controller.signal)).rejects.toThrow("stopped");
  });

  test("a reader that goes away ends it", async () => {
    const reader = (await raw("a pomodoro timer", slow)).body!.getReader();
    await reader.read();
    await reader.cancel();
    expect((await reader.read()).done).toBe(true);
  });
});

describe("other requests", () => {
  test("are refused as a server does it", async () => {
    await expect(client().models.list()).rejects.toMatchObject({ status: 404 });
    const broken = await createDemoFetch({ charactersPerSecond: fastest })(`${url}/chat/completions`, {
      method: "POST",
      body: "{",
    });
    expect(broken.status).toBe(400);
  });
});

describe("whatever is asked", () => {
  const content = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: "grapheme" }),
    fc
      .array(
        fc.constantFrom(
          "make",
          "it",
          "blue",
          "rename",
          "to",
          '"',
          "dark",
          "mode",
          "timer",
          "call",
          "reset",
          "25",
          "minutes",
          "breaks",
          "#f80",
          "$&",
          "longer",
          "a",
          "goal",
        ),
      )
      .map((words) => words.join(" ")),
  );
  const manifest = fc.oneof(
    fc.constant("Name: App\nThe app has no files yet."),
    fc
      .array(fc.constantFrom("src/App.tsx", "src/styles.css", "index.html", "src/lib/app.ts", "x y (1)"), { minLength: 1 })
      .map(
        (paths) =>
          `Name: A\nWhen this conversation began: The app's files:\n${paths.map((path) => `- ${path} (12 bytes)`).join("\n")}`,
      ),
  );

  test("it answers in good form", async () => {
    await fc.assert(
      fc.asyncProperty(content, manifest, fc.boolean(), async (text, files, asking) => {
        const body = request(text, files);
        if (asking) body.messages.splice(2, 0, { role: "user", content: questionNote.text });
        const chunks = await Array.fromAsync(await client().chat.completions.create({ ...body, stream: true }));
        const reasons = chunks.flatMap((chunk) => chunk.choices[0]?.finish_reason ?? []);
        expect(reasons).toHaveLength(1);
        const calls = chunks.some((chunk) => (chunk.choices[0]?.delta.tool_calls?.length ?? 0) > 0);
        const prose = chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
        expect(reasons[0]).toBe(calls ? "tool_calls" : "stop");
        expect(calls || prose.length > 0).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});
