// The table that is printed, and docs/benchmarks.md.
import type { Bench, Figure, Row } from "./bench.ts";

const headings = ["bench", "ours", "against", "theirs", "ratio", "target"];

export function formatTable(rows: readonly Row[]): string {
  const cells = [headings, ...rows.map(cellsOf)];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

export function formatDocument(results: readonly { bench: Bench; rows: Row[] }[], machine: string[]): string {
  const rows = results.flatMap((result) => result.rows);
  const parts = [
    "# Benchmarks",
    "Written by `npm run bench`; do not edit. Every figure comes from one run on one machine.",
    machine.map((line) => `* ${line}`).join("\n"),
    howTo,
    [headings, headings.map(() => "---"), ...rows.map(cellsOf)].map((row) => `| ${row.join(" | ")} |`).join("\n"),
    ...results.map(({ bench, rows: own }) => describeBench(bench, own)),
  ];
  return `${parts.join("\n\n")}\n`;
}

const howTo = `All sides of a bench do the same work in the same run and take turns, so that a slow moment of the machine affects all of them. A figure is the
median of several runs after a warm-up, ± half the distance between the quartiles; latencies name their percentile. Each side checks that its output
is right. Everything, load generators and servers, runs on this one machine: ratios say more than figures, and none of them tells how fast a
data centre is. A target that was **not reached** stays in the table.`;

function describeBench(bench: Bench, rows: readonly Row[]): string {
  const notes = [...new Set(rows.flatMap((row) => row.note ?? []))];
  const remarks = [...bench.caveats, ...notes].map((text) => `* ${text}`).join("\n");
  return `## ${bench.title}\n\n${bench.method}${remarks ? `\n\n${remarks}` : ""}`;
}

function cellsOf({ what, ours, peer, ratio, target }: Row): string[] {
  return [
    what,
    formatFigure(ours),
    peer?.name ?? "–",
    peer ? formatFigure(peer.figure) : "–",
    ratio ? `${formatNumber(ratio.value)}× (${ratio.of})` : "–",
    target ? `${target.words}: ${target.reached ? "reached" : "**not reached**"}` : "–",
  ];
}

function formatFigure({ value, unit, spread }: Figure): string {
  return `${formatNumber(value)}${spread === undefined ? "" : ` ± ${formatNumber(spread)}`} ${unit}`.trim();
}

/** Three digits that count, and whole numbers as they are. */
function formatNumber(value: number): string {
  if (Number.isInteger(value) || Math.abs(value) >= 100) return Math.round(value).toLocaleString("en");
  return String(Number(value.toPrecision(3)));
}
