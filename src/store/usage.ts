// What an app has cost so far: its rounds in D1, added up as a run's are. A run is in them once it has ended.
import { eq, sql } from "drizzle-orm";
import type { Usage } from "../protocol/resources.ts";
import type { Database } from "./database.ts";
import { usage } from "./schema.ts";

/** Null when no round was paid. */
export async function usageOfApp(db: Database, appId: string): Promise<Usage | null> {
  const [sum] = await db
    .select({
      rounds: sql<number>`COUNT(*)`,
      // SUM leaves out what is null, and is null when everything is.
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
