import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createArgumentScanner } from "../../src/llm/argument-scanner.ts";

/** Strings of a JSON value by path, as the scanner names them. */
function stringsOf(value: unknown, path: string[] = []): Map<string, string> {
  if (typeof value === "string") return new Map([[path.join("."), value]]);
  if (value === null || typeof value !== "object") return new Map();
  return new Map(Object.entries(value).flatMap(([key, inner]) => [...stringsOf(inner, [...path, key])]));
}

function scan(pieces: string[]) {
  const texts = new Map<string, string>();
  const closed: string[] = [];
  const prefixes: [path: string, text: string][] = [];
  const scanner = createArgumentScanner((path, text, end) => {
    texts.set(path, (texts.get(path) ?? "") + text);
    prefixes.push([path, texts.get(path) ?? ""]);
    if (end) closed.push(path);
  });
  for (const piece of pieces) scanner.feed(piece);
  return { texts, closed, prefixes };
}

function splitAt(text: string, cuts: number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((end, index) => text.slice(index === 0 ? 0 : places[index - 1], end));
}

/** Keys without dots, so that a path names one place. */
const key = fc.string({ unit: "grapheme", maxLength: 6 }).filter((text) => !text.includes(".") && text !== "__proto__");
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: "binary", maxLength: 40 }),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    tie("object"),
    tie("array"),
  ),
  object: fc.dictionary(key, tie("any"), { maxKeys: 4 }),
  array: fc.array(tie("any"), { maxLength: 4 }),
})).object;

describe("the argument scanner", () => {
  test("gives for every value and every split what JSON.parse gives, and never a prefix that the end does not have", () => {
    fc.assert(
      fc.property(value, fc.array(fc.nat(), { maxLength: 12 }), fc.boolean(), (object, cuts, pretty) => {
        const text = JSON.stringify(object, null, pretty ? 2 : 0);
        const expected = stringsOf(JSON.parse(text));
        const { texts, closed, prefixes } = scan(splitAt(text, cuts));
        expect(texts).toEqual(expected);
        expect(new Set(closed)).toEqual(new Set(expected.keys()));
        for (const [path, prefix] of prefixes) expect(expected.get(path)?.startsWith(prefix)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  test("holds half a surrogate pair back, escaped or not", () => {
    const shown: string[] = [];
    const scanner = createArgumentScanner((_path, text) => shown.push(text));
    for (const piece of ['{"a":"x\\ud83d', "\\ude00y", "😀".slice(0, 1), "😀".slice(1), '"}']) scanner.feed(piece);
    expect(shown.join("")).toBe("x😀y😀");
    for (const text of shown) expect(text.isWellFormed()).toBe(true);
  });
});
