// Answers in another form than was asked for, through the real client: JSON for a stream, lines of JSON, a stream for JSON, pages and words.
import { describe, expect, test } from "vitest";
import { cutAt, emptyRequest, modelOf, readFrom, type Said, type Server } from "./wire.ts";

const chat: Server = { api: "chat", model: "m", custom: true };
const responses: Server = { api: "responses" };

const completion = {
  object: "chat.completion",
  choices: [
    {
      index: 0,
      message: {
        role: "assistant",
        content: "a",
        tool_calls: [{ id: "x", type: "function", function: { name: "f", arguments: "{}" } }],
      },
      finish_reason: "tool_calls",
    },
  ],
  usage: { prompt_tokens: 3, completion_tokens: 2 },
};
const response = {
  object: "response",
  status: "completed",
  output: [{ type: "message", id: "m", role: "assistant", content: [{ type: "output_text", text: "a" }] }],
};
const chunk = (delta: unknown, finish: string | null = null) =>
  JSON.stringify({ id: "c", choices: [{ index: 0, delta, finish_reason: finish }] });

const said: Partial<Said> = { failed: null, said: [["text", "a"]] };
const types = ["application/json", "text/event-stream", "text/plain; charset=utf-8", "application/octet-stream"];

const rows: [form: string, body: string, expected: Partial<Said>, server?: Server][] = [
  ["JSON in one piece", JSON.stringify(completion), { ...said, calls: [{ id: "x", name: "f", arguments: "{}" }] }],
  [
    "JSON on many lines",
    `\ufeff\n${JSON.stringify(completion, null, 2)}\n`,
    { ...said, calls: [{ id: "x", name: "f", arguments: "{}" }] },
  ],
  ["JSON without a finish reason", JSON.stringify({ choices: [{ message: { content: "a" } }] }), said],
  ["a response in one piece", JSON.stringify(response), said, responses],
  ["a response on many lines", JSON.stringify(response, null, 1), said, responses],
  ["chunks a line", `${chunk({ content: "a" })}\n${chunk({}, "stop")}\n`, said],
  ["chunks a line, and the end", `${chunk({ content: "a" })}\r\n\r\n${chunk({}, "stop")}\r\n[DONE]`, said],
  ["chunks in a list", `[${chunk({ content: "a" })},${chunk({}, "stop")}]`, said],
  [
    "Ollama's own lines",
    '{"model":"m","message":{"role":"assistant","content":"a"},"done":false}\n{"model":"m","message":{"role":"assistant","content":""},"done":true,"done_reason":"stop","prompt_eval_count":3,"eval_count":2}\n',
    { ...said, finish: expect.objectContaining({ usage: expect.objectContaining({ inputTokens: 3, outputTokens: 2 }) }) },
  ],
  [
    "events without the empty line between them",
    `data: ${chunk({ content: "a" })}\ndata: ${chunk({}, "stop")}\ndata: [DONE]\n`,
    said,
  ],
  ["the field's name twice", `data: data: ${chunk({ content: "a" })}\n\ndata: data: ${chunk({}, "stop")}\n\n`, said],
  ["words that keep the connection", `data: ping\n\ndata: ${chunk({ content: "a" })}\n\ndata: ${chunk({}, "stop")}\n\n`, said],
  ["an error in one piece", JSON.stringify({ error: { code: "model_not_found", message: "No." } }), { failed: "unknown_model" }],
  [
    "an error on many lines",
    JSON.stringify({ error: { code: "model_not_found", message: "No." } }, null, 2),
    { failed: "unknown_model" },
  ],
  ["an error in a list", JSON.stringify([{ error: { code: 429, message: "Slow." } }]), { failed: "rate_limited" }],
  ["a phrase of HTTP", JSON.stringify({ detail: "Unauthorized" }), { failed: "bad_key" }],
  [
    "a response that is incomplete, in another provider's words",
    JSON.stringify({ ...response, status: "incomplete", incomplete_details: { reason: "max_tokens" } }),
    { ...said, finish: expect.objectContaining({ reason: "length" }) },
    responses,
  ],
  [
    "XML",
    '<?xml version="1.0"?><Error><Code>SlowDown</Code><Message>Reduce your rate</Message></Error>',
    { failed: expect.any(String), said: [] },
  ],
  ["an error as text", JSON.stringify({ error: "The model runner has unexpectedly stopped." }), { failed: "overloaded" }],
  [
    "an error without data in a stream",
    `data: ${chunk({ content: "a" })}\n\n{"error":{"code":502,"message":"Gone."}}\n`,
    { failed: "overloaded" },
  ],
  [
    "a response that failed",
    JSON.stringify({ ...response, status: "failed", error: { code: "server_error", message: "No." } }),
    { failed: "overloaded" },
    responses,
  ],
  ["words in a stream", "data: upstream request timeout\n\n", { failed: "overloaded" }],
  ["words alone", "upstream connect error or disconnect/reset before headers", { failed: "overloaded" }],
  ["JSON that was cut", JSON.stringify(completion).slice(0, -9), { failed: "connection" }],
  ["nothing", "", { failed: "truncated" }],
];

describe.each(types)("in place of a stream, called %s", (type) => {
  test.each(rows)("%s", async (_form, body, expected, server = chat) => {
    const bytes = new TextEncoder().encode(body);
    for (const lengths of [[bytes.length || 1], [1], [7, 3, 11]]) {
      const pieces = cutAt(bytes, lengths);
      const stream = new ReadableStream({
        pull(controller) {
          const next = pieces.shift();
          if (next) controller.enqueue(next);
          else controller.close();
        },
      });
      const answer = new Response(stream, { headers: { "Content-Type": type } });
      expect(await readFrom(modelOf(server, async () => answer))).toMatchObject(expected);
    }
  });
});

test("a page is said to be one, with its title", async () => {
  const page = new Response("<!doctype html><html><head><title>Just a moment</title></head></html>", {
    headers: { "Content-Type": "text/html" },
  });
  const model = modelOf(chat, async () => page);
  await expect(model.stream(emptyRequest, () => null, new AbortController().signal)).rejects.toThrow(/web page.*Just a moment/);
});

test("a stream in place of JSON", async () => {
  const refused = Response.json(
    { error: { message: "You must be verified to stream this model.", param: "stream", code: "unsupported_value" } },
    { status: 400 },
  );
  const body = `data: ${chunk({ content: "a" })}\n\ndata: ${chunk({}, "stop")}\n\ndata: [DONE]\n\n`;
  const answers = [refused, new Response(body, { headers: { "Content-Type": "text/event-stream" } })];
  expect(await readFrom(modelOf({ ...chat, model: "streams" }, async () => answers.shift()!))).toMatchObject(said);
});
