// Chat Completions as servers really send them, trap by trap.
import { describe, expect, test } from "vitest";
import { holdsHoweverCut, modelOf, readFrom, type Said, type Server } from "./wire.ts";

const chat: Server = { api: "chat", model: "m", custom: true };
const openRouter: Server = { api: "chat", model: "openai/gpt-5", provider: "openrouter" };

type Chunk = { delta?: unknown; finish?: string | null; more?: Record<string, unknown> };

const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = ({ delta = {}, finish = null, more = {} }: Chunk) =>
  data({ id: "c", object: "chat.completion.chunk", choices: [{ index: 0, delta, finish_reason: finish }], ...more });
const say = (content: unknown) => chunk({ delta: { content } });
const call = (index: number, id: string, name: string, text = "") =>
  chunk({ delta: { tool_calls: [{ index, id, type: "function", function: { name, arguments: text } }] } });
const piece = (index: number, text: string) => chunk({ delta: { tool_calls: [{ index, function: { arguments: text } }] } });
const end = (finish = "stop", usage?: unknown) =>
  `${chunk({ finish })}${usage ? data({ id: "c", choices: [], usage }) : ""}data: [DONE]\n\n`;

const stop: Partial<Said> = { failed: null, finish: expect.objectContaining({ reason: "stop" }) };
const called: Partial<Said> = { failed: null, finish: expect.objectContaining({ reason: "tool_calls" }) };
const thought = (text: string, field: string) => chunk({ delta: { content: null, [field]: text } });

type Row = [trap: string, body: string, expected: Partial<Said>, server?: Server];

