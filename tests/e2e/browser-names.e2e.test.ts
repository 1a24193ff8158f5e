// The list of names that browsers have is complete for the browser in use: a name that is missing there would be told as declared by nobody.
import { expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { browserNames } from "../../src/workspace/checks/names/browser-names.ts";

test("every global name of a page is in the list", async () => {
  const browser = await launch();
  try {
    const page = await browser.newPage();
    const found = await page.evaluate(() => {
      const names: string[] = [];
      for (let object: unknown = globalThis; object; object = Object.getPrototypeOf(object)) {
        names.push(...Object.getOwnPropertyNames(object));
      }
      return names;
    });
    expect(found.length).toBeGreaterThan(500);
    const isName = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u;
    // Playwright leaves names of its own.
    const missing = found.filter((name) => isName.test(name) && !name.startsWith("__p") && !browserNames.has(name));
    expect(missing).toEqual([]);
  } finally {
    await browser.close();
  }
});
