// What a bench is: a file in tests/bench that exports one `bench`. It measures and checks its results; it judges no time.

/** One line of the table: our figure, what it is compared with, and the target for the ratio (or for our figure, where nothing is compared). */
export interface Row {
  what: string;
  ours: Figure;
  /** Null: the figure stands for itself. */
  peer: { name: string; figure: Figure } | null;
  /** Ours to theirs as the target is worded, e.g. "12.3× faster". Null: no ratio makes sense. */
  ratio: Ratio | null;
  /** Null: shown for comparison, without a target of its own. */
  target: Target | null;
  note?: string;
}

export interface Figure {
  value: number;
  unit: string;
  /** Half the distance between the quartiles, in the same unit. */
  spread?: number;
}

export interface Ratio {
  value: number;
  /** "ours / theirs" or "theirs / ours": which one the target speaks of. */
  of: "ours / theirs" | "theirs / ours";
}

export interface Target {
  /** As a person would say it: "at least 10×". */
  words: string;
  reached: boolean;
}

export interface Bench {
  /** As on the command line, and the file's name. */
  name: string;
  title: string;
  /** What each side does and how it is measured, for docs/benchmarks.md. Plain sentences. */
  method: string;
  /** What the figures do not say. */
  caveats: string[];
  run(say: (line: string) => void): Promise<Row[]>;
}

export const atLeast = (value: number, limit: number, unit = "×"): Target => ({
  words: `at least ${limit}${unit}`,
  reached: value >= limit,
});
export const atMost = (value: number, limit: number, unit = "×"): Target => ({
  words: `at most ${limit}${unit}`,
  reached: value <= limit,
});

/** How many times less ours is. */
export const timesLess = (ours: Figure, theirs: Figure): Ratio => ({ value: theirs.value / ours.value, of: "theirs / ours" });
/** How many times theirs ours is. */
export const timesTheirs = (ours: Figure, theirs: Figure): Ratio => ({ value: ours.value / theirs.value, of: "ours / theirs" });
