// The Responses API as servers really send it, trap by trap, and what is sent back to it.
import { describe, expect, test } from "vitest";
import type { KeptReasoning, ModelRequest } from "../../src/llm/model.ts";
import { emptyRequest, holdsHoweverCut, modelOf, readFrom, type Said, type Server, streamOf } from "./wire.ts";

const openAi: Server = { api: "responses", model: "gpt-5" };

type Fields = Record<string, unknown>;
const event = (type: string, fields: Fields = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
const added = (output_index: number, item: Fields) => event("response.output_item.added", { output_index, item });
const itemDone = (output_index: number, item: Fields) => event("response.output_item.done", { output_index, item });
const on = (index: number, prefix = "item") => ({ output_index: index, item_id: `${prefix}_${index}` });
const id = (index: number, prefix = "item") => ({ id: `${prefix}_${index}` });

const usage = {
  input_tokens: 10,
  input_tokens_details: { cached_tokens: 4 },
  output_tokens: 5,
  output_tokens_details: { reasoning_tokens: 2 },
};
const end = (output: unknown = [], more: Fields = {}) =>
  event("response.completed", { response: { status: "completed", output, usage, ...more } });
const incomplete = (reason: string | null) =>
  event("response.incomplete", { response: { status: "incomplete", incomplete_details: reason && { reason }, output: [] } });
const begin = event("response.created", { response: { status: "in_progress", output: [] } }) + event("response.in_progress");

const call = (index: number, name: string) => ({ ...id(index), type: "function_call", call_id: `call_${index}`, name });
const textCall = (index: number, name: string) => ({ ...call(index, name), type: "custom_tool_call" });
const piece = (index: number, delta: string) => event("response.function_call_arguments.delta", { ...on(index), delta });
const textPiece = (index: number, delta: string) => event("response.custom_tool_call_input.delta", { ...on(index), delta });
const say = (index: number, delta: string, content_index = 0) =>
  event("response.output_text.delta", { ...on(index), content_index, delta });
const message = (index: number, text: string, more: Fields = {}) => ({
  ...id(index),
  type: "message",
  content: [{ type: "output_text", text }],
  ...more,
});
const think = (index: number, delta: string, summary_index = 0) =>
  event("response.reasoning_summary_text.delta", { ...on(index), summary_index, delta });
const thought = (index: number, ...texts: string[]) => ({
  ...id(index),
  type: "reasoning",
  summary: texts.map((text) => ({ type: "summary_text", text })),
  encrypted_content: `secret ${index}`,
});

const stop: Partial<Said> = { failed: null, finish: expect.objectContaining({ reason: "stop" }) };
const called: Partial<Said> = { failed: null, finish: expect.objectContaining({ reason: "tool_calls" }) };
const f = { id: "call_0", name: "f", arguments: '{"a":1}' };
const written = { id: "call_0", name: "write_file", arguments: "a.ts\nlet a = '🌍';\n", form: "text" as const };

const wholeText =
  added(0, message(0, "")) +
  say(0, "Tee für ") +
  say(0, "zwei 🌍") +
  event("response.output_text.done", { ...on(0), content_index: 0, text: "Tee für zwei 🌍" }) +
  event("response.content_part.done", { ...on(0), content_index: 0, part: { type: "output_text", text: "Tee für zwei 🌍" } }) +
  itemDone(0, message(0, "Tee für zwei 🌍")) +
  end([message(0, "Tee für zwei 🌍")]);

const rows: [trap: string, body: string, expected: Partial<Said>][] = [
  ["a text that five events bring", begin + wholeText, { ...stop, said: [["text", "Tee für zwei 🌍"]] }],
  ["without event lines", (begin + wholeText).replace(/^event: .*\n/gm, ""), { ...stop, said: [["text", "Tee für zwei 🌍"]] }],
  [
    "keep-alives and unknown events",
    `${event("keepalive")}${event("response.web_search_call.searching", on(7))}: x\n\n${say(0, "a")}${end()}`,
    { ...stop, said: [["text", "a"]] },
  ],
  [
    "no deltas: the part's end",
    event("response.output_text.done", { ...on(0), content_index: 0, text: "a" }) + end(),
    { ...stop, said: [["text", "a"]] },
  ],
  ["no deltas: the item's end", itemDone(0, message(0, "a")) + end([message(0, "a")]), { ...stop, said: [["text", "a"]] }],
  [
    "no deltas: the response's end",
    begin + end([thought(0, "Hm."), message(1, "a"), { ...call(2, "f"), arguments: "{}" }]),
    {
      ...called,
      said: [
        ["reasoning", "Hm."],
        ["text", "a"],
      ],
      calls: [{ id: "call_2", name: "f", arguments: "{}" }],
    },
  ],
  [
    "a last piece that only the end brings",
    say(0, "a") + itemDone(0, message(0, "ab")) + end(),
    { ...stop, said: [["text", "ab"]] },
  ],
  [
    "ids that change from event to event",
    added(0, { ...message(0, ""), id: "p" }) +
      event("response.output_text.delta", { output_index: 0, item_id: "q", delta: "a" }) +
      itemDone(0, { ...message(0, "a"), id: "r" }) +
      end([{ ...message(0, "a"), id: "s" }]),
    { ...stop, said: [["text", "a"]] },
  ],
  [
    "one index for everything",
    added(0, { ...message(0, ""), id: "m" }) +
      event("response.output_text.delta", { output_index: 0, item_id: "m", delta: "a" }) +
      added(0, { ...call(0, "f"), id: "c" }) +
      event("response.function_call_arguments.delta", { output_index: 0, item_id: "c", delta: "{}" }) +
      end([
        { ...message(0, "a"), id: "m" },
        { ...call(0, "f"), id: "c", arguments: "{}" },
      ]),
    { ...called, said: [["text", "a"]], calls: [{ id: "call_0", name: "f", arguments: "{}" }] },
  ],
  [
    "an end that numbers and names everything anew",
    event("response.output_text.delta", { output_index: 5, item_id: "x", delta: "a" }) +
      end([thought(8), { ...message(9, "a"), id: "y" }]),
    { ...stop, said: [["text", "a"]] },
  ],
  ["text after the end", say(0, "a") + end() + say(0, "b"), { ...stop, said: [["text", "a"]] }],
  [
    "two parts of one message, and two messages",
    say(0, "a", 0) + say(0, "b", 1) + itemDone(0, message(0, "a")) + say(1, "c") + end(),
    { ...stop, said: [["text", "ab\n\nc"]] },
  ],
  [
    "a refusal",
    event("response.refusal.delta", { ...on(0), content_index: 0, delta: "I will " }) +
      event("response.refusal.done", { ...on(0), content_index: 0, refusal: "I will not." }) +
      end(),
    { ...stop, said: [["refusal", "I will not."]] },
  ],

  [
    "reasoning in parts",
    added(0, thought(0)) +
      think(0, "One") +
      think(0, ".") +
      think(0, "Two.", 1) +
      itemDone(0, thought(0, "One.", "Two.")) +
      say(1, "a") +
      think(2, "Three.") +
      end(),
    {
      ...stop,
      said: [
        ["reasoning", "One.\n\nTwo."],
        ["text", "a"],
        ["reasoning", "Three."],
      ],
    },
  ],
  [
    "reasoning of open models",
    event("response.reasoning_text.delta", { ...on(0), content_index: 0, delta: "Hm." }) +
      itemDone(0, { ...id(0), type: "reasoning", summary: [], content: [{ type: "reasoning_text", text: "Hm." }] }) +
      end(),
    { ...stop, said: [["reasoning", "Hm."]] },
  ],
  ["two items of reasoning", think(0, "One.") + think(1, "Two.") + end(), { ...stop, said: [["reasoning", "One.\n\nTwo."]] }],

  [
    "calls that come in turns",
    added(0, call(0, "f")) +
      added(1, call(1, "g")) +
      piece(1, '{"b"') +
      piece(0, '{"a":') +
      piece(1, ":2}") +
      piece(0, "1}") +
      end(),
    { ...called, calls: [f, { id: "call_1", name: "g", arguments: '{"b":2}' }] },
  ],
  [
    "arguments five times",
    added(0, { ...call(0, "f"), arguments: "" }) +
      piece(0, '{"a":1}') +
      event("response.function_call_arguments.done", { ...on(0), arguments: '{"a":1}' }) +
      itemDone(0, { ...call(0, "f"), arguments: '{"a":1}' }) +
      end([{ ...call(0, "f"), arguments: '{"a":1}' }]),
    { ...called, calls: [f] },
  ],
  [
    "arguments without a delta",
    added(0, call(0, "f")) + event("response.function_call_arguments.done", { ...on(0), arguments: '{"a":1}' }) + end(),
    { ...called, calls: [f] },
  ],
  [
    "two whole calls at one index",
    itemDone(0, { ...call(0, "f"), id: "x", arguments: '{"a":1}' }) +
      itemDone(0, { ...call(1, "g"), id: "y", arguments: "{}" }) +
      end(),
    { ...called, calls: [f, { id: "call_1", name: "g", arguments: "{}" }] },
  ],
  [
    "a call whose id comes with its end",
    added(0, { ...call(0, "f"), call_id: undefined }) +
      piece(0, '{"a"') +
      itemDone(0, { ...call(0, "f"), arguments: '{"a":1}' }) +
      end(),
    { ...called, calls: [{ ...f, id: "item_0" }] },
  ],
  [
    "a call that only its end names",
    added(0, { ...call(0, ""), name: undefined }) +
      piece(0, '{"a"') +
      itemDone(0, { ...call(0, "f"), arguments: '{"a":1}' }) +
      end(),
    { ...called, calls: [f] },
  ],
  ["arguments as an object", itemDone(0, { ...call(0, "f"), arguments: { a: 1 } }) + end(), { ...called, calls: [f] }],
  [
    "plain text",
    added(0, textCall(0, "write_file")) +
      textPiece(0, "a.ts\nlet a ") +
      textPiece(0, "= '🌍';\n") +
      event("response.custom_tool_call_input.done", { ...on(0), input: written.arguments }) +
      itemDone(0, { ...textCall(0, "write_file"), input: written.arguments }) +
      end(),
    { ...called, calls: [written] },
  ],
  [
    "plain text without a delta",
    itemDone(0, { ...textCall(0, "write_file"), input: written.arguments }) + end(),
    { ...called, calls: [written] },
  ],

  [
    "figures",
    say(0, "a") + end(),
    {
      finish: {
        type: "finish",
        reason: "stop",
        usage: {
          inputTokens: 10,
          cachedTokens: 4,
          outputTokens: 5,
          reasoningTokens: 2,
          costUsd: (6 * 1.25 + 4 * 0.125 + 5 * 10) / 1e6,
          costSource: "estimate",
        },
      },
    },
  ],
  [
    "figures that are missing",
    say(0, "a") + end([], { usage: { input_tokens: 10 } }),
    {
      finish: expect.objectContaining({
        usage: {
          inputTokens: 10,
          cachedTokens: null,
          outputTokens: null,
          reasoningTokens: null,
          costUsd: null,
          costSource: null,
        },
      }),
    },
  ],
  ["no figures", say(0, "a") + end([], { usage: null }), { finish: { type: "finish", reason: "stop", usage: null } }],

  [
    "the output limit",
    say(0, "a") + incomplete("max_output_tokens"),
    { failed: null, finish: expect.objectContaining({ reason: "length" }) },
  ],
  [
    "the content filter",
    say(0, "a") + incomplete("content_filter"),
    { failed: null, finish: expect.objectContaining({ reason: "content_filter" }) },
  ],
  ["incomplete for no known reason", say(0, "a") + incomplete(null), { failed: "truncated" }],
  ["no end", begin + say(0, "a"), { failed: "truncated", finish: null }],
  [
    "an end that is none",
    say(0, "a") + event("response.completed", { response: { status: "cancelled" } }),
    { failed: "truncated" },
  ],
  ["an end without a response", say(0, "a") + event("response.completed"), { failed: "truncated" }],
  [
    "an error after the end",
    say(0, "a") + end() + event("error", { code: "server_error", message: "Late." }),
    { ...stop, said: [["text", "a"]] },
  ],
  [
    "a failure: limited",
    event("response.failed", { response: { status: "failed", error: { code: "rate_limit_exceeded", message: "Slow down." } } }),
    { failed: "rate_limited" },
  ],
  [
    "a failure: the server's",
    event("response.failed", { response: { status: "failed", error: { code: "server_error", message: "Oh." } } }),
    { failed: "overloaded" },
  ],
  [
    "a failure that says nothing",
    event("response.failed", { response: { status: "failed", error: null } }),
    { failed: "overloaded" },
  ],
  [
    "a failure: forbidden",
    event("response.failed", { response: { status: "failed", error: { code: "bio_policy", message: "No." } } }),
    { failed: "content_filter" },
  ],
  [
    "an error: quota",
    say(0, "a") + event("error", { code: "insufficient_quota", message: "No money." }),
    { failed: "quota", finish: null },
  ],
  ["an error: too long", event("error", { code: "context_length_exceeded", message: "Too long." }), { failed: "context_length" }],
  [
    "an error without an event line",
    `data: ${JSON.stringify({ type: "error", code: "server_error", message: "Oh." })}\n\n`,
    { failed: "overloaded" },
  ],
  [
    "an error inside of an error",
    event("error", { error: { type: "server_error", code: null, message: "Oh." } }),
    { failed: "overloaded" },
  ],

  [
    "garbage",
    `data: null\n\ndata: 7\n\ndata: []\n\n${event("response.output_item.added")}${event("response.output_item.done", { item: null })}${event("response.output_text.delta", { delta: { a: 1 } })}${piece(9, "x")}${itemDone(3, { type: "message", content: [null, 7, {}] })}${itemDone(4, { type: "reasoning", summary: "x", content: 3 })}${say(0, "a")}${end("x")}`,
    { ...stop, said: [["text", "a"]] },
  ],
  ["no JSON", `${say(0, "a")}data: {"type":\n\n`, { failed: "connection" }],
];

describe("a stream of the Responses API", () => {
  test.each(rows)("%s", (_trap, body, expected) => holdsHoweverCut(openAi, body, (said) => expect(said).toMatchObject(expected)));
});

/** Reads a first answer, then asks again with it in the conversation, and tells what was sent. */
async function askedAgain(body: string, server: Server = openAi, then: Partial<ModelRequest> = {}, next: Server = server) {
  const bodies: Record<string, unknown>[] = [];
  const fetch = async (_url: unknown, init?: RequestInit) => {
    bodies.push(JSON.parse(String(init?.body)));
    return streamOf([new TextEncoder().encode(bodies.length === 1 ? body : say(0, "ok") + end())]);
  };
  const first = await readFrom(modelOf(server, fetch));
  const text = first.said.flatMap(([kind, words]) => (kind === "reasoning" ? [] : [words])).join("");
  const reasoning = first.finish?.reasoning;
  const answer = { role: "assistant" as const, text, calls: first.calls, ...(reasoning ? { reasoning } : {}) };
  const results = first.calls.map((made) => ({ role: "tool" as const, callId: made.id, text: "done" }));
  const conversation = JSON.parse(JSON.stringify([...emptyRequest.conversation, answer, ...results]));
  await readFrom(modelOf(next, fetch), { ...emptyRequest, conversation, ...then });
  return { kept: reasoning as KeptReasoning | undefined, input: bodies[1]!.input as Fields[], body: bodies[1]! };
}

const tools: ModelRequest["tools"] = [
  {
    name: "write_file",
    description: "Write.",
    parameters: { type: "object" },
    text: { description: "Plain.", firstLine: "path", rest: "content" },
  },
];

describe("what is given back", () => {
  const eventful =
    itemDone(0, thought(0, "One.")) +
    itemDone(1, message(1, "First.", { phase: "commentary" })) +
    itemDone(2, { ...call(2, "f"), arguments: "{}" }) +
    itemDone(3, { ...thought(3), status: "completed" }) +
    itemDone(4, message(4, "Second.", { phase: "final_answer" })) +
    itemDone(5, { ...textCall(5, "write_file"), input: "a.ts\nx" }) +
    end();

  test("is each part in its place, without what only the server knows", async () => {
    const { input, kept } = await askedAgain(eventful, openAi, { tools });
    expect(input.slice(1)).toEqual([
      thought(0, "One."),
      { role: "assistant", content: "First.", phase: "commentary" },
      { type: "function_call", call_id: "call_2", name: "f", arguments: "{}" },
      thought(3),
      { role: "assistant", content: "Second.", phase: "final_answer" },
      { type: "custom_tool_call", call_id: "call_5", name: "write_file", input: "a.ts\nx" },
      { type: "function_call_output", call_id: "call_2", output: "done" },
      { type: "custom_tool_call_output", call_id: "call_5", output: "done" },
    ]);
    // Texts and calls are stored once, in the conversation.
    expect(JSON.stringify(kept)).not.toMatch(/First|Second|a\.ts/);
  });

  test("goes to the model that made it only, and a plain text to one that knows none as JSON", async () => {
    const { input, body } = await askedAgain(eventful, openAi, { tools }, { api: "responses", model: "gpt-4.1" });
    expect(input.slice(1)).toEqual([
      { role: "assistant", content: "First.\n\nSecond." },
      { type: "function_call", call_id: "call_2", name: "f", arguments: "{}" },
      { type: "function_call", call_id: "call_5", name: "write_file", arguments: '{"path":"a.ts","content":"x"}' },
      { type: "function_call_output", call_id: "call_2", output: "done" },
      { type: "function_call_output", call_id: "call_5", output: "done" },
    ]);
    expect(body.tools).toEqual([
      { type: "function", name: "write_file", description: "Write.", parameters: { type: "object" }, strict: false },
    ]);
    for (const name of ["reasoning", "include", "text", "temperature"]) expect(body).not.toHaveProperty(name);
  });

  test("holds no thought that led to nothing", async () => {
    const cutShort = itemDone(0, thought(0)) + say(1, "a") + itemDone(2, thought(2)) + incomplete("max_output_tokens");
    expect((await askedAgain(cutShort)).input.slice(1)).toEqual([thought(0), { role: "assistant", content: "a" }]);
  });

  test("is left out when the conversation has become another one", async () => {
    const conversation = [...emptyRequest.conversation, { role: "assistant" as const, text: "Shortened", calls: [] }];
    const first = await askedAgain(itemDone(0, thought(0)) + say(1, "Shortened for you") + end());
    const { input } = await askedAgain(say(0, "x") + end(), openAi, {
      conversation: [conversation[0]!, { ...conversation[1]!, reasoning: first.kept! } as never],
    });
    expect(input.slice(1)).toEqual([{ role: "assistant", content: "Shortened" }]);
  });

  test("with a grammar and a key of the cache", async () => {
    const grammar = { syntax: "lark" as const, definition: "start: /.+/" };
    const { body } = await askedAgain(say(0, "a") + end(), openAi, {
      tools: [{ ...tools[0]!, text: { ...tools[0]!.text!, grammar } }],
      system: ["One.", "Two."],
    });
    expect(body).toMatchObject({
      tools: [{ type: "custom", name: "write_file", description: "Plain.", format: { type: "grammar", ...grammar } }],
      instructions: "One.\n\nTwo.",
      prompt_cache_key: "app",
      max_output_tokens: 1,
      store: false,
    });
  });
});
