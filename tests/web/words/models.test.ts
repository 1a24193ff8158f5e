import { expect, test } from "vitest";
import type { Model } from "../../../src/protocol/resources.ts";
import { byProvider, modelWords } from "../../../src/web/words/models.ts";

const model = (id: string, more: Partial<Model> = {}): Model => ({
  id,
  name: id,
  provider: "openai",
  provider_name: more.provider ?? "OpenAI",
  default: false,
  context_tokens: null,
  tools: null,
  images: null,
  price_usd: null,
  ...more,
});

test("says what is known of a model, and nothing of what is not", () => {
  expect(modelWords(model("a"))).toBe("");
  expect(modelWords(model("a", { images: false, tools: true }))).toBe("");
  const known = model("a", {
    context_tokens: 400_000,
    images: true,
    tools: true,
    price_usd: { input: 1.25, cached: 0.125, output: 10 },
  });
  expect(modelWords(known)).toBe("Reads up to 400,000 tokens · Sees images · $1.25 in and $10 out per million tokens");
  expect(modelWords(model("a", { tools: false }))).toBe("Cannot call tools, so it cannot build");
});

test("groups models by who has them, in the order of the list", () => {
  const list = [model("a"), model("b", { provider: "local" }), model("c")];
  expect(byProvider(list).map(({ provider, models }) => [provider, models.map(({ id }) => id)])).toEqual([
    ["openai", ["a", "c"]],
    ["local", ["b"]],
  ]);
});
