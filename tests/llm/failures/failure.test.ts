import { APIConnectionError, APIError } from "openai";
import { expect, test } from "vitest";
import { toModelError } from "../../../src/llm/failures/failure.ts";
import type { ModelFailure } from "../../../src/llm/model.ts";

const asked = { provider: "openai" as const, name: "m", endpoint: "https://api.openai.com/v1" };

/** As the client makes it of an answer, or (without status) of an error chunk inside HTTP 200. */
const answered = (status: number | undefined, error: Record<string, unknown>, headers: Record<string, string> = {}) =>
  APIError.generate(status, { error }, undefined, new Headers(headers));
const inStream = (error: Record<string, unknown>) => new APIError(undefined, error, undefined, new Headers());

test.each<[what: string, error: unknown, reason: ModelFailure]>([
  ["rate limit", answered(429, { code: "rate_limit_exceeded", message: "Slow down." }), "rate_limited"],
  ["quota, which is a 429 as well", answered(429, { code: "insufficient_quota", message: "You exceeded your quota." }), "quota"],
  ["payment required", answered(402, { message: "Insufficient credits" }), "quota"],
  ["wrong key", answered(401, { code: "invalid_api_key", message: "Incorrect API key." }), "bad_key"],
  ["unknown model", answered(404, { code: "model_not_found", message: "No such model." }), "unknown_model"],
  ["context", answered(400, { code: "context_length_exceeded", message: "Too long." }), "context_length"],
  ["no tools", answered(404, { message: "No endpoints found that support tool use." }), "no_tools"],
  ["no tools, Ollama", answered(400, { message: "llama2 does not support tools" }), "no_tools"],
  ["server error", answered(500, { message: "Oh." }), "overloaded"],
  ["template", answered(500, { message: "Jinja Exception: Conversation roles must alternate user/assistant" }), "bad_request"],
  ["arguments", answered(500, { message: "[json.exception.parse_error.101] parse error at line 1" }), "bad_request"],
  ["another bad request", answered(400, { message: "Bad." }), "bad_request"],
  ["error chunk by number", inStream({ code: 429, message: "Rate limited upstream." }), "rate_limited"],
  ["error chunk 502", inStream({ code: 502, message: "Bad gateway." }), "overloaded"],
  ["error chunk by name", inStream({ code: "server_error", message: "Failed." }), "overloaded"],
  [
    "a tool call that the server refused",
    inStream({ code: "tool_use_failed", message: "Did not match schema." }),
    "bad_tool_call",
  ],
  ["connection", new APIConnectionError({ message: "refused" }), "connection"],
  ["a body that broke off", new TypeError("terminated"), "connection"],
])("%s", (_what, error, reason) => expect(toModelError(error, asked).reason).toBe(reason));

test("the wait that a provider asks for is kept, in seconds, milliseconds or as a date", () => {
  const wait = (headers: Record<string, string>) => toModelError(answered(429, {}, headers), asked).retryAfterMs;
  expect(wait({ "retry-after": "7" })).toBe(7_000);
  expect(wait({ "retry-after": "7", "retry-after-ms": "1500" })).toBe(1_500);
  expect(wait({ "retry-after": new Date(Date.now() + 60_000).toUTCString() })).toBeGreaterThan(50_000);
  expect(wait({})).toBeNull();
});

test("no message repeats a key", () => {
  const error = answered(400, { message: "Key sk-proj-abc123XYZ is not allowed to do this." });
  expect(toModelError(error, asked).message).not.toContain("abc123XYZ");
});
