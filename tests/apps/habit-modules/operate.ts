// Plain HTML with ES modules: a class with private members, dynamic import, top-level await, styles that import styles.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const habitModules: ForeignApp = {
  name: "habit-modules",
  prompt: "A habit tracker in plain HTML and JavaScript modules",
  async shows(page) {
    await sees(page, "Water the plants");
    await sees(page, "0 days done");
  },
  async operate(page, { remembers }) {
    await looks(page, ".habit", "display", "grid");
    await looks(page, "form button", "background-color", "rgb(47, 158, 68)");
    await page.getByTitle("today").first().click();
    await sees(page, "1 day done");
    await page.getByPlaceholder("A new habit").fill("Read a page");
    await click(page, "Plant");
    await page.getByText("Read a page").waitFor();
    if (remembers) {
      await page.reload();
      await sees(page, "1 day done");
      await sees(page, "Read a page");
    }
    await page.getByRole("listitem").filter({ hasText: "Walk" }).getByRole("button", { name: "Remove" }).click();
    await seesNot(page, "Walk 20 minutes");
  },
};
