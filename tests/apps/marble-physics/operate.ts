// Physics: packages imported by name in a module within the page.
import type { ForeignApp } from "../foreign-app.ts";
import { click, drawn } from "../seen.ts";

export const marblePhysics: ForeignApp = {
  name: "marble-physics",
  prompt: "A marble run with real physics",
  async shows(page) {
    await drawn(page, "#world canvas");
  },
  async operate(page) {
    await click(page, "Drop a marble");
    await click(page, "Drop a marble");
    await page.locator("#caught").getByText("2", { exact: true }).waitFor();
  },
};
