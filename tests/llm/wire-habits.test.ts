// Habits of servers in what they put where: calls, messages, figures and ends, each through the real client.
import { describe, expect, test } from "vitest";
import { meaningOf } from "../../src/llm/answer/finish-reasons.ts";
import { figuresIn } from "../../src/llm/answer/usage.ts";
import { emptyRequest, modelOf, readFrom, type Server } from "./wire.ts";

type Fields = Record<string, unknown>;
const data = (value: unknown) => `data: ${JSON.stringify(value)}\n\n`;
const chunk = (delta: Fields, finish: string | null = null) => data({ choices: [{ index: 0, delta, finish_reason: finish }] });
const calling = (call: Fields) => chunk({ tool_calls: [call] });
const done = "data: [DONE]\n\n";

const stream = (body: string, type = "text/event-stream") => new Response(body, { headers: { "Content-Type": type } });
const read = (body: string, server: Server = { api: "chat", model: "m", custom: true }) =>
  readFrom(
    modelOf(server, async () => stream(body)),
    emptyRequest,
  );

describe("calls", () => {
  test.each([
    [
      "arguments that are all said again, with the name",
      calling({ index: 0, id: "x", function: { name: "f", arguments: '{"a":' } }) +
        calling({ index: 0, id: "x", function: { name: "f", arguments: '{"a":1}' } }),
    ],
    ["a custom call", calling({ index: 0, id: "x", custom: { name: "f", input: '{"a":1}' } })],
    ["parameters", calling({ index: 0, id: "x", function: { name: "f", parameters: { a: 1 } } })],
    ["a part of the content", chunk({ content: [{ type: "tool_use", id: "x", name: "f", input: { a: 1 } }] })],
  ])("%s", async (_what, body) =>
    expect(await read(body + chunk({}, "tool_calls") + done)).toMatchObject({ calls: [{ name: "f", arguments: '{"a":1}' }] }),
  );

  test("a value that begins as its object does stays, where the name comes once", async () => {
    const body = calling({ index: 0, id: "x", function: { name: "f", arguments: '{"a":' } });
    const { calls } = await read(
      `${body}${calling({ index: 0, function: { arguments: '{"a":1}' } })}${calling({ index: 0, function: { arguments: "}" } })}${chunk({}, "tool_calls")}${done}`,
    );
    expect(calls[0]?.arguments).toBe('{"a":{"a":1}}');
  });
});

describe("texts", () => {
  const message = (content: string, finish: string | null = null) =>
    data({ choices: [{ index: 0, message: { content }, finish_reason: finish }] });

  test.each([
    ["messages that say all again", message("he") + message("hello") + message("hello, you", "stop"), "hello, you"],
    ["messages that are pieces", message("he") + message("llo") + message(", you", "stop"), "hello, you"],
    [
      "an envelope",
      JSON.stringify({ success: true, result: { choices: [{ message: { content: "hi" }, finish_reason: "stop" }] } }),
      "hi",
    ],
    [
      "an envelope with words",
      JSON.stringify({ code: 200, msg: "ok", data: { choices: [{ message: { content: "hi" }, finish_reason: "stop" }] } }),
      "hi",
    ],
    ["a Workers AI envelope", JSON.stringify({ success: true, errors: [], result: { response: "hi" } }), "hi"],
    [
      "an answer in tags after a thought",
      `${chunk({ content: "<think>t</think><response>hi</response>" })}${chunk({}, "stop")}`,
      "hi",
    ],
    [
      "the same tags without a thought",
      `${chunk({ content: "<response>hi</response>" })}${chunk({}, "stop")}`,
      "<response>hi</response>",
    ],
  ])("%s", async (_what, body, text) => {
    const { said, failed } = await read(body);
    expect([failed, said.filter(([kind]) => kind === "text").map(([, words]) => words)]).toEqual([null, [text]]);
  });

  test("a connection that does not close holds nothing up", async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode(chunk({ content: "a" }, "stop") + done)),
      cancel: () => new Promise(() => {}),
    });
    const server = modelOf(
      { api: "chat", model: "m", custom: true },
      async () => new Response(body, { headers: { "Content-Type": "text/event-stream" } }),
    );
    expect(await readFrom(server, emptyRequest)).toMatchObject({ failed: null, said: [["text", "a"]] });
  });
});

