import { describe, expect, test } from "vitest";
import { type Model, ModelError, type ModelFailure } from "../../src/llm/model.ts";
import { afterFailure, backoffMs, type Failure } from "../../src/orchestrator/after-failure.ts";
import {
  longestWaitMs,
  maxRoundMs,
  maxTriesPerRound,
  repeatBeforeSwitchMs,
  retryBaseMs,
  retryCapMs,
  retryInPlaceMs,
} from "../../src/orchestrator/run-limits.ts";

const modelAt = (provider: Model["provider"], endpoint: string): Model => ({
  provider,
  patches: false,
  endpoint,
  name: "m",
  async stream() {
    throw new Error("not asked");
  },
});
const first = modelAt("openai", "https://one.test/v1");
const other = modelAt("openrouter", "https://two.test/v1");
const sameServer = modelAt("openrouter", "https://one.test/v1");

function next(reason: ModelFailure, more: Partial<Failure> & { retryAfterMs?: number } = {}) {
  const { retryAfterMs = null, ...rest } = more;
  const error = new ModelError(reason, "openai", reason, { retryAfterMs });
  const failure: Failure = {
    error,
    model: first,
    standIn: null,
    tries: 1,
    repeatsLeft: 5,
    elapsedMs: 0,
    breakerOpen: false,
    random: () => 0.5,
    ...rest,
  };
  return afterFailure(failure);
}

const passing = ["rate_limited", "overloaded", "connection", "stalled", "truncated", "bad_tool_call"] as const;
const anyProviders = ["context_length", "no_tools", "content_filter", "bad_request"] as const;
const lasting = ["quota", "bad_key", "unknown_model"] as const;

describe("after a failure", () => {
  test("that passes, the same request comes again after a wait, a bounded number of times", () => {
    for (const reason of passing) {
      expect(next(reason)).toEqual({ type: "repeat", waitMs: retryBaseMs / 2 });
      expect(next(reason, { tries: 2 })).toEqual({ type: "repeat", waitMs: retryBaseMs });
      expect(next(reason, { tries: maxTriesPerRound })).toEqual({ type: "fail", repeatsUsedUp: false });
      expect(next(reason, { tries: maxTriesPerRound, standIn: other })).toEqual({ type: "switch", standIn: other });
    }
  });

  test("that lasts, the stand-in is asked at once, if there is one", () => {
    for (const reason of lasting) {
      expect(next(reason)).toEqual({ type: "fail", repeatsUsedUp: false });
      expect(next(reason, { standIn: other })).toEqual({ type: "switch", standIn: other });
    }
  });

  test("that every provider would have, nobody else is asked", () => {
    for (const reason of anyProviders) expect(next(reason, { standIn: other })).toEqual({ type: "fail", repeatsUsedUp: false });
  });

  test("a stand-in on the same server helps only with another account", () => {
    expect(next("quota", { standIn: sameServer })).toMatchObject({ type: "switch" });
    expect(next("bad_key", { standIn: sameServer })).toMatchObject({ type: "switch" });
    expect(next("unknown_model", { standIn: sameServer })).toMatchObject({ type: "fail" });
    expect(next("overloaded", { standIn: sameServer, tries: maxTriesPerRound })).toMatchObject({ type: "fail" });
  });

  test("with the run's repeats used up, the stand-in is asked, else the run ends and says so", () => {
    expect(next("overloaded", { repeatsLeft: 0, standIn: other })).toMatchObject({ type: "switch" });
    expect(next("overloaded", { repeatsLeft: 0 })).toEqual({ type: "fail", repeatsUsedUp: true });
    expect(next("quota", { repeatsLeft: 0 })).toEqual({ type: "fail", repeatsUsedUp: false });
  });

  test("a wait that the provider asks for is kept: here when short, through the queue when long, not at all when it is too long", () => {
    expect(next("rate_limited", { retryAfterMs: retryInPlaceMs })).toEqual({ type: "repeat", waitMs: retryInPlaceMs });
    const long = { retryAfterMs: retryInPlaceMs + 1 };
    expect(next("rate_limited", long)).toEqual({ type: "pause", waitMs: long.retryAfterMs });
    expect(next("rate_limited", { ...long, standIn: other })).toMatchObject({ type: "switch" });
    expect(next("rate_limited", { retryAfterMs: longestWaitMs + 1 })).toMatchObject({ type: "fail" });
    // Asked to come back at once, it is still not hammered.
    expect(next("rate_limited", { retryAfterMs: 0 })).toEqual({ type: "repeat", waitMs: retryBaseMs / 2 });
    expect(next("quota", long)).toMatchObject({ type: "fail" });
  });

  test("a provider that fails for everyone is not repeated while another one can be asked", () => {
    expect(next("overloaded", { breakerOpen: true, standIn: other })).toMatchObject({ type: "switch" });
    expect(next("overloaded", { breakerOpen: true })).toMatchObject({ type: "repeat" });
  });

  test("a round's time is shared by its tries, with a part of it kept for the stand-in", () => {
    expect(next("stalled", { elapsedMs: repeatBeforeSwitchMs })).toMatchObject({ type: "repeat" });
    expect(next("stalled", { elapsedMs: repeatBeforeSwitchMs, standIn: other })).toMatchObject({ type: "switch" });
    expect(next("stalled", { elapsedMs: maxRoundMs, standIn: other })).toMatchObject({ type: "fail", repeatsUsedUp: false });
  });
});

test("full jitter: from nothing to a bound that doubles up to the cap", () => {
  expect([1, 2, 3, 4, 5, 9].map((failures) => backoffMs(failures, () => 1))).toEqual([
    1_000,
    2_000,
    4_000,
    retryCapMs,
    8_000,
    8_000,
  ]);
  expect(backoffMs(3, () => 0)).toBe(0);
});
