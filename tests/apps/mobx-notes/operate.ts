// Notes whose state is MobX, shown with react-markdown and one of its plugins.
import type { ForeignApp } from "../foreign-app.ts";
import { click, sees } from "../seen.ts";

export const mobxNotes: ForeignApp = {
  name: "mobx-notes",
  prompt: "A notes app",
  async shows(page) {
    await page.getByRole("heading", { name: "Hello" }).waitFor();
    await page.locator("article input[type=checkbox]").nth(1).waitFor();
  },
  async operate(page) {
    await page.locator("article strong").getByText("MobX").waitFor();
    await click(page, "New");
    await page.getByLabel("Note").fill("# Shopping\n\n1. oats");
    await page.getByRole("button", { name: "Shopping" }).waitFor();
    await page.getByRole("listitem").getByText("oats").waitFor();
    await sees(page, /saved [1-9]\d* times/);
    await click(page, "Hello");
    await sees(page, "learn");
  },
};
