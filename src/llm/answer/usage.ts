// What a provider reports about a request's tokens and cost, under any provider's field names. A figure that is missing or not a number is
// unknown: never zero.

import { isRecord } from "../../base/foreign-values.ts";
import type { Capabilities } from "../capabilities.ts";
import { costOf } from "../capabilities.ts";
import type { ReportedUsage } from "../model.ts";

type Tokens = Omit<ReportedUsage, "costUsd" | "costSource">;

/** `charged`: the cost the provider reports, USD. */
export type Figures = Tokens & { charged: number | null };

type Source = Record<string, unknown>;

/** Names for a figure, one per line; the first with a number counts. A dot goes into an object. */
const names = {
  input: [
    "prompt_tokens", // OpenAI's Chat Completions, and nearly everyone else
    "input_tokens", // OpenAI's Responses, Anthropic
    "promptTokenCount", // Gemini, usageMetadata
    "prompt_token_count",
    "prompt_eval_count", // Ollama's own API
    "prompt_n", // llama.cpp, timings: excludes what came from its cache
    "promptTokens",
    "inputTokens",
  ],
  cached: [
    "prompt_tokens_details.cached_tokens",
    "input_tokens_details.cached_tokens",
    "prompt_token_details.cached_tokens", // Writer
    "prompt_cache_hit_tokens", // DeepSeek
    "cached_tokens", // Moonshot
    "cache_read_input_tokens", // Anthropic
    "cachedContentTokenCount", // Gemini
    "cached_content_token_count",
    "cache_n", // llama.cpp
    "num_cached_tokens",
    "cachedInputTokens",
  ],
  output: [
    "completion_tokens",
    "output_tokens",
    "candidatesTokenCount",
    "candidates_token_count",
    "eval_count", // Ollama
    "predicted_n", // llama.cpp
    "completionTokens",
    "outputTokens",
  ],
  reasoning: [
    "completion_tokens_details.reasoning_tokens",
    "output_tokens_details.reasoning_tokens",
    "reasoning_tokens", // Perplexity, Zhipu
    "thoughtsTokenCount", // Gemini
    "thoughts_token_count",
    "reasoningTokens",
  ],
} as const;

/** Reads one object that holds figures. */
export function figuresOf(usage: unknown): Figures {
  const source: Source = isRecord(usage) ? usage : {};
  const first = (paths: readonly string[]) =>
    paths.map((path) => count(at(source, path))).find((found) => found !== null) ?? null;
  const tokens = {
    inputTokens: first(names.input),
    cachedTokens: first(names.cached),
    outputTokens: first(names.output),
    reasoningTokens: first(names.reasoning),
  };
  return { ...withAllInput(withAllOutput(tokens, source), source), charged: chargedBy(source) };
}

/** Anthropic and llama.cpp do not count what was read from or written to the cache. */
function withAllInput(tokens: Tokens, source: Source): Tokens {
  if (tokens.inputTokens === null || count(source.prompt_tokens) !== null) return tokens;
  const apart = [source.cache_read_input_tokens, source.cache_creation_input_tokens, source.cache_n];
  return { ...tokens, inputTokens: apart.reduce<number>((sum, part) => sum + (count(part) ?? 0), tokens.inputTokens) };
}

/** Gemini and xAI count reasoning in the total only. */
function withAllOutput(tokens: Tokens, source: Source): Tokens {
  const { inputTokens, outputTokens, reasoningTokens } = tokens;
  if (count(source.thoughtsTokenCount) !== null) return { ...tokens, outputTokens: (outputTokens ?? 0) + (reasoningTokens ?? 0) };
  const total = count(source.total_tokens);
  if (total === null || inputTokens === null) return tokens;
  // Only the total shows it.
  if (outputTokens === null) return total > inputTokens ? { ...tokens, outputTokens: total - inputTokens } : tokens;
  if (!reasoningTokens) return tokens;
  const isApart = total === inputTokens + outputTokens + reasoningTokens;
  return isApart ? { ...tokens, outputTokens: outputTokens + reasoningTokens } : tokens;
}

/** OpenRouter reports what it charges; with the user's own key, the provider's bill is added. */
function chargedBy(usage: Source): number | null {
  const cost = amount(usage.cost);
  if (cost === null || usage.is_byok !== true) return cost;
  const upstream = amount(at(usage, "cost_details.upstream_inference_cost"));
  return upstream === null ? null : cost + upstream;
}

/** Figures of the later report, or the earlier one's where the later omits them or says zero. */
export function laterFigures(before: Figures | null, after: Figures): Figures {
  if (!before) return after;
  return {
    inputTokens: later(before.inputTokens, after.inputTokens),
    cachedTokens: later(before.cachedTokens, after.cachedTokens),
    outputTokens: later(before.outputTokens, after.outputTokens),
    reasoningTokens: later(before.reasoningTokens, after.reasoningTokens),
    charged: later(before.charged, after.charged),
  };
}

const later = (before: number | null, after: number | null) => (after || before === null ? after : before);

const fields = ["usage", "x_groq", "usageMetadata", "usage_metadata", "eval_count", "timings"] as const;

/** A chunk of a Chat Completion, or the whole: checks each place where servers put figures. Null: none found. */
export function figuresIn(chunk: unknown, choice: unknown): Figures | null {
  if (!isRecord(chunk)) return null;
  const inChoice = isRecord(choice) ? (choice.usage ?? at(choice, "delta.usage")) : undefined; // Moonshot
  // Most chunks have no figures.
  if (!inChoice && !fields.some((field) => chunk[field])) return null;
  const places = [
    chunk.usage,
    at(chunk, "x_groq.usage"), // Groq
    inChoice,
    chunk.usageMetadata, // Gemini
    chunk.usage_metadata,
    chunk.eval_count === undefined ? undefined : chunk, // Ollama
    chunk.timings, // llama.cpp
  ];
  // Earlier places take precedence.
  return places.filter(isRecord).map(figuresOf).reduceRight<Figures | null>(laterFigures, null);
}

export function reportOf({ charged, ...tokens }: Figures, { price }: Pick<Capabilities, "price">): ReportedUsage {
  if (charged !== null) return { ...tokens, costUsd: charged, costSource: "provider" };
  const estimate = costOf(price, tokens);
  return { ...tokens, costUsd: estimate, costSource: estimate === null ? null : "estimate" };
}

export const usageOfResponse = (usage: unknown, capabilities: Pick<Capabilities, "price">): ReportedUsage =>
  reportOf(figuresOf(usage), capabilities);

const count = (value: unknown) => {
  const number = numberOf(value);
  return Number.isInteger(number) && number >= 0 ? number : null;
};
const amount = (value: unknown) => {
  const number = numberOf(value);
  return Number.isFinite(number) && number >= 0 ? number : null;
};

/** Some servers send figures as text. */
const numberOf = (value: unknown) =>
  typeof value === "number" ? value : typeof value === "string" && value.trim() !== "" ? Number(value) : Number.NaN;

const at = (source: Source, path: string): unknown =>
  path
    .split(".")
    .reduce<unknown>((inner, name) => (isRecord(inner) && Object.hasOwn(inner, name) ? inner[name] : undefined), source);
