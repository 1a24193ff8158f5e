// Uses the demo model's snake game.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const button = (page: Page | Frame, name: string) => page.getByRole("button", { name, exact: true });
const scores = (page: Page | Frame) => page.getByRole("region", { name: "Scores" });
const path = (page: Page | Frame) => page.locator("path.snake").getAttribute("d");

/** The snake takes this many times as long for a step, so that a slow machine gets to press a button before the wall is reached. */
const slowness = 3;
/** Longer than the longest slowed step, milliseconds. */
const heldMs = 700;

async function slowDown(page: Page | Frame): Promise<void> {
  await page.evaluate((factor) => {
    if (document.documentElement.dataset.slow) return;
    document.documentElement.dataset.slow = "yes";
    const start = window.setInterval.bind(window);
    window.setInterval = ((work: () => void, ms: number) => start(work, ms * factor)) as typeof window.setInterval;
  }, slowness);
}

async function newGame(page: Page | Frame): Promise<void> {
  await slowDown(page);
  await button(page, "New game").click();
}

/** The first apple lies straight ahead: one point, if the snake moves. The score stays when the game is over. */
async function eatOne(page: Page | Frame): Promise<void> {
  await scores(page).getByText("1", { exact: true }).first().waitFor();
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
    await eatOne(page);
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
        await newGame(page);
        await moves(page);
        await button(page, "Pause").click();
        const held = await path(page);
        // It would have moved by then: only time can show that it does not.
        await page.evaluate((ms) => new Promise((resolve) => setTimeout(resolve, ms)), heldMs);
        assert.equal(await path(page), held);
        await button(page, "Go on").click();
        await moves(page);
      },
    },
    {
      name: "controls on the screen",
      request: "Add on-screen controls",
      async seen(page) {
        await newGame(page);
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
        await newGame(page);
        await eatOne(page);
        await button(page, "Reset best").click();
        await page.getByText("Score 0", { exact: true }).waitFor();
        assert.match((await scores(page).textContent()) ?? "", /Score0Best0/);
      },
    },
  ],
};