const rows: Row[] = [
  [
    "characters of several bytes",
    say("Tee für zwei 🌍🏽") + say(" – fertig") + end(),
    { ...stop, said: [["text", "Tee für zwei 🌍🏽 – fertig"]] },
  ],
  [
    "comments, empty deltas, a role alone",
    `: PROCESSING\n\n${chunk({ delta: { role: "assistant", content: "" } })}: x\n\n${say("a")}${say("")}${chunk({})}${end()}`,
    { ...stop, said: [["text", "a"]] },
  ],
  ["lines that end like on Windows", (say("a") + say("b") + end()).replaceAll("\n", "\r\n"), { ...stop, said: [["text", "ab"]] }],
  [
    "an event's data on two lines",
    `data: {"id":"c","choices":[\ndata: {"index":0,"delta":{"content":"a"}}]}\n\n${end()}`,
    { ...stop, said: [["text", "a"]] },
  ],
  [
    "no choices, null for a delta",
    data({ id: "c", choices: [] }) + data({ id: "c" }) + chunk({ delta: null }) + say("a") + end(),
    { ...stop, said: [["text", "a"]] },
  ],
  [
    "a finish reason with each chunk",
    chunk({ delta: { content: "a" }, finish: "stop" }) + chunk({ delta: { content: "b" }, finish: "stop" }) + end(),
    { ...stop, said: [["text", "ab"]] },
  ],
  [
    "a stream that breaks off after the first of several finish reasons",
    chunk({ delta: { content: "a" }, finish: "stop" }) +
      chunk({ delta: { content: "b" } }) +
      data({ error: { message: "Gone." } }),
    { failed: "overloaded" },
  ],
  [
    "the limit, and after it another reason",
    chunk({ delta: { content: "a" }, finish: "length" }) + end("stop"),
    { failed: null, finish: expect.objectContaining({ reason: "length" }) },
  ],
  [
    "each call in a chunk of its own, with a finish reason",
    ["x", "y"]
      .map((id, index) =>
        chunk({ delta: { tool_calls: [{ index, id, function: { name: "f", arguments: "{}" } }] }, finish: "tool_calls" }),
      )
      .join(""),
    {
      ...called,
      calls: [
        { id: "x", name: "f", arguments: "{}" },
        { id: "y", name: "f", arguments: "{}" },
      ],
    },
  ],
  [
    "calls that come in turns",
    call(0, "x", "f") +
      call(1, "y", "g") +
      piece(1, '{"b":') +
      piece(0, '{"a":') +
      piece(1, "2}") +
      piece(0, "1}") +
      end("tool_calls"),
    {
      ...called,
      calls: [
        { id: "x", name: "f", arguments: '{"a":1}' },
        { id: "y", name: "g", arguments: '{"b":2}' },
      ],
    },
  ],
  [
    "two whole calls at one index",
    call(0, "x", "f", "{}") + call(0, "y", "f", "{}") + end("tool_calls"),
    {
      ...called,
      calls: [
        { id: "x", name: "f", arguments: "{}" },
        { id: "y", name: "f", arguments: "{}" },
      ],
    },
  ],
  [
    "arguments as an object",
    chunk({ delta: { tool_calls: [{ index: 0, id: "x", function: { name: "f", arguments: { a: "🌍" } } }] } }) +
      end("tool_calls"),
    { ...called, calls: [{ id: "x", name: "f", arguments: '{"a":"🌍"}' }] },
  ],
  [
    "calls without index, null among them",
    chunk({ delta: { tool_calls: [null, { id: "x", function: { name: "f", arguments: "{" } }] } }) +
      chunk({ delta: { tool_calls: [{ function: { arguments: "}" } }] } }) +
      end("tool_calls"),
    { ...called, calls: [{ id: "x", name: "f", arguments: "{}" }] },
  ],

  [
    "reasoning of DeepSeek and llama.cpp",
    thought("Let me ", "reasoning_content") + thought("see.", "reasoning_content") + say("a") + end(),
    {
      ...stop,
      said: [
        ["reasoning", "Let me see."],
        ["text", "a"],
      ],
    },
  ],
  [
    "reasoning of Groq and newer vLLM",
    thought("Let me see.", "reasoning") + say("a") + end(),
    {
      ...stop,
      said: [
        ["reasoning", "Let me see."],
        ["text", "a"],
      ],
    },
  ],
  [
    "the same reasoning in both fields",
    chunk({ delta: { reasoning: "One.", reasoning_content: "One." } }) + end(),
    { ...stop, said: [["reasoning", "One."]] },
  ],
  [
    "the same reasoning in a field and in details",
    chunk({ delta: { reasoning: "One.", reasoning_details: [{ type: "reasoning.text", text: "One.", index: 0 }] } }) + end(),
    { ...stop, said: [["reasoning", "One."]] },
  ],
  [
    "reasoning in details only",
    chunk({ delta: { reasoning_details: [{ type: "reasoning.summary", summary: "One.", index: 0 }] } }) + end(),
    { ...stop, said: [["reasoning", "One."]] },
  ],
  [
    "Mistral's lists of parts",
    say([
      {
        type: "thinking",
        thinking: [
          { type: "text", text: "Hm" },
          { type: "text", text: "m." },
        ],
      },
    ]) +
      say([{ type: "text", text: "a" }]) +
      say("b") +
      end(),
    {
      ...stop,
      said: [
        ["reasoning", "Hmm."],
        ["text", "ab"],
      ],
    },
  ],
  [
    "reasoning that is no text",
    chunk({ delta: { reasoning: { effort: "low" }, reasoning_details: "x", content: 7, refusal: {} } }) + say("a") + end(),
    { ...stop, said: [["text", "a"]] },
  ],
  ...["reasoning_text", "thinking", "thinking_content"].map(
    (field): Row => [
      `reasoning as ${field}`,
      thought("Hm.", field) + say("a") + end(),
      {
        ...stop,
        said: [
          ["reasoning", "Hm."],
          ["text", "a"],
        ],
      },
    ],
  ),
  [
    "reasoning as an object, and as a list of blocks",
    chunk({ delta: { reasoning: { content: "Hm" } } }) +
      chunk({ delta: { thinking_blocks: [{ type: "thinking", thinking: "m.", signature: "s" }] } }) +
      say("a") +
      end(),
    {
      ...stop,
      said: [
        ["reasoning", "Hmm."],
        ["text", "a"],
      ],
    },
  ],
  [
    "thoughts of Gemini",
    chunk({ delta: { content: "<thought>Hm.", extra_content: { google: { thought: true } } } }) + say("</thought>a") + end(),
    {
      ...stop,
      said: [
        ["reasoning", "Hm."],
        ["text", "a"],
      ],
    },
  ],
  [
    "thoughts in the text, and a call",
    say("<think>\nHm") + say(".</think>\n\na") + call(0, "x", "f", "{}") + end("tool_calls"),
    {
      ...called,
      said: [
        ["reasoning", "Hm."],
        ["text", "a"],
      ],
      calls: [{ id: "x", name: "f", arguments: "{}" }],
    },
  ],
  [
    "an answer in two choices",
    data({
      choices: [
        { index: 0, delta: { content: "a" } },
        { index: 0, delta: { tool_calls: [{ index: 0, id: "x", function: { name: "f", arguments: "{}" } }] } },
      ],
    }) + end("tool_calls"),
    { ...called, said: [["text", "a"]], calls: [{ id: "x", name: "f", arguments: "{}" }] },
  ],
  [
    "a whole message after the deltas",
    say("a") +
      call(0, "x", "f", "{}") +
      data({
        choices: [
          {
            message: { content: "a b", tool_calls: [{ id: "x", function: { name: "f", arguments: "{}" } }] },
            finish_reason: "tool_calls",
          },
        ],
      }),
    { ...called, calls: [{ id: "x", name: "f", arguments: "{}" }] },
  ],
  [
    "a reason that nobody knows, after words",
    say("a") + end("odd"),
    { failed: null, finish: expect.objectContaining({ reason: "unknown", unknown: "odd" }), notices: ["unknown_finish"] },
  ],
  ["a reason that nobody knows, after a call", call(0, "x", "f", "{}") + end("odd"), { ...called, notices: [] }],
  ["a reason that nobody knows, after nothing", end("odd"), { failed: "truncated" }],
  ["a reason that nobody knows, a call half open", call(0, "x", "f", '{"a') + end("odd"), { failed: "truncated" }],
  ["a call that the server could not read", say("a") + end("MALFORMED_FUNCTION_CALL"), { failed: "bad_tool_call" }],
  [
    "a router's word, and the provider's",
    say("a") + chunk({ more: { choices: [{ delta: {}, finish_reason: "stop", native_finish_reason: "SAFETY" }] } }),
    {
      failed: null,
      finish: expect.objectContaining({ reason: "content_filter" }),
    },
  ],
  [
    "a refusal",
    chunk({ delta: { refusal: "I will " } }) + chunk({ delta: { refusal: "not." } }) + end(),
    { ...stop, said: [["refusal", "I will not."]] },
  ],

  [
    "figures of OpenRouter",
    say("a") +
      end("stop", {
        prompt_tokens: 10,
        completion_tokens: 5,
        cost: 0.02,
        prompt_tokens_details: { cached_tokens: 4 },
        completion_tokens_details: { reasoning_tokens: 2 },
      }),
    {
      finish: {
        type: "finish",
        reason: "stop",
        usage: { inputTokens: 10, cachedTokens: 4, outputTokens: 5, reasoningTokens: 2, costUsd: 0.02, costSource: "provider" },
      },
    },
    openRouter,
  ],
  [
    "what a key of one's own costs at the provider",
    say("a") +
      end("stop", {
        prompt_tokens: 1,
        completion_tokens: 1,
        cost: 0.01,
        is_byok: true,
        cost_details: { upstream_inference_cost: 0.2 },
      }),
    {
      finish: expect.objectContaining({
        usage: expect.objectContaining({ costUsd: 0.21000000000000002, costSource: "provider" }),
      }),
    },
    openRouter,
  ],
  [
    "figures that are missing or none",
    say("a") + end("stop", { prompt_tokens: null, completion_tokens: -1, cost: "x", prompt_tokens_details: null }),
    {
      finish: {
        type: "finish",
        reason: "stop",
        usage: {
          inputTokens: null,
          cachedTokens: null,
          outputTokens: null,
          reasoningTokens: null,
          costUsd: null,
          costSource: null,
        },
      },
    },
  ],
  ["no figures at all", say("a") + end(), { finish: { type: "finish", reason: "stop", usage: null } }],
  [
    "an error after the finish",
    say("a") + chunk({ finish: "length" }) + data({ error: { code: 400, message: "Limit." } }),
    { failed: null, finish: expect.objectContaining({ reason: "length" }) },
  ],

  ["cut before the finish", say("a"), { failed: "truncated", finish: null }],
  [
    "figures and [DONE] without a finish",
    `${say("a")}${data({ id: "c", choices: [], usage: { prompt_tokens: 1 } })}data: [DONE]\n\n`,
    stop,
  ],
  [
    "figures and [DONE] without a finish, after a call",
    `${call(0, "x", "f", "{}")}${data({ id: "c", choices: [], usage: { prompt_tokens: 1 } })}data: [DONE]\n\n`,
    { ...called, calls: [{ id: "x", name: "f", arguments: "{}" }] },
  ],
  [
    "figures and [DONE] without a finish, a call half open",
    `${call(0, "x", "f", '{"a":')}${data({ id: "c", choices: [], usage: { prompt_tokens: 1 } })}data: [DONE]\n\n`,
    { failed: "truncated", finish: null },
  ],
  ["[DONE] without figures and a finish", `${say("a")}data: [DONE]\n\n`, { failed: "truncated", finish: null }],
  [
    "figures without [DONE] and a finish",
    say("a") + data({ id: "c", choices: [], usage: { prompt_tokens: 1 } }),
    { failed: "truncated", finish: null },
  ],
  [
    "an error in the middle",
    say("a") + data({ error: { code: 502, message: "Upstream." } }),
    { failed: "overloaded", finish: null },
  ],
  [
    "an error event in the middle",
    `${say("a")}event: error\n${data({ error: { code: "tool_use_failed", message: "Schema." } })}`,
    { failed: "bad_tool_call" },
  ],
  ["an error that says nothing", say("a") + data({ error: { message: "Something." } }), { failed: "overloaded" }],
  ["no JSON", `${say("a")}data: {"id":\n\n`, { failed: "connection" }],
  ["a page instead of a stream", "<!doctype html><title>502</title>", { failed: "bad_request" }],
  [
    "values that are no chunks",
    `data: null\n\ndata: 7\n\ndata: "x"\n\ndata: []\n\n${say("a")}${end()}`,
    { ...stop, said: [["text", "a"]] },
  ],
];

