// What a person reads: a line per check while they run, and at the end what did not hold.
import type { Result } from "./run.ts";

const marks = { passed: "ok  ", failed: "FAIL", skipped: "skip" } as const;

/** Column widths of the table: the longest name fits. */
const nameCharacters = 24;

export function lineOf({ name, outcome, reason, ms }: Result): string {
  const time = `${(ms / 1000).toFixed(1)} s`.padStart(8);
  return `  ${marks[outcome]}  ${name.padEnd(nameCharacters)}${time}${reason === null ? "" : `  ${reason.split("\n", 1)[0]}`}`;
}

export function countOf(results: readonly Result[]): Record<Result["outcome"], number> {
  const count = (outcome: Result["outcome"]) => results.filter((result) => result.outcome === outcome).length;
  return { passed: count("passed"), failed: count("failed"), skipped: count("skipped") };
}

/** What did not hold or could not be tried, each with its sentence; then the totals. */
export function summaryOf(results: readonly Result[], left: readonly string[]): string {
  const told = (outcome: "failed" | "skipped", title: string) => {
    const some = results.filter((result) => result.outcome === outcome);
    const rows = some.map(({ name, promise, reason }) => `  ${name}\n      PROTOCOL.md: ${promise}\n      ${reason}`);
    return rows.length === 0 ? [] : ["", `${title}:`, ...rows];
  };
  const { passed, failed, skipped } = countOf(results);
  return [
    ...told("skipped", "Not told from here"),
    ...told("failed", "Not held"),
    ...(left.length === 0 ? [] : ["", `Not deleted again: ${left.join(", ")}.`]),
    "",
    `${passed} passed, ${failed} failed, ${skipped} skipped`,
  ].join("\n");
}