describe("the Responses API", () => {
  const event = (type: string, fields: Fields = {}) => `event: ${type}\n${data({ type, ...fields })}`;
  const end = (fields: Fields = {}) => event("response.completed", { response: { status: "completed", output: [], ...fields } });
  const piece = event("response.output_text.delta", { item_id: "m", output_index: 0, content_index: 0, delta: "a" });

  test.each([
    [
      "only the end of a part",
      event("response.content_part.done", {
        item_id: "m",
        output_index: 0,
        content_index: 0,
        part: { type: "output_text", text: "a" },
      }) + end(),
    ],
    [
      "a piece and the end of its part",
      piece +
        event("response.content_part.done", {
          item_id: "m",
          output_index: 0,
          content_index: 0,
          part: { type: "output_text", text: "a" },
        }) +
        end(),
    ],
    ["a message whose content is a text", end({ output: [{ type: "message", role: "assistant", content: "a" }] })],
    [
      "parts named as in Chat Completions",
      end({ output: [{ type: "message", id: "m", content: [{ type: "text", text: "a" }] }] }),
    ],
    ["all of the text beside an empty output", end({ output_text: "a" })],
    [
      "all of the text beside its message",
      end({ output: [{ type: "message", id: "m", content: [{ type: "output_text", text: "a" }] }], output_text: "a" }),
    ],
    ["events named outside of their data", (piece + end()).replaceAll(/"type":"response\.[a-z_.]+",/g, "")],
    ["another name for the end", piece + event("response.done", { response: { status: "completed", output: [] } })],
  ])("%s", async (_what, body) =>
    expect(await read(body, { api: "responses" })).toMatchObject({ failed: null, said: [["text", "a"]] }),
  );
});

test.each([
  ["content_policy_violation", "filter"],
  ["repetition_truncation", "length"],
  ["engine_error", "broken"],
  ["stopped", null],
])("what words within an unlisted reason say: %s", (reason, meaning) => expect(meaningOf(reason)).toBe(meaning));

test("figures in a delta, and a total that says the rest", () => {
  expect(figuresIn({}, { delta: { usage: { prompt_tokens: 9, total_tokens: 12 } } })).toMatchObject({
    inputTokens: 9,
    outputTokens: 3,
  });
});

test.each([
  ["new_sensitive", { base_resp: { status_code: 1027, status_msg: "output new_sensitive" } }, "content_filter"],
  ["login fail", { base_resp: { status_code: 1004, status_msg: "login fail: carry the API secret key" } }, "bad_key"],
  ["rate limit", { base_resp: { status_code: 1002, status_msg: "rate limit" } }, "rate_limited"],
  ["no such model", { error: "model 'x' not found" }, "unknown_model"],
])("an error in a 200: %s", async (_what, body, reason) => expect((await read(JSON.stringify(body))).failed).toBe(reason));

test("what Cloudflare refuses before a server is not the key's fault", async () => {
  const model = modelOf(
    { api: "chat", model: "walled", custom: true },
    async () => new Response("error code: 1020", { status: 403 }),
  );
  expect((await readFrom(model, emptyRequest)).failed).toBe("bad_request");
});

test("a template without a system message gets its text before the person's", async () => {
  const first: string[] = [];
  const model = modelOf({ api: "chat", model: "no-system", custom: true }, async (_url, init) => {
    const { messages } = JSON.parse(String(init?.body)) as { messages: { role: string; content: string }[] };
    first.push(`${messages[0]?.role}: ${messages[0]?.content}`);
    if (messages[0]?.role === "system")
      return Response.json({ error: { message: "System role not supported" } }, { status: 400 });
    return stream(chunk({ content: "a" }, "stop") + done);
  });
  for (let time = 0; time < 2; time += 1) await readFrom(model, { ...emptyRequest, system: ["Rules."] });
  expect(first).toEqual(["system: Rules.", "user: Rules.\n\na page", "user: Rules.\n\na page"]);
});
