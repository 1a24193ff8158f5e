// A Markdown editor with marked, DOMPurify and a function of lodash, its first text imported as it is.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees } from "../seen.ts";

export const markdownDesk: ForeignApp = {
  name: "markdown-desk",
  prompt: "A markdown editor with a live preview",
  async shows(page) {
    await page.getByRole("heading", { name: "Welcome" }).waitFor();
    await page.getByRole("cell", { name: "heading" }).waitFor();
  },
  async operate(page) {
    await looks(page, "main", "display", "grid");
    await page
      .getByLabel("Markdown")
      .fill("## Plan\n\n1. tea\n2. cake\n\n<img src=x onerror=\"document.title='broken in'\"> <b>bold</b>");
    await page.getByRole("heading", { name: "Plan" }).waitFor();
    await page.getByRole("listitem").filter({ hasText: "cake" }).waitFor();
    await page.locator("article b").waitFor();
    await sees(page, /\d+ words/);
    await click(page, "Copy HTML");
    await sees(page, /\d+ characters of HTML/);
    if ((await page.title()) !== "Markdown Desk") throw new Error("A script in the text ran.");
  },
  // The picture that the text names is nowhere.
  expectedTroubles: [/404 .*\/x\)$/],
};
