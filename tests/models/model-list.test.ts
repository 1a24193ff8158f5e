import fc from "fast-check";
import { expect, test } from "vitest";
import { fitsList } from "../../src/models/model-list.ts";

test.each<[pattern: string, fits: string[], not: string[]]>([
  ["gpt-5", ["gpt-5"], ["gpt-5-mini", "GPT-5", ""]],
  ["gpt-5*", ["gpt-5", "gpt-5-mini"], ["xgpt-5"]],
  ["*-mini", ["gpt-5-mini", "-mini"], ["gpt-5-mini-x"]],
  ["a*a", ["aa", "aba"], ["a"]],
  ["a*b*c", ["abc", "axbxc", "abbc"], ["ac", "acb"]],
  ["*", ["anything", ""], []],
  ["a.c", ["a.c"], ["abc"]],
])("%s", (pattern, fits, not) => {
  for (const name of fits) expect([name, fitsList(name, [pattern])]).toEqual([name, true]);
  for (const name of not) expect([name, fitsList(name, [pattern])]).toEqual([name, false]);
});

test("a star stands for any characters, as in a regular expression", () => {
  const text = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 8 });
  const name = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 12 });
  fc.assert(
    fc.property(text, name, (pattern, given) => {
      const expected = new RegExp(`^${pattern.replaceAll("*", ".*")}$`).test(given);
      expect(fitsList(given, [pattern])).toBe(expected);
    }),
    { numRuns: 2_000 },
  );
});
