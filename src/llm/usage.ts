// What a provider reports of a request's tokens and cost. A figure that is missing, or no figure, is unknown: never zero.
import type { CompletionUsage } from "openai/resources";
import type { ResponseUsage } from "openai/resources/responses/responses";
import { type Capabilities, costOf } from "./capabilities.ts";
import type { ReportedUsage } from "./model.ts";

type Tokens = Omit<ReportedUsage, "costUsd" | "costSource">;

export function usageOfCompletion(usage: CompletionUsage, { price }: Capabilities): ReportedUsage {
  const tokens: Tokens = {
    inputTokens: count(usage.prompt_tokens),
    // DeepSeek has a name of its own.
    cachedTokens: count(usage.prompt_tokens_details?.cached_tokens ?? property(usage, "prompt_cache_hit_tokens")),
    outputTokens: count(usage.completion_tokens),
    reasoningTokens: count(usage.completion_tokens_details?.reasoning_tokens),
  };
  return withCost(tokens, price, chargedBy(usage));
}

export function usageOfResponse(usage: ResponseUsage, { price }: Capabilities): ReportedUsage {
  const tokens: Tokens = {
    inputTokens: count(usage.input_tokens),
    cachedTokens: count(usage.input_tokens_details?.cached_tokens),
    outputTokens: count(usage.output_tokens),
    reasoningTokens: count(usage.output_tokens_details?.reasoning_tokens),
  };
  return withCost(tokens, price, null);
}

/** OpenRouter reports what it charges; with a key of the person's own, the provider's bill comes on top. */
function chargedBy(usage: CompletionUsage): number | null {
  const cost = amount(property(usage, "cost"));
  if (cost === null || property(usage, "is_byok") !== true) return cost;
  const upstream = amount(property(property(usage, "cost_details"), "upstream_inference_cost"));
  return upstream === null ? null : cost + upstream;
}

function withCost(tokens: Tokens, price: Capabilities["price"], charged: number | null): ReportedUsage {
  if (charged !== null) return { ...tokens, costUsd: charged, costSource: "provider" };
  const estimate = costOf(price, tokens);
  return { ...tokens, costUsd: estimate, costSource: estimate === null ? null : "estimate" };
}

const count = (value: unknown) => (typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : null);
const amount = (value: unknown) => (typeof value === "number" && value >= 0 && Number.isFinite(value) ? value : null);

const property = (value: unknown, name: string): unknown =>
  typeof value === "object" && value !== null ? Object.getOwnPropertyDescriptor(value, name)?.value : undefined;
