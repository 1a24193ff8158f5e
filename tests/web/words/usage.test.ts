import { expect, test } from "vitest";
import type { Usage } from "../../../src/protocol/resources.ts";
import { costWords, usageWords } from "../../../src/web/words/usage.ts";

const known: Usage = {
  input_tokens: 12_300,
  cached_tokens: 9_800,
  output_tokens: 2_100,
  reasoning_tokens: 900,
  cost_usd: 0.0412,
  cost_source: "provider",
  unknown_rounds: 0,
  unpriced_rounds: 0,
};

test.each<[words: string, more: Partial<Usage>]>([
  ["12,300 tokens in (9,800 cached), 2,100 out (900 reasoning), $0.041", {}],
  ["12,300 tokens in (9,800 cached), 2,100 out (900 reasoning), about $0.041", { cost_source: "estimate" }],
  ["12,300 tokens in, 2,100 out, $0.041", { cached_tokens: null, reasoning_tokens: 0 }],
  [
    "at least 12,300 tokens in, 2,100 out, at least $0.041",
    { cached_tokens: 0, reasoning_tokens: null, unknown_rounds: 1, unpriced_rounds: 2 },
  ],
  ["12,300 tokens in (9,800 cached), cost unknown", { output_tokens: null, cost_usd: null, cost_source: null }],
  [
    "tokens unknown, cost unknown",
    { input_tokens: null, cached_tokens: null, output_tokens: null, reasoning_tokens: null, cost_usd: null, cost_source: null },
  ],
])("%s", (words, more) => expect(usageWords({ ...known, ...more })).toBe(words));

test.each<[words: string, cost_usd: number]>([
  ["$0.00", 0],
  ["$0.00012", 0.000_123],
  ["$0.50", 0.5],
  ["$1.23", 1.234],
  ["$1,234.50", 1_234.5],
])("%s", (words, cost_usd) => expect(costWords({ ...known, cost_usd })).toBe(words));
