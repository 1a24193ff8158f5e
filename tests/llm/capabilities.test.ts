import { expect, test } from "vitest";
import { capabilitiesOf, costOf, pricesAsOf } from "../../src/llm/capabilities.ts";
import { openrouterCapabilities } from "../../src/models/openrouter/index.ts";

test.each<[model: string, accepts: Partial<ReturnType<typeof capabilitiesOf>>]>([
  ["gpt-5", { textTools: true, reasoningEffort: "low", cacheKey: true, price: { input: 1.25, cached: 0.125, output: 10 } }],
  ["gpt-5-2025-08-07", { textTools: true, price: { input: 1.25, cached: 0.125, output: 10 } }],
  ["gpt-5.1-codex", { textTools: true, price: { input: 1.25, cached: 0.125, output: 10 } }],
  ["gpt-5-pro", { textTools: true, price: null }],
  ["gpt-5-chat-latest", { textTools: false, reasoningEffort: null, tools: false }],
  ["gpt-4.1", { textTools: false, reasoningEffort: null, cacheKey: true }],
  ["o4-mini", { textTools: false, reasoningEffort: "low", verbosity: null }],
  ["something-new", { textTools: false, reasoningEffort: null, cacheKey: true, price: null }],
])("OpenAI's %s", (model, accepts) => expect(capabilitiesOf("openai", model, false)).toMatchObject(accepts));

test("of other servers only what they say of themselves is taken for true", () => {
  expect(capabilitiesOf("openai", "gpt-5", true)).toMatchObject({
    reasoningEffort: null,
    textTools: false,
    cacheKey: false,
    price: null,
  });
  expect(capabilitiesOf("openai", "deepseek-chat", true).keepsReasoning).toBe("reasoning_content");
  expect(openrouterCapabilities("openai/gpt-5")).toMatchObject({
    keepsReasoning: "reasoning_details",
    cacheKey: false,
    tools: true,
  });
  expect(openrouterCapabilities("openai/gpt-5-chat").tools).toBe(false);
});

test("an estimate is made of what is known only", () => {
  const price = { input: 1, cached: 0.1, output: 10 };
  const tokens = { inputTokens: 1_000, cachedTokens: 400, outputTokens: 100 };
  expect(costOf(price, tokens)).toBeCloseTo(0.00164, 12);
  expect(costOf(price, { ...tokens, cachedTokens: null })).toBeCloseTo(0.002, 12);
  expect(costOf(price, { ...tokens, cachedTokens: 5_000 })).toBeCloseTo(0.0011, 12);
  expect(costOf(price, { ...tokens, outputTokens: null })).toBeNull();
  expect(costOf(null, tokens)).toBeNull();
  expect(Date.parse(pricesAsOf)).not.toBeNaN();
});
