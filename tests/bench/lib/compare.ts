// Runs the sides of a bench in turns, so that a slow moment of the machine hits all of them, and answers the median and spread of each.
import type { Figure } from "./bench.ts";

export interface Side {
  name: string;
  /**
   * Does the work once. What it answers must equal `expected`: a side that does something else is no side. One that measures itself (from a
   * process to another) answers its milliseconds, too.
   */
  run(): string | Timed | Promise<string | Timed>;
}

export interface Timed {
  result: string;
  ms: number;
}

export interface Turns {
  runs: number;
  /** Rounds that are not counted: compilers and caches settle. */
  warmUp: number;
}

/** Median milliseconds of each side, by name. */
export async function compare(sides: readonly Side[], options: Turns & { expected: string }): Promise<Map<string, Figure>> {
  const times = new Map(sides.map(({ name }): [string, number[]] => [name, []]));
  await inTurns(sides, options, async (side, counts) => {
    const began = performance.now();
    const answer = await side.run();
    const timed = typeof answer === "string" ? { result: answer, ms: performance.now() - began } : answer;
    if (timed.result !== options.expected)
      throw new Error(`${side.name} came out with something else: ${difference(timed.result, options.expected)}`);
    if (counts) times.get(side.name)?.push(timed.ms);
  });
  return new Map([...times].map(([name, values]) => [name, figureOf(values, "ms")]));
}

/** Calls `each` for every side in every round. The order turns, too: what one side leaves to be collected must not always fall to the same next one. */
export async function inTurns<T>(
  sides: readonly T[],
  { runs, warmUp }: Turns,
  each: (side: T, counts: boolean) => Promise<void>,
): Promise<void> {
  for (let run = 0; run < warmUp + runs; run += 1) {
    for (let turn = 0; turn < sides.length; turn += 1) {
      const side = sides[(turn + run) % sides.length];
      if (side !== undefined) await each(side, run >= warmUp);
    }
  }
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
