// The fake provider, seen through the client that the Worker uses: if the fake is wrong, every flow test is.
import OpenAI, { APIConnectionError, APIError } from "openai";
import type { ChatCompletionChunk, ChatCompletionCreateParamsStreaming } from "openai/resources";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { answerByHand } from "./by-hand.ts";
import {
  callWithGate,
  cut,
  errorChunk,
  fakeProvider,
  finish,
  idle,
  interleaved,
  mustBeVerified,
  rateLimited,
  reset,
  say,
  stall,
  think,
  turn,
  turnWith,
  unique,
  writeFile,
} from "./client.ts";
import { type FakeProvider, startFakeProvider } from "./provider.ts";

let server: FakeProvider;
let client: OpenAI;
beforeAll(async () => {
  server = await startFakeProvider();
  client = new OpenAI({ apiKey: "sk-test", baseURL: server.url, maxRetries: 0 });
});
afterAll(() => server.close());
const control = () => fakeProvider(server.url);

const tools: ChatCompletionCreateParamsStreaming["tools"] = [
  {
    type: "function",
    function: {
      name: "write_file",
      description: "Writes a file.",
      parameters: { type: "object", properties: { path: { type: "string" } } },
    },
  },
];

function request(content: string): ChatCompletionCreateParamsStreaming {
  return {
    model: "fake-model",
    stream: true,
    stream_options: { include_usage: true },
    tools,
    messages: [
      { role: "system", content: "You build apps." },
      { role: "user", content },
    ],
  };
}

async function collect(body: ChatCompletionCreateParamsStreaming): Promise<ChatCompletionChunk[]> {
  const chunks: ChatCompletionChunk[] = [];
  for await (const chunk of await client.chat.completions.create(body)) chunks.push(chunk);
  return chunks;
}

const textOf = (chunks: ChatCompletionChunk[]) => chunks.map((chunk) => chunk.choices[0]?.delta.content ?? "").join("");
const finishOf = (chunks: ChatCompletionChunk[]) => chunks.map((chunk) => chunk.choices[0]?.finish_reason).find(Boolean);

function callsOf(chunks: ChatCompletionChunk[]) {
  const calls: { id: string; name: string; arguments: string }[] = [];
  for (const part of chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? [])) {
    calls[part.index] ??= { id: part.id ?? "", name: part.function?.name ?? "", arguments: "" };
    calls[part.index]!.arguments += part.function?.arguments ?? "";
  }
  return calls;
}

