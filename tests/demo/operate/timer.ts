// Uses the demo model's pomodoro timer.
import assert from "node:assert/strict";
import type { Frame, Page } from "playwright-core";
import type { Operated } from "./types.ts";

const timeLeft = (page: Page | Frame) => page.getByRole("timer").textContent();
const button = (page: Page | Frame, name: string) => page.getByRole("button", { name, exact: true });

/** Moves the page's clock: the timer reads the time, it does not count ticks. */
async function pass(page: Page | Frame, minutes: number): Promise<void> {
  await page.evaluate((ms) => {
    const read = Date.now;
    Date.now = () => read() + ms;
  }, minutes * 60_000);
}

async function add(page: Page | Frame, text: string): Promise<void> {
  await page.getByLabel("New task").fill(text);
  await button(page, "Add").click();
  await page.getByRole("button", { name: text, exact: true }).waitFor();
}

async function showsTime(page: Page | Frame, time: string | RegExp): Promise<void> {
  await page.getByRole("timer").filter({ hasText: time }).waitFor();
}

export const operateTimer: Operated = {
  kind: "timer",
  prompt: "a pomodoro timer with a task list",
  async operate(page) {
    await button(page, "Focus").click();
    await showsTime(page, "25:00");
    await add(page, "Write the talk");
    await page.getByRole("button", { name: "Write the talk", exact: true }).click();
    await button(page, "Start").click();
    await showsTime(page, /24:5\d/);
    assert.match(await page.title(), /^24:5\d Focus/);
    await button(page, "Pause").click();
    const paused = await timeLeft(page);
    await pass(page, 5);
    await button(page, "Go on").click();
    assert.equal((await timeLeft(page))?.slice(0, 2), paused?.slice(0, 2), "a pause costs no time");
    await pass(page, 25);
    await page.getByText("Focus finished. Take a break.").waitFor();
    await showsTime(page, "05:00");
    await page.getByText("1 focus session finished today").waitFor();
    await page.getByRole("listitem").filter({ hasText: "Write the talk" }).getByText("1 session").waitFor();
    await page.getByLabel("Done: Write the talk").check();
    assert.equal(await page.getByRole("button", { name: "Write the talk" }).first().isDisabled(), true);
    await button(page, "Remove: Write the talk").click();
    await page.getByText("Write the talk").waitFor({ state: "detached" });
    await button(page, "Add").click();
    await page.getByText("Write down what you want to do first.").waitFor();
  },
  updates: [
    {
      name: "sound",
      request: "Play a sound when time is up",
      async seen(page) {
        const toggle = page.getByRole("button", { name: "Sound", exact: true });
        const before = (await toggle.getAttribute("aria-pressed")) === "true";
        await toggle.click();
        assert.equal(await toggle.getAttribute("aria-pressed"), String(!before));
        await toggle.click();
        assert.equal(await toggle.getAttribute("aria-pressed"), String(before));
      },
    },
    {
      name: "reset",
      request: "Add a reset button",
      async seen(page) {
        await button(page, "Short break").click();
        const whole = (await timeLeft(page)) ?? "";
        await button(page, "Start").click();
        await page.waitForFunction((time) => document.querySelector("[role=timer]")?.textContent !== time, whole);
        await button(page, "Reset").click();
        await showsTime(page, whole);
        await button(page, "Start").waitFor();
        await button(page, "Focus").click();
      },
    },
    {
      name: "lengths",
      request: "Make the focus 50 minutes and the breaks longer",
      async seen(page) {
        await button(page, "Short break").click();
        await showsTime(page, "10:00");
        await button(page, "Long break").click();
        await showsTime(page, "30:00");
        await button(page, "Focus").click();
        await showsTime(page, "50:00");
      },
    },
    {
      name: "clear finished",
      request: "Let me clear finished tasks",
      async seen(page) {
        await add(page, "Water the plants");
        await page.getByLabel("Done: Water the plants").check();
        await page.getByRole("button", { name: /^Clear finished/ }).click();
        await page.getByText("Water the plants").waitFor({ state: "detached" });
        assert.equal(await page.getByRole("button", { name: /^Clear finished/ }).count(), 0);
      },
    },
    {
      name: "daily goal",
      request: "Add a daily goal of 6 pomodoros",
      async seen(page) {
        const goal = page.getByRole("region", { name: "Daily goal" });
        await goal.getByText(/of 6$/).waitFor();
        await goal.getByRole("button", { name: "One more" }).click();
        await goal.getByText(/of 7$/).waitFor();
        await goal.getByRole("button", { name: "One less" }).click();
        await goal.getByText(/of 6$/).waitFor();
      },
    },
  ],
};
