// What an app has cost so far: the sum of its rounds in D1. A run counts once it has ended.
import { eq, sql } from "drizzle-orm";
import type { Usage } from "../protocol/resources.ts";
import type { Database } from "./database.ts";
import { usage } from "./schema.ts";

/** Null when no round was paid for. */
export async function usageOfApp(db: Database, appId: string): Promise<Usage | null> {
  const [sum] = await db
    .select({
      rounds: sql<number>`COUNT(*)`,
      // SUM skips nulls, and is null when all values are.
      input_tokens: sql<number | null>`SUM(${usage.inputTokens})`,
      cached_tokens: sql<number | null>`SUM(${usage.cachedTokens})`,
      output_tokens: sql<number | null>`SUM(${usage.outputTokens})`,
      reasoning_tokens: sql<number | null>`SUM(${usage.reasoningTokens})`,
      cost_usd: sql<number | null>`SUM(${usage.costUsd})`,
      unknown_rounds: sql<number>`COUNT(*) FILTER (WHERE ${usage.inputTokens} IS NULL OR ${usage.outputTokens} IS NULL)`,
      unpriced_rounds: sql<number>`COUNT(*) FILTER (WHERE ${usage.costUsd} IS NULL)`,
      estimates: sql<number>`COUNT(*) FILTER (WHERE ${usage.costUsd} IS NOT NULL AND ${usage.costSource} IS NOT 'provider')`,
    })
    .from(usage)
    .where(eq(usage.appId, appId));
  if (!sum || sum.rounds === 0) return null;
  const { rounds: _, estimates, ...figures } = sum;
  return { ...figures, cost_source: figures.cost_usd === null ? null : estimates > 0 ? "estimate" : "provider" };
}
