// A sketch of p5 in instance mode, imported by its name.
import type { ForeignApp } from "../foreign-app.ts";
import { click, drawn, sees } from "../seen.ts";

export const p5Flock: ForeignApp = {
  name: "p5-flock",
  prompt: "A p5.js sketch of a flock of birds",
  async shows(page) {
    await drawn(page);
    await sees(page, /^40 birds/);
  },
  async operate(page) {
    await sees(page, /frame \d{2,}/);
    await page.locator("canvas").click({ position: { x: 200, y: 150 } });
    await sees(page, /^41 birds/);
    await click(page, "Clear");
    await sees(page, /^0 birds/);
  },
};
