// Updates that every app of the demo model can take, and how they show.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const variable = (page: Page | Frame, name: string) =>
  page.evaluate((key) => getComputedStyle(document.documentElement).getPropertyValue(key).trim(), name);

/** Degrees of the accent's hue, as the page has it; browsers rewrite the text of a colour. */
async function accentHue(page: Page | Frame): Promise<number> {
  return Number((await variable(page, "--color-accent")).match(/[\d.]+(?=\s*\))/)?.[0]);
}

const brightness = (page: Page | Frame) =>
  page.evaluate(() => {
    const context = document.createElement("canvas").getContext("2d");
    if (!context) return -1;
    context.fillStyle = getComputedStyle(document.body).backgroundColor;
    context.fillRect(0, 0, 1, 1);
    return context.getImageData(0, 0, 1, 1).data[1] ?? -1;
  });

const darkBelow = 80;
const greenHue = 150;

export const commonUpdates: Operated["updates"] = [
  {
    name: "rename",
    request: 'Rename it to "Daybreak & Co"',
    async seen(page) {
      await page.getByRole("heading", { level: 1 }).filter({ hasText: "Daybreak & Co" }).waitFor();
    },
  },
  {
    name: "colours",
    request: "Make it green",
    async seen(page) {
      assert.ok(Math.abs((await accentHue(page)) - greenHue) < 2);
    },
  },
  {
    name: "dark mode",
    request: "Add a dark mode",
    async seen(page) {
      const toggle = page.getByRole("button", { name: "Dark mode", exact: true });
      const wasDark = (await toggle.getAttribute("aria-pressed")) === "true";
      for (const dark of [!wasDark, wasDark]) {
        await toggle.click();
        assert.equal(await toggle.getAttribute("aria-pressed"), String(dark));
        assert.equal((await brightness(page)) < darkBelow, dark);
      }
    },
  },
];
