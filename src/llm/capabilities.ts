// What a model accepts, in one table instead of conditions all over. First row that matches the name decides.
import type { ProviderName } from "../protocol/resources.ts";

export interface Capabilities {
  /** Name of the parameter that limits the answer. */
  outputLimit: "max_completion_tokens" | "max_tokens";
  reasoningEffort: "minimal" | "low" | "medium" | "high" | null;
  verbosity: "low" | "medium" | "high" | null;
  tools: boolean;
  /** USD per million tokens from the provider's public price list, as of 7 August 2025; null when unknown. An estimate: prices change. */
  price: { input: number; cached: number; output: number } | null;
}

interface Row extends Capabilities {
  matches: RegExp;
}

const reasoning = { outputLimit: "max_completion_tokens", reasoningEffort: "low", verbosity: "low", tools: true } as const;
const plain = { outputLimit: "max_tokens", reasoningEffort: null, verbosity: null, tools: true } as const;

const table: Row[] = [
  { matches: /^gpt-5-mini/, ...reasoning, price: { input: 0.25, cached: 0.025, output: 2 } },
  { matches: /^gpt-5-nano/, ...reasoning, price: { input: 0.05, cached: 0.005, output: 0.4 } },
  {
    matches: /^gpt-5-chat/,
    ...reasoning,
    reasoningEffort: null,
    verbosity: null,
    tools: false,
    price: { input: 1.25, cached: 0.125, output: 10 },
  },
  { matches: /^gpt-5(-\d{4}-\d{2}-\d{2})?$/, ...reasoning, price: { input: 1.25, cached: 0.125, output: 10 } },
  { matches: /^gpt-5/, ...reasoning, price: null },
  { matches: /^o1-(mini|preview)/, ...reasoning, reasoningEffort: null, verbosity: null, tools: false, price: null },
  { matches: /^o\d/, ...reasoning, verbosity: null, price: null },
  { matches: /^gpt-4\.1-mini/, ...plain, outputLimit: "max_completion_tokens", price: { input: 0.4, cached: 0.1, output: 1.6 } },
  {
    matches: /^gpt-4\.1(-\d{4}-\d{2}-\d{2})?$/,
    ...plain,
    outputLimit: "max_completion_tokens",
    price: { input: 2, cached: 0.5, output: 8 },
  },
  { matches: /^gpt-3\.5-turbo-instruct/, ...plain, tools: false, price: null },
];

const unknown: Capabilities = { ...plain, price: null };
const demo: Capabilities = { ...plain, price: { input: 0, cached: 0, output: 0 } };

/** `custom` is a server behind OPENAI_BASE_URL: only the parameters that every compatible server knows. */
export function capabilitiesOf(provider: ProviderName, model: string, custom: boolean): Capabilities {
  if (provider === "demo") return demo;
  if (custom) return unknown;
  if (provider === "openrouter") {
    // OpenRouter translates `max_tokens` for every model and reports the cost itself.
    return { ...unknown, tools: capabilitiesOf("openai", model.replace(/^openai\//, ""), false).tools };
  }
  return table.find((row) => row.matches.test(model)) ?? unknown;
}

const tokensPerMillion = 1_000_000;

export function costOf(price: Capabilities["price"], usage: { inputTokens: number; cachedTokens: number; outputTokens: number }) {
  if (!price) return null;
  const fresh = usage.inputTokens - usage.cachedTokens;
  return (fresh * price.input + usage.cachedTokens * price.cached + usage.outputTokens * price.output) / tokensPerMillion;
}