describe("answers", () => {
  test.each(["chunks", "single", "random"] as const)(
    "text, reasoning, a call and usage arrive whole, bytes cut as: %s",
    async (bytes) => {
      const prompt = unique("a todo list");
      const content = '<h1>Größe 🌍 "quoted" \\ $& </h1>\n'.repeat(3);
      await control().scenario(
        prompt,
        turnWith({ bytes }, think("Let me see."), say("Grüße 🌍, here it comes."), writeFile("index.html", content)),
      );
      const chunks = await collect(request(prompt));
      expect(textOf(chunks)).toBe("Grüße 🌍, here it comes.");
      const [call] = callsOf(chunks);
      expect(call).toMatchObject({ name: "write_file", id: expect.stringMatching(/^call_/) });
      expect(JSON.parse(call!.arguments)).toEqual({ path: "index.html", content });
      expect(chunks.length).toBeGreaterThan(10);
      expect(finishOf(chunks)).toBe("tool_calls");
      expect(chunks.at(-1)).toMatchObject({
        choices: [],
        usage: { prompt_tokens: expect.any(Number), total_tokens: expect.any(Number) },
      });
    },
  );

  test("parallel calls may come in turns", async () => {
    const prompt = unique("two files");
    await control().scenario(prompt, turn(interleaved(writeFile("a.js", "a".repeat(50)), writeFile("b.js", "b".repeat(50)))));
    const chunks = await collect(request(prompt));
    const order = chunks.flatMap((chunk) => chunk.choices[0]?.delta.tool_calls ?? []).map((part) => part.index);
    expect(order.slice(0, 6)).toEqual([0, 1, 0, 1, 0, 1]);
    expect(callsOf(chunks).map((call) => JSON.parse(call.arguments).path)).toEqual(["a.js", "b.js"]);
  });

  test("the same turn answers without streaming in one piece", async () => {
    const prompt = unique("not streamed");
    await control().scenario(prompt, mustBeVerified(), turn(say("Here."), writeFile("index.html", "<p>hi</p>")));
    const refusal = await collect(request(prompt)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(APIError);
    expect(refusal).toMatchObject({ status: 400, param: "stream", code: "unsupported_value" });
    const { stream: _, stream_options: __, ...body } = request(prompt);
    const completion = await client.chat.completions.create({ ...body, stream: false });
    expect(completion.choices[0]).toMatchObject({ finish_reason: "tool_calls", message: { content: "Here." } });
    expect(completion.choices[0]?.message.tool_calls).toMatchObject([{ type: "function", function: { name: "write_file" } }]);
    expect(completion.usage?.completion_tokens).toBeGreaterThan(0);
  });

  test("a later user message chooses its own scenario", async () => {
    const [first, second] = [unique("first"), unique("second")];
    await control().scenario(first, turn(say("one")));
    await control().scenario(second, turn(say("two")));
    const body = request(first);
    body.messages.push({ role: "assistant", content: "one" }, { role: "user", content: second });
    expect(textOf(await collect(body))).toBe("two");
  });
});

describe("faults", () => {
  test("an HTTP error keeps its status, headers and code", async () => {
    const prompt = unique("limited");
    await control().scenario(prompt, rateLimited(7), turn(say("now")));
    const error = (await collect(request(prompt)).catch((reason: unknown) => reason)) as APIError;
    expect([error.status, error.code, error.headers?.get("retry-after")]).toEqual([429, "rate_limit_exceeded", "7"]);
    expect(textOf(await collect(request(prompt)))).toBe("now");
  });

  test("an error inside HTTP 200 is thrown by the client", async () => {
    const prompt = unique("error inside");
    await control().scenario(prompt, turn(say("begin"), errorChunk(502, "Provider disconnected")));
    await expect(collect(request(prompt))).rejects.toThrow("Provider disconnected");
  });

  test("a cut stream ends without a finish reason", async () => {
    const prompt = unique("cut");
    await control().scenario(prompt, turn(say("begin"), cut()));
    const chunks = await collect(request(prompt));
    expect([textOf(chunks), finishOf(chunks)]).toEqual(["begin", undefined]);
  });

  test("a reset before the first byte is a connection error, in the middle it breaks the reading", async () => {
    const prompt = unique("reset");
    await control().scenario(prompt, turn(reset()), turn(say("begin"), reset()));
    await expect(collect(request(prompt))).rejects.toBeInstanceOf(APIConnectionError);
    await expect(collect(request(prompt))).rejects.toThrow();
  });

  test("a stalled answer sends nothing more, and hanging up is recorded as aborted", async () => {
    const prompt = unique("stall");
    await control().scenario(prompt, turn(say("begin"), stall()));
    const hangUp = new AbortController();
    const seen: ChatCompletionChunk[] = [];
    for await (const chunk of await client.chat.completions.create(request(prompt), { signal: hangUp.signal })) {
      seen.push(chunk);
      if (textOf(seen) === "begin") hangUp.abort();
    }
    expect(finishOf(seen)).toBeUndefined();
    const [record] = await control().requests(prompt, { count: 1, ended: true });
    expect(record).toMatchObject({ aborted: true, violations: [] });
  });

  test("an answer can be cut after any piece, and comments are no chunks where empty deltas are", async () => {
    const prompt = unique("cut after a piece");
    await control().scenario(
      prompt,
      turnWith({ pieceCharacters: 2, cutAfterChunks: 2 }, say("abcdef")),
      turn(idle("empty chunks", 1)),
      turn(idle("comments", 1)),
    );
    expect(textOf(await collect(request(prompt)))).toBe("abcd");
    const hangUp = new AbortController();
    let empty = 0;
    for await (const chunk of await client.chat.completions.create(request(prompt), { signal: hangUp.signal })) {
      expect(chunk.choices[0]?.delta).toEqual({ content: "" });
      empty += 1;
      if (empty === 3) hangUp.abort();
    }
    const response = await fetch(`${server.url}/chat/completions`, {
      method: "POST",
      headers: { Authorization: "Bearer sk-test", "Content-Type": "application/json" },
      body: JSON.stringify(request(prompt)),
    });
    const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader.read()).value).toMatch(/^(: PROCESSING\n\n)+$/);
    await reader.cancel();
  });

  test("a gate in the middle of a call holds the rest back", async () => {
    const prompt = unique("gated");
    const held = unique("gate");
    await control().scenario(prompt, turn(...callWithGate(0, writeFile("a.txt", "x".repeat(100)), held)));
    const seen: ChatCompletionChunk[] = [];
    const reading = (async () => {
      for await (const chunk of await client.chat.completions.create(request(prompt))) seen.push(chunk);
    })();
    await control().reached(held);
    expect(finishOf(seen)).toBeUndefined();
    await control().release(held);
    await reading;
    expect(JSON.parse(callsOf(seen)[0]!.arguments).content).toHaveLength(100);
    expect(await control().requests(prompt, { count: 1, ended: true })).toMatchObject([{ aborted: false, match: prompt }]);
  });
});

