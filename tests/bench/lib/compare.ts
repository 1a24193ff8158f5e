// Runs the sides of a bench in turns, so that a slow moment of the machine hits all of them, and answers the median and spread of each.
import type { Figure } from "./bench.ts";

export interface Side {
  name: string;
  /** Does the work once. What it answers must equal `expected`: a side that does something else is no side. */
  run(): string | Promise<string>;
}

export interface CompareOptions {
  expected: string;
  runs: number;
  /** Rounds that are not counted: compilers and caches settle. */
  warmUp: number;
}

/** Median milliseconds of each side, by name. */
export async function compare(sides: readonly Side[], options: CompareOptions): Promise<Map<string, Figure>> {
  const times = new Map(sides.map(({ name }): [string, number[]] => [name, []]));
  for (let run = -options.warmUp; run < options.runs; run += 1) {
    // The order turns, too: what one side leaves to be collected must not always fall to the same next one.
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(((turn + run) % sides.length) + sides.length) % sides.length];
      if (!side) continue;
      const began = performance.now();
      const result = await side.run();
      const ms = performance.now() - began;
      if (result !== options.expected) throw new Error(`${side.name} came out with something else: ${difference(result, options.expected)}`);
      if (run >= 0) times.get(side.name)?.push(ms);
    }
  }
  return new Map([...times].map(([name, values]) => [name, figureOf(values, "ms")]));
}

function difference(result: string, expected: string): string {
  let at = 0;
  while (at < expected.length && result[at] === expected[at]) at += 1;
  return `${result.length} characters instead of ${expected.length}, different from ${at} on.`;
}

export function figureOf(values: readonly number[], unit: string): Figure {
  return { value: quantile(values, 0.5), unit, spread: (quantile(values, 0.75) - quantile(values, 0.25)) / 2 };
}

/** Nearest rank. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const value = sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))];
  if (value === undefined) throw new Error("There are no values.");
  return value;
}
