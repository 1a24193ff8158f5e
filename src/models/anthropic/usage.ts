// Usage of a request to Anthropic. Input comes as three figures: fresh, read from the cache, and written into it at its own price.
import { costOf } from "../../llm/capabilities.ts";
import type { ReportedUsage } from "../../llm/model.ts";
import { cacheWriteFactor, claudeModel } from "./models.ts";
import type { ReceivedUsage } from "./wire.ts";

const tokensPerMillion = 1_000_000;

export interface UsageMeter {
  /** Figures only grow during a stream; a missing or smaller one is ignored. */
  add(usage: ReceivedUsage | null | undefined, when: "start" | "end"): void;
  /** Null when nothing was reported. */
  total(): ReportedUsage | null;
}

export function createUsageMeter(model: string): UsageMeter {
  let fresh: number | null = null;
  let written: number | null = null;
  let read: number | null = null;
  let output: number | null = null;
  let thought: number | null = null;
  return {
    add(usage, when) {
      if (typeof usage !== "object" || usage === null) return;
      fresh = larger(fresh, usage.input_tokens);
      written = larger(written, usage.cache_creation_input_tokens);
      read = larger(read, usage.cache_read_input_tokens);
      // At the start it counts only the first token.
      if (when === "start") return;
      output = larger(output, usage.output_tokens);
      thought = larger(thought, usage.output_tokens_details?.thinking_tokens);
    },
    total() {
      if (fresh === null && output === null) return null;
      const inputTokens = fresh === null ? null : fresh + (written ?? 0) + (read ?? 0);
      const tokens = { inputTokens, cachedTokens: read, outputTokens: output, reasoningTokens: thought };
      const { price, longPrice } = claudeModel(model);
      const valid = longPrice && inputTokens !== null && inputTokens > longPrice.overTokens ? longPrice.price : price;
      const cost = costOf(valid, tokens);
      const extra = ((written ?? 0) * (cacheWriteFactor - 1) * (valid?.input ?? 0)) / tokensPerMillion;
      return { ...tokens, costUsd: cost === null ? null : cost + extra, costSource: cost === null ? null : "estimate" };
    },
  };
}

function larger(known: number | null, value: unknown): number | null {
  if (typeof value !== "number" || !Number.isInteger(value) || value < 0) return known;
  return known === null ? value : Math.max(known, value);
}
