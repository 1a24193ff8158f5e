// A list of tasks; then a figure that follows from it.
import type { Page } from "playwright-core";
import { expectText, press, type Task } from "./task.ts";

async function add(page: Page, text: string): Promise<void> {
  await page.locator("#task").fill(text);
  await press(page, "Add");
}

const rows = (page: Page) => page.locator("#tasks > li");

export const toDo: Task = {
  id: "to-do",
  create: {
    request:
      'A to-do list. A text field with the id "task" and a button with the text "Add"; each task becomes a list item directly in a ul with the id "tasks", with its text and a checkbox. An empty text adds nothing. A ticked task gets the class "done" on its list item. It begins without tasks.',
    async works(page) {
      await add(page, "Water the plants");
      await add(page, "Call Ada");
      await add(page, "");
      await rows(page).nth(1).waitFor();
      if ((await rows(page).count()) !== 2) throw new Error("An empty text became a task, or one is missing.");
      await rows(page).filter({ hasText: "Call Ada" }).getByRole("checkbox").check();
      await page.locator("#tasks > li.done", { hasText: "Call Ada" }).waitFor();
    },
  },
  change: {
    request: 'Show how many tasks are not ticked, as a number alone, in an element with the id "open".',
    async works(page) {
      await add(page, "Buy milk");
      await add(page, "Write home");
      await expectText(page, "#open", "2");
      await rows(page).filter({ hasText: "Buy milk" }).getByRole("checkbox").check();
      await expectText(page, "#open", "1");
    },
  },
};
