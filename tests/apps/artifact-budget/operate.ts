// An artifact: one component in one file, without a page, a mount or a style sheet.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const artifactBudget: ForeignApp = {
  name: "artifact-budget",
  prompt: "A budget tracker",
  // Its page is made by the preview, which is said.
  expectedProblems: [/^There is no index\.html\. Previews make a plain page/],
  async shows(page) {
    await sees(page, "Budget Tracker");
    await sees(page, "$102.00");
  },
  async operate(page) {
    await looks(page, "h1", "font-size", "24px");
    await page.getByPlaceholder("What for?").fill("Cinema");
    await page.getByPlaceholder("0").fill("12");
    await page.getByRole("combobox").selectOption("Fun");
    await click(page, "Add expense");
    await sees(page, "$114.00");
    await page.locator(".recharts-pie-sector").nth(2).waitFor();
    await click(page, "Delete Groceries");
    await seesNot(page, "Groceries");
    await sees(page, "$50.00");
  },
};
