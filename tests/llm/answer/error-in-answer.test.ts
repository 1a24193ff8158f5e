import { expect, test } from "vitest";
import { errorIn } from "../../../src/llm/answer/error-in-answer.ts";

const errors: [form: string, value: unknown, expected: Record<string, unknown>, name?: string][] = [
  ["OpenAI's", { error: { message: "No.", type: "t", code: "c" } }, { message: "No.", type: "t", code: "c" }],
  ["a text", { error: "No." }, { message: "No." }],
  ["FastAPI's", { detail: "Not Found" }, { message: "Not Found" }],
  [
    "pydantic's",
    { detail: [{ loc: ["body", "stream_options"], msg: "Extra inputs are not permitted", type: "extra_forbidden" }] },
    { message: "body.stream_options: Extra inputs are not permitted" },
  ],
  ["a message alone", { message: "No such route" }, { message: "No such route" }],
  ["vLLM's", { object: "error", message: "No.", type: "BadRequestError", code: 400 }, { message: "No.", code: 400 }],
  ["Mistral's", { object: "error", message: { detail: [{ loc: ["body"], msg: "No." }] } }, { message: "body: No." }],
  ["Anthropic's", { type: "error", error: { type: "overloaded_error", message: "No." } }, { type: "overloaded_error" }],
  ["an event's type", { type: "error", message: "upstream reset" }, { message: "upstream reset" }],
  ["an event's name", { message: "upstream reset" }, { message: "upstream reset" }, "error"],
  ["words in an event", "upstream reset", { message: "upstream reset" }, "error"],
  ["Gemini's list", [{ error: { code: 429, message: "No.", status: "RESOURCE_EXHAUSTED" } }], { code: 429, message: "No." }],
  ["Cloudflare's", { success: false, errors: [{ code: 3036, message: "No." }], result: null }, { code: 3036, message: "No." }],
  ["GraphQL's", { errors: [{ message: "No." }] }, { message: "No." }],
  ["Zhipu's", { code: "1261", msg: "Prompt exceeds max length" }, { code: "1261", message: "Prompt exceeds max length" }],
  ["Baidu's", { error_code: 336, error_msg: "No." }, { code: 336, message: "No." }],
  ["MiniMax's", { base_resp: { status_code: 1008, status_msg: "No." } }, { code: 1008, message: "No." }],
  ["beside empty choices", { choices: [], error: { message: "No." } }, { message: "No." }],
  ["in a choice", { choices: [{ delta: {}, error: { code: 502, message: "No." } }] }, { code: 502, message: "No." }],
  ["an error without words", { error: { kind: "x" } }, { message: '{"kind":"x"}' }],
];

test.each(errors)("%s", (_form, value, expected, name) => expect(errorIn(value, name)).toMatchObject(expected));

test.each([
  [{ id: "c", choices: [{ delta: { content: "a" } }], error: null }],
  [{ choices: [{ delta: {}, error: {} }], error: {} }],
  [{ choices: [], usage: {} }],
  [{ choices: [{ delta: {} }], base_resp: { status_code: 0, status_msg: "" } }],
  [{ type: "response.created", response: { error: null } }],
  [{ type: "message_start", message: { content: [] } }],
  [{ type: "ping" }],
  [{ id: "c" }],
  [[]],
  [7],
  [null],
])("%j is none", (value) => expect(errorIn(value)).toBeNull());
