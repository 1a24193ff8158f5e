// What a check is, and how it ends: it returns, or throws `Unmet` (the promise is broken) or `Skipped` (it cannot be tried from here).
import { isDeepStrictEqual } from "node:util";
import type { World } from "./world.ts";

export interface Check {
  /** Unique; `--only` accepts it or its first part. */
  name: string;
  /** The sentence of PROTOCOL.md that this check tries, word for word; a test looks for it there. */
  promise: string;
  run(world: World): Promise<void>;
}

export class Unmet extends Error {}
export class Skipped extends Error {}

/** Longest value in a message, characters: a whole file would hide what is wrong. */
const shownMaxCharacters = 300;

export function must(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Unmet(otherwise);
}

export function mustEqual(what: string, actual: unknown, expected: unknown): void {
  if (!isDeepStrictEqual(actual, expected)) throw new Unmet(`${what} is ${shown(actual)} and not ${shown(expected)}`);
}

export function skip(reason: string): never {
  throw new Skipped(reason);
}

export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? String(value);
  return text.length > shownMaxCharacters ? `${text.slice(0, shownMaxCharacters)}…` : text;
}
