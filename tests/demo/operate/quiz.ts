// Uses the demo model's quiz.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const button = (page: Page | Frame, name: string | RegExp) => page.getByRole("button", { name });
const answers = (page: Page | Frame) => page.locator("button.answer");
const questionText = (page: Page | Frame) => page.getByRole("heading", { level: 2 }).textContent();

/** Answers the question with the n-th answer, and goes on. */
async function answer(page: Page | Frame, index: number): Promise<void> {
  await answers(page).nth(index).click();
  await button(page, /^(Next question|See the result)$/).click();
}

export const operateQuiz: Operated = {
  kind: "quiz",
  prompt: "a geography quiz with ten questions",
  async operate(page) {
    const right = [1, 2, 3, 0, 1, 2, 3, 0, 1];
    for (const [index, choice] of right.entries()) {
      await page.getByText(`Question ${index + 1} of 10`).waitFor();
      await answer(page, choice);
    }
    await answers(page).nth(1).click();
    await page.getByText("Not quite: Greenland.").waitFor();
    assert.equal(await answers(page).nth(2).isDisabled(), true);
    await button(page, "See the result").click();
    await page.getByRole("heading", { name: "9 of 10" }).waitFor();
    await page.getByText("Your best so far: 9").waitFor();
    assert.equal(await page.locator(".says-good").count(), 9);
    await button(page, "Play again").click();
    await page.getByText("Question 1 of 10").waitFor();
  },
  updates: [
    {
      name: "time to answer",
      request: "Give me 20 seconds to answer",
      async seen(page) {
        const timer = page.getByRole("timer");
        await timer.filter({ hasText: /^(20|19) s left$/ }).waitFor();
        await page.evaluate(() => {
          const read = Date.now;
          Date.now = () => read() + 20_000;
        });
        await page.getByText("Not quite:").waitFor();
        await timer.waitFor({ state: "detached" });
      },
    },
    {
      name: "shuffled questions",
      request: "Shuffle the questions",
      async seen(page) {
        const first = new Set<string | null>();
        // The chance that nine rounds begin alike is one in sixteen million.
        for (let round = 0; round < 9 && first.size < 2; round += 1) {
          await page.evaluate(() => location.reload());
          await answers(page).first().waitFor();
          first.add(await questionText(page));
        }
        assert.ok(first.size > 1);
      },
    },
    {
      name: "a restart button",
      request: "Add a restart button",
      async seen(page) {
        await answer(page, 0);
        await page.getByText("Question 2 of 10").waitFor();
        await button(page, "Start over").click();
        await page.getByText("Question 1 of 10").waitFor();
      },
    },
  ],
};
