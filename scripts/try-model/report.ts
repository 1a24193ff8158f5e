// The findings as a table of plain text.
import type { Built } from "./builds.ts";
import type { Spent } from "./model-asker.ts";
import type { Verdict } from "./verdict.ts";

export function buildTable(builds: readonly Built[]): string[] {
  const head = ["", "", "rounds", "tokens in", "cached", "out", "cost", "time"];
  const rows = builds.map((built) => [
    built.ok ? "ok" : "no",
    `${built.task}, ${built.step}`,
    String(built.rounds),
    figure(built.inputTokens),
    figure(built.cachedTokens),
    figure(built.outputTokens),
    money(built.costUsd),
    `${built.seconds.toFixed(1)} s`,
  ]);
  return aligned([head, ...rows]);
}

export function closingLines(verdict: Verdict, spent: Spent, seconds: number): string[] {
  const tokens = `${figure(spent.inputTokens)} tokens in, ${figure(spent.outputTokens)} out`;
  return [
    "",
    verdict.sentence,
    ...verdict.reasons.map((reason) => `  - ${reason}`),
    "",
    `Spent: ${spent.requests} requests, ${tokens}, cost ${money(spent.costUsd)}, ${Math.round(seconds)} s.`,
  ];
}

const figure = (count: number | null) => (count === null ? "unknown" : count.toLocaleString("en-US"));
export const money = (usd: number | null) => (usd === null ? "unknown" : `$${usd.toFixed(usd < 1 ? 4 : 2)}`);

/** Columns under each other; the first two are words, the others figures. */
function aligned(rows: readonly string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => (column < 2 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
}
