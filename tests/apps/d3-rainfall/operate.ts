// A chart with d3: scales, axes, joins and transitions, its data a CSV file imported as text.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const d3Rainfall: ForeignApp = {
  name: "d3-rainfall",
  prompt: "A bar chart of rainfall with d3",
  async shows(page) {
    await sees(page, "Rainfall in Bergen: 800 mm");
    await page.locator("rect.bar").nth(3).waitFor();
  },
  async operate(page) {
    await looks(page, "rect.bar", "cursor", "pointer");
    await page.waitForFunction(() => Number(document.querySelector("rect.bar")?.getAttribute("height")) > 100);
    await page.locator("rect.bar").nth(3).hover();
    await sees(page, "Oct: 280 mm");
    await click(page, "Lisbon");
    await sees(page, "Rainfall in Lisbon: 264 mm");
    await page.locator(".y .tick").nth(3).waitFor();
  },
};
