// Uses the demo model's snake game.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const button = (page: Page | Frame, name: string) => page.getByRole("button", { name, exact: true });
const scores = (page: Page | Frame) => page.getByRole("region", { name: "Scores" });
const path = (page: Page | Frame) => page.locator("path.snake").getAttribute("d");

/** The first apple lies straight ahead: one point, if the snake moves. */
async function eatOne(page: Page | Frame): Promise<void> {
  await button(page, "New game").click();
  await page.getByText("Score 1", { exact: true }).waitFor();
}

/** Waits until the snake has moved on. */
async function moves(page: Page | Frame): Promise<void> {
  const before = await path(page);
  await page.waitForFunction((old) => document.querySelector("path.snake")?.getAttribute("d") !== old, before);
}

export const operateGame: Operated = {
  kind: "game",
  prompt: "a small game",
  async operate(page) {
    await page.getByText("Ready when you are").waitFor();
    await button(page, "Start").click();
    await page.getByText("Score 1", { exact: true }).waitFor();
    await page.evaluate(() => window.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp" })));
    await page.getByText("1 apple: your best so far.").first().waitFor();
    await page.getByRole("heading", { name: "Game over" }).waitFor();
    await page.evaluate(() => location.reload());
    await page.getByText("Ready when you are").waitFor();
    assert.match((await scores(page).textContent()) ?? "", /Score0Best1/);
  },
  updates: [
    {
      name: "a pause button",
      request: "Add a pause button",
      async seen(page) {
        await button(page, "New game").click();
        await moves(page);
        await button(page, "Pause").click();
        const held = await path(page);
        // Longer than a step of the snake takes: it would have moved.
        await page.evaluate(() => new Promise((resolve) => setTimeout(resolve, 400)));
        assert.equal(await path(page), held);
        await button(page, "Go on").click();
        await moves(page);
      },
    },
    {
      name: "controls on the screen",
      request: "Add on-screen controls",
      async seen(page) {
        await button(page, "New game").click();
        await moves(page);
        await button(page, "up").click();
        await page.waitForFunction(() => {
          const [, head, neck] =
            /^M (\S+ \S+) L (\S+ \S+)/.exec(document.querySelector("path.snake")?.getAttribute("d") ?? "") ?? [];
          return head?.split(" ")[0] === neck?.split(" ")[0];
        });
      },
    },
    {
      name: "resetting the best score",
      request: "Let me reset the best score",
      async seen(page) {
        await eatOne(page);
        await button(page, "Reset best").click();
        await page.getByText("Score 0", { exact: true }).waitFor();
        assert.match((await scores(page).textContent()) ?? "", /Score0Best0/);
      },
    },
  ],
};