describe("a stream of Chat Completions", () => {
  test.each(rows)("%s", (_trap, body, expected, server = chat) =>
    holdsHoweverCut(server, body, (said) => expect(said).toMatchObject(expected)),
  );

  test("details of reasoning are put together word for word, to be given back", () => {
    const details = (...reasoning_details: unknown[]) => chunk({ delta: { reasoning_details } });
    const body =
      details({ type: "reasoning.text", text: "One ", index: 0, format: "anthropic-claude-v1" }) +
      details(
        { type: "reasoning.text", text: "two.", index: 0 },
        { type: "reasoning.encrypted", data: "abc", index: 1, id: "r" },
      ) +
      details(
        { type: "reasoning.text", text: "", signature: "s", index: 0 },
        { type: "reasoning.encrypted", data: "def", index: 1 },
      ) +
      end();
    return holdsHoweverCut(openRouter, body, ({ said, finish }) => {
      expect(said).toEqual([["reasoning", "One two."]]);
      expect(finish?.reasoning?.items).toEqual([
        { type: "reasoning.text", text: "One two.", index: 0, format: "anthropic-claude-v1", signature: "s" },
        { type: "reasoning.encrypted", data: "abcdef", index: 1, id: "r" },
      ]);
    });
  });
});

describe("an answer in one piece", () => {
  test("has all that a stream has", async () => {
    const message = {
      role: "assistant",
      content: "a",
      reasoning: "Hm.",
      tool_calls: [{ id: "x", type: "function", function: { name: "f", arguments: "{}" } }],
    };
    const answers = [
      Response.json(
        {
          error: {
            message: "Your organization must be verified to stream this model.",
            param: "stream",
            code: "unsupported_value",
          },
        },
        { status: 400 },
      ),
      Response.json({
        choices: [{ index: 0, message, finish_reason: "tool_calls" }],
        usage: { prompt_tokens: 3, completion_tokens: 2 },
      }),
    ];
    const said = await readFrom(modelOf({ ...chat, model: "whole" }, async () => answers.shift()!));
    expect(said).toMatchObject({
      ...called,
      notices: ["not_streamed"],
      said: [
        ["reasoning", "Hm."],
        ["text", "a"],
      ],
      calls: [{ id: "x", name: "f", arguments: "{}" }],
    });
    expect(said.finish?.usage).toMatchObject({ inputTokens: 3, cachedTokens: null });
  });
});
