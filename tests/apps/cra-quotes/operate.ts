// Create React App: JSX in .js, the page in public/ without a script, %PUBLIC_URL%, process.env, a class component.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const craQuotes: ForeignApp = {
  name: "cra-quotes",
  prompt: "A page that shows quotes",
  async shows(page) {
    await sees(page, "Tea first.");
  },
  async operate(page) {
    await looks(page, ".quote", "color", "rgb(9, 89, 89)");
    await page.waitForFunction(() => document.querySelector<HTMLImageElement>(".App-logo")?.naturalWidth === 64);
    await click(page, "Next quote");
    await sees(page, "Measure twice.");
    await click(page, "Like");
    await page.getByRole("button", { name: "Unlike" }).waitFor();
    await page.keyboard.press("n");
    await sees(page, "Somebody's aunt");
    await sees(page, "Version dev");
  },
};
