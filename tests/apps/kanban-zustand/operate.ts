// A board whose store is zustand with its middleware (persist, immer, devtools), and cards that are dragged.
import type { ForeignApp } from "../foreign-app.ts";
import { click, looks, sees, seesNot } from "../seen.ts";

export const kanbanZustand: ForeignApp = {
  name: "kanban-zustand",
  prompt: "A kanban board",
  async shows(page) {
    await sees(page, "Book the hall");
    await sees(page, "2 cards");
  },
  async operate(page, { remembers }) {
    await page.getByPlaceholder("Add to To do").fill("Send cake list");
    await click(page, "Add card to To do");
    await sees(page, "3 cards");
    await page.getByText("Book the hall").dragTo(page.getByRole("region", { name: "Done" }));
    await page.getByRole("region", { name: "Done" }).getByText("Book the hall").waitFor();
    if (remembers) {
      await page.reload();
      await page.getByRole("region", { name: "Done" }).getByText("Book the hall").waitFor();
    }
    await page.getByText("Send cake list").hover();
    await looks(page, "[aria-label='Remove Send cake list']", "opacity", "1");
    await click(page, "Remove Send cake list");
    await seesNot(page, "Send cake list");
  },
};
