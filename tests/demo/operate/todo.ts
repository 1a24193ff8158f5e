// Uses the demo model's to-do list.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const button = (page: Page | Frame, name: string | RegExp) => page.getByRole("button", { name, exact: true });
const row = (page: Page | Frame, text: string) => page.getByRole("listitem").filter({ hasText: text });

async function add(page: Page | Frame, text: string): Promise<void> {
  await page.getByLabel("New task").fill(text);
  await button(page, "Add").click();
  await row(page, text).waitFor();
}

export const operateTodo: Operated = {
  kind: "todo",
  prompt: "a to-do list",
  async operate(page) {
    await page.getByText("2 tasks left").waitFor();
    await add(page, "Buy stamps");
    await page.getByText("3 tasks left").waitFor();
    await page.getByLabel("Buy stamps", { exact: true }).check();
    await button(page, "Open").click();
    await row(page, "Buy stamps").waitFor({ state: "detached" });
    await page.evaluate(() => location.reload());
    await row(page, "Buy stamps").waitFor();
    assert.equal(await page.getByLabel("Buy stamps", { exact: true }).isChecked(), true);
    await button(page, "Delete: Buy stamps").click();
    await row(page, "Buy stamps").waitFor({ state: "detached" });
    await button(page, "Add").click();
    await page.getByText("Write down what there is to do first.").waitFor();
  },
  updates: [
    {
      name: "due dates",
      request: "Add due dates",
      async seen(page) {
        const task = row(page, "Call the dentist");
        const date = page.getByLabel("Due date: Call the dentist about Thursday");
        await task
          .getByRole("button", { name: /: Call the dentist about Thursday$/ })
          .first()
          .click();
        await date.fill("2020-05-31");
        await date.press("Enter");
        await task.getByText("Late: Sun, May 31, 2020", { exact: true }).click();
        await date.fill("");
        await date.press("Escape");
        await task.getByText("Add date", { exact: true }).waitFor();
      },
    },
    {
      name: "a priority",
      request: "Let me mark tasks as important",
      async seen(page) {
        await add(page, "Pay the rent");
        await button(page, "Important: Bring the bicycle to the repair shop").click();
        await page.getByRole("listitem").first().getByText("Bring the bicycle").waitFor();
        await button(page, "Delete: Pay the rent").click();
      },
    },
    {
      name: "clearing what is done",
      request: "Let me clear finished tasks",
      async seen(page) {
        await add(page, "Done at once");
        await page.getByLabel("Done at once", { exact: true }).check();
        await button(page, /^Clear \d done$/).click();
        await row(page, "Done at once").waitFor({ state: "detached" });
        await button(page, /^Clear \d done$/).waitFor({ state: "detached" });
      },
    },
  ],
};
