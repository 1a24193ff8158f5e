// Uses the demo model's notes.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const list = (page: Page | Frame) => page.getByRole("navigation", { name: "Notes" });
const button = (page: Page | Frame, name: string) => page.getByRole("button", { name, exact: true });

async function write(page: Page | Frame, title: string, text: string): Promise<void> {
  await button(page, "New note").click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Text").fill(text);
  await list(page).getByText(title).waitFor();
}

export const operateNotes: Operated = {
  kind: "notes",
  prompt: "a notes app",
  async operate(page) {
    await write(page, "Ideas for the garden", "Plum tree\nA bench in the shade");
    await list(page).getByText("Bread, second try").click();
    assert.match(await page.getByLabel("Text").inputValue(), /500 g flour/);
    await page.evaluate(() => location.reload());
    await list(page).getByText("Ideas for the garden").click();
    assert.equal(await page.getByLabel("Text").inputValue(), "Plum tree\nA bench in the shade");
    for (const title of ["Ideas for the garden", "Bread, second try", "Questions for the landlord"]) {
      await list(page).getByText(title).click();
      await button(page, "Delete note").click();
      await list(page).getByText(title).waitFor({ state: "detached" });
    }
    await page.getByText("No note is open. Begin with a new one.").waitFor();
  },
  updates: [
    {
      name: "search",
      request: "Add a search",
      async seen(page) {
        await page.getByLabel("Search notes").fill("boiler");
        await list(page).getByText("Bread, second try").waitFor({ state: "detached" });
        await list(page).getByText("Questions for the landlord").waitFor();
        await page.getByLabel("Search notes").fill("");
        await list(page).getByText("Bread, second try").waitFor();
      },
    },
    {
      name: "pinned notes",
      request: "Let me pin notes",
      async seen(page) {
        await list(page).getByText("Questions for the landlord").click();
        await button(page, "Pin to top").click();
        await list(page).getByRole("listitem").first().getByText("Questions for the landlord").waitFor();
        await button(page, "Unpin").click();
        await list(page).getByRole("listitem").first().getByText("Bread, second try").waitFor();
      },
    },
    {
      name: "a word count",
      request: "Show a word count",
      async seen(page) {
        await write(page, "Count me", "one two  three\nfour");
        await page.getByText("4 words").waitFor();
        await button(page, "Delete note").click();
      },
    },
  ],
};
