import { expect, test } from "vitest";
import { bytes, counted, firstSentence } from "../../../src/web/words/numbers.ts";

test.each([
  [0, "0 B"],
  [1, "1 B"],
  [270, "270 B"],
  [999, "999 B"],
  [1_000, "1 kB"],
  [1_234, "1.2 kB"],
  [81_000, "81 kB"],
  [2_345_678, "2.3 MB"],
])("of %d bytes people read %s", (size, words) => {
  expect(bytes(size)).toBe(words);
});

test("what is counted is one or many, and long numbers have their commas", () => {
  expect([0, 1, 2, 12_345].map((count) => counted(count, "line"))).toEqual(["0 lines", "1 line", "2 lines", "12,345 lines"]);
});

test.each([
  ["The account at 127.0.0.1:8080 is out of quota. Add credit.", "The account at 127.0.0.1:8080 is out of quota.", "Add credit."],
  ["Nothing more", "Nothing more", ""],
  ["", "", ""],
])("of %j the first sentence is told from the rest", (text, first, rest) => {
  expect(firstSentence(text)).toEqual({ first, rest });
});
