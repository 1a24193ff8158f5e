// Anthropic's Messages API as it is documented, trap by trap, and what is sent back to it. Not tried against Anthropic itself.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ConversationItem, ModelRequest } from "../../src/llm/model.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { anthropic } from "../fakes/servers/anthropic.ts";
import { anyConversation } from "./conversations.ts";
import { emptyRequest, holdsHoweverCut, modelOf, readFrom, type Said, type Server, streamOf } from "./wire.ts";

const claude: Server = { api: "messages", model: "claude-sonnet-5-5", provider: "anthropic" };

type Fields = Record<string, unknown>;
const event = (type: string, fields: Fields = {}) => `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
const start = (
  usage: Fields = { input_tokens: 10, cache_creation_input_tokens: 100, cache_read_input_tokens: 1000, output_tokens: 1 },
) => event("message_start", { message: { id: "msg_1", role: "assistant", content: [], stop_reason: null, usage } });
const block = (index: number, content_block: Fields, ...deltas: Fields[]) =>
  event("content_block_start", { index, content_block }) +
  deltas.map((delta) => event("content_block_delta", { index, delta })).join("") +
  event("content_block_stop", { index });
const text = (index: number, ...pieces: string[]) =>
  block(index, { type: "text", text: "" }, ...pieces.map((piece) => ({ type: "text_delta", text: piece })));
const thinking = (index: number, thought: string, signature = "EqQB") =>
  block(
    index,
    { type: "thinking", thinking: "", signature: "" },
    { type: "thinking_delta", thinking: thought },
    { type: "signature_delta", signature },
  );
const call = (index: number, name: string, ...pieces: string[]) =>
  block(
    index,
    { type: "tool_use", id: `toolu_${index}`, name, input: {} },
    ...pieces.map((partial_json) => ({ type: "input_json_delta", partial_json })),
  );
const end = (stop_reason: string, more: Fields = {}, usage: Fields = { output_tokens: 50 }) =>
  event("message_delta", { delta: { stop_reason, stop_sequence: null, ...more }, usage }) + event("message_stop");
const ping = event("ping");

const finish = (reason: string) => ({ failed: null, finish: expect.objectContaining({ reason }) });

describe("an answer", () => {
  test.each<[what: string, body: string, said: Partial<Said>]>([
    [
      "a text",
      start() + ping + text(0, "Tee für ", "zwei 🌍") + end("end_turn"),
      { ...finish("stop"), said: [["text", "Tee für zwei 🌍"]] },
    ],
    [
      "thoughts, a text and two calls",
      start() +
        thinking(0, "Two files.") +
        text(1, "I write.") +
        call(2, "f", "", '{"a":', "1}") +
        ping +
        call(3, "g", '{"b":2}') +
        end("tool_use"),
      {
        ...finish("tool_calls"),
        said: [
          ["reasoning", "Two files."],
          ["text", "I write."],
        ],
        calls: [
          { id: "toolu_2", name: "f", arguments: '{"a":1}' },
          { id: "toolu_3", name: "g", arguments: '{"b":2}' },
        ],
      },
    ],
    [
      "a call without arguments",
      start() + call(0, "list") + end("tool_use"),
      { calls: [{ id: "toolu_0", name: "list", arguments: "{}" }] },
    ],
    [
      "arguments that come with the beginning",
      start() + block(0, { type: "tool_use", id: "a", name: "f", input: { x: 1 } }) + end("tool_use"),
      { calls: [{ id: "a", name: "f", arguments: '{"x":1}' }] },
    ],
    [
      "a call that is cut by the limit, which is not made whole",
      start() + call(0, "f", '{"content":"abc') + end("max_tokens"),
      { ...finish("length"), calls: [{ id: "toolu_0", name: "f", arguments: '{"content":"abc' }] },
    ],
    [
      "two texts are two paragraphs, and so are two thoughts",
      start() + thinking(0, "a") + thinking(1, "b") + text(2, "One.") + text(3, "Two.") + end("end_turn"),
      {
        said: [
          ["reasoning", "a\n\nb"],
          ["text", "One.\n\nTwo."],
        ],
      },
    ],
    ["a stop sequence", start() + text(0, "x") + end("stop_sequence"), finish("stop")],
    ["a full context", start() + text(0, "x") + end("model_context_window_exceeded"), finish("length")],
    ["a pause", start() + text(0, "x") + end("pause_turn"), finish("length")],
    [
      "a refusal, with its reason",
      start() +
        text(0, "Hello") +
        end("refusal", { stop_details: { type: "refusal", category: "cyber", explanation: "Not this." } }),
      {
        ...finish("content_filter"),
        said: [
          ["text", "Hello"],
          ["refusal", "Not this."],
        ],
      },
    ],
    [
      "blocks of a kind that is not known",
      start() + block(0, { type: "server_tool_use", id: "s" }) + text(1, "x") + end("end_turn"),
      { said: [["text", "x"]] },
    ],
    ["an end without a reason", start() + text(0, "x") + event("message_stop"), finish("stop")],
    [
      "an end without a reason in the middle of a call",
      start() +
        event("content_block_start", { index: 0, content_block: { type: "tool_use", id: "a", name: "f", input: {} } }) +
        event("message_stop"),
      { failed: "truncated" },
    ],
    ["a reason that nobody knows, after a text", start() + text(0, "x") + end("winter"), finish("unknown")],
    ["a reason that nobody knows, after a call", start() + call(0, "f", "{}") + end("winter"), finish("tool_calls")],
    ["a reason in a server's own case", start() + text(0, "x") + end("MAX_TOKENS"), finish("length")],
    ["no end", start() + text(0, "x"), { failed: "truncated" }],
    [
      "an overload in the middle",
      start() + text(0, "x") + event("error", { error: { type: "overloaded_error", message: "Overloaded" } }),
      { failed: "overloaded" },
    ],
    [
      "the rate in the middle",
      start() + event("error", { error: { type: "rate_limit_error", message: "This would exceed your rate limit" } }),
      { failed: "rate_limited" },
    ],
    [
      "a fault in the middle",
      start() + event("error", { error: { type: "api_error", message: "Internal server error" } }),
      { failed: "overloaded" },
    ],
  ])("%s", async (_what, body, said) => {
    await holdsHoweverCut(claude, body, (read) => expect(read).toMatchObject(said));
  });

  test("in one piece reads the same", async () => {
    const content = [
      { type: "thinking", thinking: "Hm.", signature: "EqQB" },
      { type: "text", text: "I write." },
      { type: "tool_use", id: "toolu_1", name: "f", input: { a: 1 } },
    ];
    const body = { type: "message", content, stop_reason: "tool_use", usage: { input_tokens: 5, output_tokens: 7 } };
    const refused = {
      error: { message: "Your organization must be verified to stream this model.", param: "stream", code: "unsupported_value" },
    };
    const answers = [Response.json(refused, { status: 400 }), Response.json(body)];
    const said = await readFrom(modelOf({ ...claude, model: "claude-opus-5" }, async () => answers.shift() ?? Response.error()));
    expect(said).toMatchObject({
      failed: null,
      said: [
        ["reasoning", "Hm."],
        ["text", "I write."],
      ],
      calls: [{ id: "toolu_1", name: "f", arguments: '{"a":1}' }],
      finish: { reason: "tool_calls", usage: { inputTokens: 5, outputTokens: 7 } },
    });
  });
});

describe("figures", () => {
  test("input is what is fresh, read and written; a later empty figure wipes none; the cost knows all three prices", async () => {
    const body =
      start() +
      text(0, "x") +
      end("end_turn", {}, { input_tokens: null, output_tokens: 50, output_tokens_details: { thinking_tokens: 20 } });
    const { finish } = await readFrom(modelOf(claude, async () => streamOf([new TextEncoder().encode(body)])));
    expect(finish?.usage).toEqual({
      inputTokens: 1_110,
      cachedTokens: 1_000,
      outputTokens: 50,
      reasoningTokens: 20,
      // (10 · 2 + 100 · 2.5 + 1000 · 0.1 + 50 · 10) / 1,000,000
      costUsd: expect.closeTo(0.00087, 10),
      costSource: "estimate",
    });
  });

  test("of a model whose price is not known the cost is unknown", async () => {
    const body = start() + text(0, "x") + end("end_turn");
    const { finish } = await readFrom(
      modelOf({ ...claude, model: "claude-next-9" }, async () => streamOf([new TextEncoder().encode(body)])),
    );
    expect(finish?.usage).toMatchObject({ inputTokens: 1_110, costUsd: null, costSource: null });
  });
});

const tools = [{ name: "f", description: "Does f.", parameters: { type: "object", properties: {} } }];

/** What is sent, and whether the fake, which refuses what Anthropic refuses, takes it. */
async function sent(conversation: ConversationItem[], more: Partial<ModelRequest> = {}, model = "claude-sonnet-5-5") {
  let body: Fields = {};
  let headers: Record<string, string> = {};
  const asked = modelOf({ ...claude, model }, async (_url, init) => {
    body = JSON.parse(String(init?.body));
    headers = Object.fromEntries(new Headers(init?.headers));
    return streamOf([new TextEncoder().encode(start() + text(0, "x") + end("end_turn"))]);
  });
  await readFrom(asked, { ...emptyRequest, system: ["Rules.", "Files."], tools, maxOutputTokens: 32_000, ...more, conversation });
  const { authorization: _, ...rest } = headers;
  const checked = {
    method: "POST",
    path: "/v1/messages",
    headers: { ...rest, "x-api-key": "k", "anthropic-version": "2023-06-01" },
    body,
  };
  return { body, refusal: anthropic.refuses(checked) };
}

const user = (said: string): ConversationItem => ({ role: "user", text: said });
const result = (callId: string, said: string): ConversationItem => ({ role: "tool", callId, text: said });
const assistant = (said: string, ...calls: string[]): ConversationItem => ({
  role: "assistant",
  text: said,
  calls: calls.map((id) => ({ id, name: "f", arguments: '{"a":1}' })),
});
const mark = { cache_control: { type: "ephemeral" } };

describe("a request", () => {
  test("has blocks, a schema for each tool, what newer models are asked to show, and four marks at most", async () => {
    const { body, refusal } = await sent([
      user("A page"),
      assistant("I write.", "toolu_1", "toolu_2"),
      result("toolu_1", "one"),
      result("toolu_2", "two"),
      { role: "user", text: "A note.", note: true },
    ]);
    expect(refusal).toBeNull();
    expect(body).toEqual({
      model: "claude-sonnet-5-5",
      max_tokens: 32_000,
      stream: true,
      system: [
        { type: "text", text: "Rules.", ...mark },
        { type: "text", text: "Files.", ...mark },
      ],
      tools: [{ name: "f", description: "Does f.", input_schema: tools[0]?.parameters, eager_input_streaming: true }],
      thinking: { type: "adaptive", display: "summarized" },
      output_config: { effort: "medium" },
      messages: [
        { role: "user", content: [{ type: "text", text: "A page", ...mark }] },
        {
          role: "assistant",
          content: [
            { type: "text", text: "I write." },
            { type: "tool_use", id: "toolu_1", name: "f", input: { a: 1 } },
            { type: "tool_use", id: "toolu_2", name: "f", input: { a: 1 } },
          ],
        },
        {
          role: "user",
          content: [
            { type: "tool_result", tool_use_id: "toolu_1", content: "one" },
            { type: "tool_result", tool_use_id: "toolu_2", content: "two" },
            { type: "text", text: "A note.", ...mark },
          ],
        },
      ],
    });
  });

  test("to older models asks for no thoughts, and to servers that only speak like Anthropic for nothing special", async () => {
    expect((await sent([user("x")], {}, "claude-haiku-4-5")).body).not.toHaveProperty("thinking");
    const { body } = await sent([user("x")], {}, "deepseek-v4");
    expect(Object.keys(body).sort()).toEqual(["max_tokens", "messages", "model", "stream", "system", "tools"]);
    expect(JSON.stringify(body.tools)).not.toContain("eager");
  });

  test("asks for no longer answer than the model gives", async () => {
    expect((await sent([user("x")], { maxOutputTokens: 100_000 }, "claude-haiku-4-5")).body).toMatchObject({
      max_tokens: 64_000,
    });
  });

  test.each<[what: string, conversation: ConversationItem[]]>([
    ["blank texts", [user("x"), assistant(" \n", "a"), result("a", ""), user(" ")]],
    [
      "a result that is missing, one too many, and one out of its place",
      [user("x"), assistant("", "a", "b"), user("y"), result("b", "two"), result("c", "what?"), user("z")],
    ],
    [
      "the same id twice, and ids and names that cannot be",
      [
        user("x"),
        assistant("", "a", "a"),
        result("a", "1"),
        result("a", "2"),
        {
          role: "assistant",
          text: "",
          calls: [
            { id: "", name: "läuft nicht", arguments: "{}" },
            { id: "call|1", name: "", arguments: "" },
          ],
        },
        result("", "3"),
        result("call|1", "4"),
      ],
    ],
    [
      "arguments that are none",
      [
        user("x"),
        {
          role: "assistant",
          text: "",
          calls: [
            { id: "a", name: "f", arguments: '{"a":' },
            { id: "b", name: "f", arguments: "[1]" },
          ],
        },
        result("a", "1"),
        result("b", "2"),
      ],
    ],
    ["an answer as its beginning and as its end", [assistant("I begin."), user("x"), assistant("I end.")]],
    ["an answer that says nothing at all", [user("x"), assistant(""), user("y")]],
    ["several messages of one side", [user("x"), user("y"), assistant("a"), assistant("b", "c"), result("c", "1"), user("z")]],
    ["nothing", []],
  ])("is one that Anthropic takes: %s", async (_what, conversation) => {
    const { refusal } = await sent(conversation);
    expect(refusal).toBeNull();
  });
});

test("any conversation is sent as one that Anthropic takes", () =>
  fc.assert(
    fc.asyncProperty(anyConversation, async (conversation) => {
      const { refusal, body } = await sent(conversation);
      expect(refusal, JSON.stringify(body)).toBeNull();
    }),
    { numRuns: fuzzRuns(200) },
  ));

describe("what the model thought", () => {
  /** Answers of the fake's own form, so that its signatures are checked. */
  async function answered(
    request: ModelRequest,
    number: number,
    thoughts: string[],
    calls: string[],
  ): Promise<{ item: ConversationItem; body: Fields; refusal: unknown }> {
    let body: Fields = {};
    let refusal: unknown;
    const model = modelOf(claude, async (_url, init) => {
      body = JSON.parse(String(init?.body));
      refusal = anthropic.refuses({
        method: "POST",
        path: "",
        headers: { "x-api-key": "k", "anthropic-version": "2023-06-01" },
        body,
      });
      const form = anthropic.form({ request: number, model: "claude-sonnet-5-5" }, body);
      const said = [
        ...thoughts.flatMap((thought, at) => [form.delta({ reasoning: thought }), form.delta({ content: `Text ${at}.` })]),
        ...calls.map((id, index) => form.delta({ tool_calls: [{ index, id, function: { name: "f", arguments: "{}" } }] })),
        form.finish(calls.length > 0 ? "tool_calls" : "stop", null),
      ];
      return streamOf([new TextEncoder().encode(said.join(""))]);
    });
    const said = await readFrom(model, request);
    const spoken = said.said
      .filter(([kind]) => kind === "text")
      .map(([, piece]) => piece)
      .join("");
    const { reasoning } = said.finish ?? {};
    return { item: { role: "assistant", text: spoken, calls: said.calls, ...(reasoning ? { reasoning } : {}) }, body, refusal };
  }

  const request = (conversation: ConversationItem[], more: Partial<ModelRequest> = {}): ModelRequest => ({
    ...emptyRequest,
    system: ["Rules."],
    tools,
    ...more,
    conversation,
  });
  const contents = (body: Fields) =>
    (body.messages as { content: { type: string }[] }[]).map(({ content }) => content.map(({ type }) => type).join(" "));

  test("comes back in its place, with its signature, and is taken", async () => {
    const first = await answered(request([user("x")]), 1, ["One.", "Two."], ["toolu_a"]);
    const second = await answered(request([user("x"), first.item, result("toolu_a", "done")]), 2, ["Three."], ["toolu_b"]);
    expect(second.refusal).toBeNull();
    expect(contents(second.body)).toEqual(["text", "thinking text thinking text tool_use", "tool_result"]);
    const third = await answered(
      request([user("x"), first.item, result("toolu_a", "done"), second.item, result("toolu_b", "done")]),
      3,
      [],
      [],
    );
    expect(third.refusal).toBeNull();
    expect(contents(third.body)).toEqual([
      "text",
      "thinking text thinking text tool_use",
      "tool_result",
      "thinking text tool_use",
      "tool_result",
    ]);
  });

  test.each<[what: string, change: (items: ConversationItem[]) => ConversationItem[], more: Partial<ModelRequest>]>([
    ["the standing text", (items) => items, { system: ["Other rules."] }],
    ["the tools", (items) => items, { tools: [] }],
    ["what the person said", ([, ...items]) => [user("something shorter"), ...items], {}],
    ["what came before", (items) => [user("before"), assistant("ok"), ...items], {}],
  ])("stays away once something before it changed: %s", async (_what, change, more) => {
    const first = await answered(request([user("x")]), 1, ["One."], ["toolu_a"]);
    const items = [user("x"), first.item, result("toolu_a", "done")];
    const second = await answered(request(change(items), more), 2, [], []);
    expect(second.refusal).toBeNull();
    expect(contents(second.body).join(" ")).not.toContain("thinking");
  });

  test("stays with its model", async () => {
    const first = await answered(request([user("x")]), 1, ["One."], ["toolu_a"]);
    const { body } = await sent([user("x"), first.item, result("toolu_a", "done")], { system: ["Rules."] }, "claude-haiku-4-5");
    expect(JSON.stringify(body)).not.toContain("thinking");
  });

  test("encrypted, comes back as it came; without a signature not at all", async () => {
    const redacted =
      start() +
      block(0, { type: "redacted_thinking", data: "AbC=" }) +
      block(1, { type: "thinking", thinking: "bare", signature: "" }) +
      call(2, "f", "{}") +
      end("tool_use");
    const { finish } = await readFrom(modelOf(claude, async () => streamOf([new TextEncoder().encode(redacted)])));
    expect(finish?.reasoning?.items).toEqual([{ reasoning: { type: "redacted_thinking", data: "AbC=" } }, { call: 0 }]);
  });
});
