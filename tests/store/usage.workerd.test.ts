// What an app has cost, added up by the database; and rows of a database that is older than what is counted now.
import { env } from "cloudflare:workers";
import { beforeEach, expect, inject, test } from "vitest";
import { unknownUsage } from "../../src/llm/model.ts";
import { openDatabase } from "../../src/store/database.ts";
import { usage } from "../../src/store/schema.ts";
import { usageOfApp } from "../../src/store/usage.ts";

const migration = (name: string) => inject("migrations").find((found) => found.name.startsWith(name))!;
const db = () => openDatabase(env.DB);

const round = (versionId: string, number: number, more: Partial<typeof usage.$inferInsert> = {}): typeof usage.$inferInsert => ({
  ...{ versionId, round: number, appId: "a", provider: "openai" as const, model: "m" },
  ...{ inputTokens: 10, cachedTokens: 4, outputTokens: 3, reasoningTokens: 2, costUsd: 0.5, costSource: "provider" as const },
  ...more,
});

beforeEach(() => env.DB.exec("DELETE FROM usage"));

test("sums what is known, and says how much is not", async () => {
  await db()
    .insert(usage)
    .values([
      round("v1", 1),
      round("v1", 2, unknownUsage),
      round("v2", 1, { costSource: "estimate" }),
      round("v3", 1, { appId: "b" }),
    ]);
  expect(await usageOfApp(db(), "a")).toEqual({
    ...{ input_tokens: 20, cached_tokens: 8, output_tokens: 6, reasoning_tokens: 4, cost_usd: 1, cost_source: "estimate" },
    ...{ unknown_rounds: 1, unpriced_rounds: 1 },
  });
  expect(await usageOfApp(db(), "b")).toMatchObject({ input_tokens: 10, cost_source: "provider", unknown_rounds: 0 });
  expect(await usageOfApp(db(), "c")).toBeNull();
});

test("nothing known is null, not zero", async () => {
  await db()
    .insert(usage)
    .values(round("v1", 1, unknownUsage));
  expect(await usageOfApp(db(), "a")).toEqual({
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

test("the migration keeps every row, and knows nothing that it was not told", async () => {
  const create = migration("0000").queries.filter((query) => /CREATE (TABLE|INDEX) `usage/.test(query));
  await env.DB.batch(["DROP TABLE usage", ...create].map((query) => env.DB.prepare(query)));
  await env.DB.exec(
    "INSERT INTO usage VALUES ('v1', 1, 'a', 'openai', 'gpt-5', 10, 4, 3, 0.5), ('v1', 2, 'a', 'openrouter', 'x', 1, 0, 2, 0.25), ('v2', 1, 'a', 'openai', 'llama', 7, 0, 5, NULL)",
  );
  await env.DB.batch(migration("0002").queries.map((query) => env.DB.prepare(query)));
  const results = await env.DB.prepare(
    "SELECT round, model, input_tokens, output_tokens, reasoning_tokens, cost_usd, cost_source FROM usage ORDER BY version_id, round",
  ).raw();
  expect(results).toEqual([
    [1, "gpt-5", 10, 3, null, 0.5, "estimate"],
    [2, "x", 1, 2, null, 0.25, "provider"],
    [1, "llama", 7, 5, null, null, null],
  ]);
  await db()
    .insert(usage)
    .values(round("v9", 1, unknownUsage));
});
