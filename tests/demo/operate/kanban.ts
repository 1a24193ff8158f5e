// Uses the demo model's kanban board.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const column = (page: Page | Frame, name: string) => page.getByRole("region", { name, exact: true });

async function add(page: Page | Frame, name: string, text: string): Promise<void> {
  await page.getByLabel(`New card in ${name}`).fill(text);
  await column(page, name).getByRole("button", { name: "Add", exact: true }).click();
  await column(page, name).getByRole("listitem").filter({ hasText: text }).waitFor();
}

export const operateKanban: Operated = {
  kind: "kanban",
  prompt: "a kanban board for planning a party",
  async operate(page) {
    await add(page, "To do", "Buy lanterns");
    await page.getByRole("button", { name: "Move to In progress: Buy lanterns" }).click();
    await column(page, "In progress").getByText("Buy lanterns").waitFor();
    assert.match((await page.evaluate(() => document.activeElement?.textContent)) ?? "", /Buy lanterns/);
    await column(page, "In progress").getByRole("listitem").filter({ hasText: "Buy lanterns" }).dragTo(column(page, "Done"));
    await column(page, "Done").getByText("Buy lanterns").waitFor();
    assert.equal(await column(page, "In progress").getByText("Buy lanterns").count(), 0);
    await page.getByText(/^2 of 6 done/).waitFor();
    await page.evaluate(() => location.reload());
    await column(page, "Done").getByText("Buy lanterns").waitFor();
    await page.getByRole("button", { name: "Delete: Buy lanterns" }).click();
    await page.getByText(/^1 of 5 done/).waitFor();
    await column(page, "To do").getByRole("button", { name: "Add", exact: true }).click();
    await page.getByText("Write what is to be done first.").waitFor();
  },
  updates: [
    {
      name: "due dates",
      request: "Add due dates",
      async seen(page) {
        const title = "Write the invitation for the summer party";
        const date = page.getByLabel(`Due date: ${title}`);
        await page.getByRole("button", { name: `Add a due date: ${title}` }).click();
        await date.fill("2020-05-31");
        await date.press("Enter");
        await page.getByText("Late: Sun, May 31, 2020", { exact: true }).click();
        await date.fill("");
        await date.press("Escape");
        await page.getByRole("button", { name: `Add a due date: ${title}` }).waitFor();
      },
    },
    {
      name: "a review column",
      request: "Add a review column",
      async seen(page) {
        await add(page, "Review", "Check the guest list");
        await page.getByRole("button", { name: "Delete: Check the guest list" }).click();
        await column(page, "Review").getByText("Nothing here.").waitFor();
      },
    },
    {
      name: "clearing Done",
      request: "Let me clear the done column",
      async seen(page) {
        await add(page, "Done", "Thank the neighbours");
        await column(page, "Done").getByRole("button", { name: "Clear", exact: true }).click();
        await column(page, "Done").getByText("Nothing here.").waitFor();
      },
    },
  ],
};
