// Queries and mutations with an optimistic change, over axios with an adapter that answers without a server; aliases with a tilde.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const queryLibrary: ForeignApp = {
  name: "query-library",
  prompt: "A library where books are borrowed",
  async shows(page) {
    await sees(page, "Invisible Cities");
    await sees(page, "Page 1 of 2");
  },
  async operate(page) {
    await looks(page, ".book", "display", "flex");
    await click(page, "Borrow The Waves");
    await page.getByRole("button", { name: "On loan The Waves" }).waitFor();
    await click(page, "On loan Invisible Cities");
    await page.getByRole("alert").filter({ hasText: "Already on loan" }).waitFor();
    await click(page, "Next");
    await sees(page, "Snow Country");
    await click(page, "Previous");
    await sees(page, "Pedro Páramo");
  },
};
