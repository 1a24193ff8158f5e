// A text that is cut ends with a whole character, as people see them.
import { expect, test } from "vitest";
import { boundaryBefore, shortened } from "../../src/base/surrogates.ts";
import { cpuTimeMs } from "../fakes/cpu-time.ts";

const family = "\u{1f469}\u{200d}\u{1f469}\u{200d}\u{1f467}\u{200d}\u{1f466}";
const cut = (text: string, max: number) => shortened(text, max, (shown) => `|${shown}`);

test.each([
  ["fits", "abc", 3, "abc"],
  ["plain letters", "abcd", 3, "abc|3"],
  ["an emoji of two units", "ab\u{1f600}d", 3, "ab|2"],
  ["a letter and its accent", "abe\u0301d", 3, "ab|2"],
  ["a family", `ab${family}d`, 8, "ab|2"],
  ["a flag", "ab\u{1f1e9}\u{1f1ea}d", 4, "ab|2"],
  ["far into a text", `${"x".repeat(1_000)}${family}d`, 1_005, `${"x".repeat(1_000)}|1000`],
  ["a tower of accents is cut between its parts", `a${"\u0301".repeat(300)}`, 200, `a${"\u0301".repeat(199)}|200`],
  ["one character that is longer than all there is room for", family, 3, "\u{1f469}\u{200d}|3"],
  ["nothing fits", "\u{1f600}", 1, "|0"],
])("%s", (_, text, max, shown) => {
  expect(cut(text, max)).toBe(shown);
});

test("a cut takes no longer in a longer text", () => {
  const text = "\u{1f1e9}\u{1f1ea}".repeat(250_000);
  const tookMs = cpuTimeMs(() => {
    for (let n = 0; n < 100; n += 1) shortened(text, 900_000, () => "");
  });
  expect(tookMs).toBeLessThan(1_000);
  expect(boundaryBefore(text, 5)).toBe(4);
});
