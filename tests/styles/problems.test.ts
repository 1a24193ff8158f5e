// What is told of an app's stylesheets as a whole.
import { expect, test } from "vitest";
import { maxSheets } from "../../src/styles/contract.ts";
import { styleProblems } from "../../src/styles/problems.ts";
import type { Styles } from "../../src/styles/styles.ts";

test("only the first stylesheets of a page are compiled, and the first one that stays as written is named", async () => {
  let compiled = 0;
  const styles: Styles = {
    compile: async () => {
      compiled += 1;
      return { css: "", remote: "", diagnostics: [] };
    },
  };
  const sheet = (n: number) => `<style>.a${n} { @apply p-${n}; }</style>\n`;
  const page = Array.from({ length: maxSheets + 5 }, (_, n) => sheet(n)).join("");
  const found = await styleProblems(styles, { list: () => [{ path: "index.html" }], read: () => page });
  expect(compiled).toBe(maxSheets);
  expect(found).toEqual([
    expect.objectContaining({
      path: "index.html",
      line: maxSheets + 1,
      severity: "warning",
      message: expect.stringMatching(/put their rules into one stylesheet/),
    }),
  ]);
});
