// How long servers ask to be left alone, in each of the places where they say it.
import { APIError } from "openai";
import { expect, test } from "vitest";
import { saidIn } from "../../../src/llm/failures/said.ts";
import { waitOf } from "../../../src/llm/failures/waits.ts";

const now = Date.parse("2026-11-28T10:00:00Z");

const wait = (headers: Record<string, string>, body: object = { message: "Slow down." }, isRate = true) =>
  waitOf(saidIn(new APIError(429, body, undefined, new Headers(headers))), isRate, now);

test.each<[value: string, ms: number | null]>([
  ["7", 7_000],
  ["1.5", 1_500],
  ["20s", 20_000],
  ["Sat, 28 Nov 2026 10:01:00 GMT", 60_000],
  ["2026-11-28T10:00:30Z", 30_000],
  ["0", null],
  ["-5", null],
  ["soon", null],
  ["Sat, 28 Nov 2026 09:59:00 GMT", null],
  ["999999999", 24 * 60 * 60 * 1000],
])("Retry-After: %s", (value, ms) => expect(wait({ "retry-after": value })).toBe(ms));

test.each<[words: string, ms: number | null]>([
  ["Rate limit reached. Please try again in 6.5s.", 6_500],
  ["Please try again in 250ms.", 250],
  ["Please try again in 1m20s.", 80_000],
  ["Please try again in 6m0s. Visit the page", 360_000],
  ["Please retry in 34.07s.", 34_070],
  ["Please try again in 1h2m3s", 3_723_000],
  ["Please retry after 20 seconds.", 20_000],
  ["Retry after 12", 12_000],
  ["Try again in 1 minute and 5 seconds", 65_000],
  ["Please wait for 2 minutes before", 120_000],
  ["limit resets at 2026-11-28T10:00:45Z", 45_000],
  ["Your limit resets in 3 h", 10_800_000],
  ["Try again in a moment.", null],
  ["Try again later.", null],
  ["Please try again in 0s", null],
])("%s", (message, ms) => expect(wait({}, { message })).toBe(ms));

test.each<[headers: Record<string, string>, ms: number | null]>([
  [{ "x-ratelimit-reset-requests": "1s", "x-ratelimit-reset-tokens": "6m0s" }, 360_000],
  [{ "x-ratelimit-reset-requests": "8m", "x-ratelimit-reset-tokens": "12ms", "x-ratelimit-remaining-tokens": "0" }, 12],
  [{ "x-ratelimit-reset": String(now / 1000 + 30) }, 30_000],
  [{ "x-ratelimit-reset": String(now + 5_000) }, 5_000],
  [{ "x-ratelimit-reset-tokens": "0", "x-ratelimit-remaining-tokens": "-1" }, null],
  [
    { "anthropic-ratelimit-input-tokens-reset": "2026-11-28T10:00:10Z", "anthropic-ratelimit-input-tokens-remaining": "0" },
    10_000,
  ],
  [{ "retry-after": "3", "x-ratelimit-reset-tokens": "60s" }, 3_000],
  [{ "retry-after": "3", "retry-after-ms": "2500" }, 2_500],
])("headers %o", (headers, ms) => expect(wait(headers)).toBe(ms));

test("fields of the error count as headers do", () => {
  const info = { "@type": "type.googleapis.com/google.rpc.RetryInfo", retryDelay: "34s" };
  expect(wait({}, [{ error: { code: 429, message: "x", details: [info] } }])).toBe(34_000);
  expect(wait({}, { message: "x", metadata: { headers: { "X-RateLimit-Reset": String(now + 9_000) } } })).toBe(9_000);
});

test("figures about the rate are no wait where the rate is not the reason", () => {
  expect(wait({ "x-ratelimit-reset-tokens": "6m0s" }, { message: "Oh." }, false)).toBeNull();
});
