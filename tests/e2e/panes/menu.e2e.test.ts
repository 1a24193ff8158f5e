// The menu on the browser's popover: every way to open, use and close it, and where it lies.
import { expect, test } from "vitest";
import { setPanes } from "./open.ts";

const openPane = setPanes();

test("a menu opens by click and by arrows, closes in every way, and gives the focus back", async () => {
  const { page, calls } = await openPane("menu");
  const trigger = page.getByRole("button", { name: "More" });
  const item = (name: string) => page.getByRole("button", { name });
  const focused = () => page.evaluate(() => document.activeElement?.textContent);
  const closed = () => item("First").waitFor({ state: "detached" });

  await trigger.click();
  await item("Second").click();
  await closed();
  expect(await calls()).toEqual([["Second"]]);
  expect(await focused()).toBe("More");

  for (const [key, words] of [
    ["ArrowUp", "Third"],
    ["ArrowDown", "First"],
    ["End", "Third"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(focused).toBe(words);
  }
  await page.keyboard.press("Escape");
  await closed();
  expect(await focused()).toBe("More");

  await trigger.click();
  await trigger.click();
  await closed();
  await trigger.click();
  await page.getByText("Elsewhere").click();
  await closed();
  await trigger.click();
  await page.frameLocator("iframe").getByText("in the frame").click();
  await closed();

  // The keyboard goes through it and on, and it does not stay behind.
  await trigger.focus();
  await page.keyboard.press("Enter");
  for (const words of ["First", "Second", "Third", "After"]) {
    await page.keyboard.press("Tab");
    await expect.poll(focused).toBe(words);
  }
  await closed();
});

test("a menu lies over everything and within the page, whatever its button stands in", async () => {
  const { page } = await openPane("menu");
  await page.getByRole("button", { name: "More" }).click();
  const third = page.getByRole("button", { name: "Third" });
  const width = await page.evaluate(() => document.documentElement.clientWidth);
  const edges = () => third.evaluate((element) => element.getBoundingClientRect().toJSON() as DOMRect);
  await expect.poll(async () => (await edges()).right).toBeLessThanOrEqual(width);
  expect((await edges()).left).toBeGreaterThan(width / 2);
  // What is seen at its middle is the item itself: nothing covers or cuts it.
  expect(
    await third.evaluate((element) => {
      const { left, top, width, height } = element.getBoundingClientRect();
      return document.elementFromPoint(left + width / 2, top + height / 2) === element;
    }),
  ).toBe(true);
});
