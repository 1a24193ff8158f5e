// What a run cost is never made up: a sum of what is known, and how much is not.
import { expect, test } from "vitest";
import type { RoundUsage } from "../../../src/hub/contract/run-stream.ts";
import { usageOfRun, withRound } from "../../../src/hub/core/usage.ts";
import { unknownUsage } from "../../../src/llm/model.ts";

const round = (number: number, more: Partial<RoundUsage> = {}): RoundUsage => ({
  ...{ round: number, provider: "openai", model: "m", inputTokens: 10, cachedTokens: 4, outputTokens: 3, reasoningTokens: 2 },
  ...{ costUsd: 0.5, costSource: "provider" },
  ...more,
});

test("the sum of what is known, and how many rounds are not", () => {
  expect(usageOfRun([])).toBeNull();
  expect(usageOfRun([round(1), round(2, unknownUsage), round(3, { costSource: "estimate", reasoningTokens: null })])).toEqual({
    ...{ input_tokens: 20, cached_tokens: 8, output_tokens: 6, reasoning_tokens: 2, cost_usd: 1, cost_source: "estimate" },
    ...{ unknown_rounds: 1, unpriced_rounds: 1 },
    by_round: [
      expect.objectContaining({ round: 1, input_tokens: 10, cost_source: "provider" }),
      expect.objectContaining({ round: 2, input_tokens: null, cost_usd: null }),
      expect.objectContaining({ round: 3, reasoning_tokens: null }),
    ],
  });
});

test("nothing known is null, not zero", () => {
  expect(usageOfRun([round(1, unknownUsage)])).toMatchObject({
    ...{
      input_tokens: null,
      cached_tokens: null,
      output_tokens: null,
      reasoning_tokens: null,
      cost_usd: null,
      cost_source: null,
    },
    ...{ unknown_rounds: 1, unpriced_rounds: 1 },
  });
});

test("a round that was paid twice costs both, or is unknown", () => {
  expect(withRound([round(1), round(2)], round(2, { costSource: "estimate" }))).toEqual([
    round(1),
    round(2, { inputTokens: 20, cachedTokens: 8, outputTokens: 6, reasoningTokens: 4, costUsd: 1, costSource: "estimate" }),
  ]);
  expect(withRound([round(1)], round(1, unknownUsage))).toEqual([round(1, unknownUsage)]);
});

test("rounds that were stored before these figures existed", () => {
  const { reasoningTokens: _, costSource: __, ...old } = round(1);
  expect(usageOfRun([old as RoundUsage])).toMatchObject({
    reasoning_tokens: null,
    cost_usd: 0.5,
    cost_source: "estimate",
    by_round: [{ cost_source: null }],
  });
});
