// One HTML file with its scripts in it, and Tailwind from its CDN with a configuration.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const recipePage: ForeignApp = {
  name: "recipe-page",
  prompt: "A page with my recipes, as a single HTML file",
  async shows(page) {
    await page.getByRole("heading", { name: "Leek Risotto" }).waitFor();
    await looks(page, "h1", "color", "rgb(217, 72, 15)");
    await looks(page, "body", "background-color", "rgb(255, 249, 240)");
  },
  async operate(page) {
    await looks(page, "#recipes", "display", "grid");
    await click(page, "quick");
    await seesNot(page, "Leek Risotto");
    await looks(page, "#filters button:nth-child(3)", "background-color", "rgb(217, 72, 15)");
    await sees(page, "Lemon Linguine");
    await page.getByRole("heading", { name: "Shakshuka" }).click();
    await sees(page, "Poach the eggs");
    await looks(page, "dialog ol", "list-style-type", "decimal");
    await click(page, "Close");
    await seesNot(page, "Poach the eggs");
    await click(page, "Dark mode");
    await sees(page, "Light mode");
    await looks(page, "body", "background-color", /^(rgb\(28, 25, 23\)|oklch\(0\.216 )/);
  },
};