describe("requests that are not valid Chat Completions are refused", () => {
  const wrong: [string, (body: ChatCompletionCreateParamsStreaming) => unknown, string][] = [
    ["no usage asked for", (body) => ({ ...body, stream_options: undefined }), "include_usage"],
    ["no messages", (body) => ({ ...body, messages: [] }), "messages is not a list"],
    ["unknown parameter", (body) => ({ ...body, verbose: true }), "unknown parameter verbose"],
    ["empty tools", (body) => ({ ...body, tools: [] }), "tools is not a list"],
    [
      "tool without schema",
      (body) => ({ ...body, tools: [{ type: "function", function: { name: "x", description: "x" } }] }),
      "not the schema",
    ],
    [
      "call without result",
      (body) => ({ ...body, messages: [...body.messages, assistantCalls("call_1"), { role: "user", content: "and?" }] }),
      "no result for call_1",
    ],
    [
      "call without result at the end",
      (body) => ({ ...body, messages: [...body.messages, assistantCalls("call_1")] }),
      "no result for call_1",
    ],
    [
      "result twice",
      (body) => ({ ...body, messages: [...body.messages, assistantCalls("call_1"), result("call_1"), result("call_1")] }),
      "was not made: call_1",
    ],
    ["result without call", (body) => ({ ...body, messages: [...body.messages, result("call_9")] }), "was not made: call_9"],
  ];
  const assistantCalls = (id: string) => ({
    role: "assistant",
    content: null,
    tool_calls: [{ id, type: "function", function: { name: "write_file", arguments: "{}" } }],
  });
  const result = (id: string) => ({ role: "tool", tool_call_id: id, content: "ok" });

  test.each(wrong)("%s", async (_, change, message) => {
    const prompt = unique("wrong");
    await control().scenario(prompt, turn(say("never sent")));
    const response = await fetch(`${server.url}/chat/completions`, {
      method: "POST",
      headers: { Authorization: "Bearer sk-test", "Content-Type": "application/json" },
      body: JSON.stringify(change(request(prompt))),
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain(message);
    expect(server.requests.at(-1)?.violations.join()).toContain(message);
  });

  test("no key, no scenario, no turn left", async () => {
    const response = await fetch(`${server.url}/chat/completions`, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify(request(unique("nobody's"))),
    });
    expect(await response.text()).toMatch(/no bearer token.*no scenario is about this request/);
    const prompt = unique("one turn");
    await control().scenario(prompt, turn(say("only"), finish("stop")));
    await collect(request(prompt));
    await expect(collect(request(prompt))).rejects.toThrow("no turn left");
  });
});

test("by hand it writes an app in two rounds, and changes it when asked again", async () => {
  const byHand = await startFakeProvider({ script: answerByHand });
  const model = new OpenAI({ apiKey: "sk-test", baseURL: byHand.url, maxRetries: 0 });
  const files: Record<string, string> = {};
  const execute: Record<string, (args: Record<string, string>) => string> = {
    list_files: () => Object.keys(files).join("\n") || "no files",
    read_file: ({ path }) => files[path!] ?? "missing",
    write_file: ({ path, content }) => {
      files[path!] = content!;
      return `wrote ${path}`;
    },
  };
  const body = request("a tea counter");
  async function run(): Promise<string[]> {
    for (const names: string[] = []; ; ) {
      const { stream: _, stream_options: __, ...rest } = body;
      const message = (await model.chat.completions.create({ ...rest, stream: false })).choices[0]!.message;
      body.messages.push(message);
      for (const call of message.tool_calls ?? []) {
        if (call.type !== "function") continue;
        names.push(call.function.name);
        const answer = execute[call.function.name]?.(JSON.parse(call.function.arguments)) ?? "ok";
        body.messages.push({ role: "tool", tool_call_id: call.id, content: answer });
      }
      if (names.at(-1) === "finish_app") return names;
    }
  }
  expect(await run()).toEqual(["list_files", "set_app_details", "write_file", "write_file", "write_file", "finish_app"]);
  expect(Object.keys(files)).toEqual(["index.html", "style.css", "app.js"]);
  body.messages.push({ role: "user", content: "change it" });
  expect(await run()).toEqual(["list_files", "read_file", "edit_file", "finish_app"]);
  await byHand.close();
});
