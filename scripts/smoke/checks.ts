// Named checks: each one is printed as it is done, and a failed one says what was expected.
import { isDeepStrictEqual } from "node:util";

export interface Check {
  name: string;
  ok: boolean;
  detail?: string;
}

export interface Checks {
  all: Check[];
  ok(name: string, condition: boolean, detail: string): void;
  equal(name: string, actual: unknown, expected: unknown): void;
}

/** Longest value in a message, characters: a whole file would hide what is wrong. */
const detailMaxCharacters = 400;

export function createChecks(print: (line: string) => void): Checks {
  const all: Check[] = [];
  const add = (name: string, ok: boolean, detail: string) => {
    all.push(ok ? { name, ok } : { name, ok, detail });
    print(ok ? `  ok    ${name}` : `  FAIL  ${name}\n        ${detail}`);
  };
  return {
    all,
    ok: add,
    equal(name, actual, expected) {
      add(name, isDeepStrictEqual(actual, expected), `expected ${short(expected)}, got ${short(actual)}`);
    },
  };
}

function short(value: unknown): string {
  const text = typeof value === "string" ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
  return text.length > detailMaxCharacters ? `${text.slice(0, detailMaxCharacters)}…` : text;
}
