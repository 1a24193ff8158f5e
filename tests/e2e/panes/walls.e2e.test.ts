// What throws in the page takes nothing else with it: parts that throw, in a real browser, inside of the chat's own walls.
import { expect, test } from "vitest";
import { setPanes } from "./open.ts";

const openPane = setPanes();

test("a message that throws is its text, a pane says that it could not be shown, and what stands beside them stays", async () => {
  const { page } = await openPane("walls");

  expect(await page.locator(".plain-text").textContent()).toBe("**the text** itself");
  expect(await page.getByRole("alert").textContent()).toContain("Something on this page did not work.");
  expect(await page.locator("strong", { hasText: "bold" }).count()).toBe(1);

  await page.getByRole("button", { name: "Mend it" }).click();
  await page.getByRole("button", { name: "Try again" }).click();
  await page.getByText("the pane").waitFor();
  expect(await page.getByRole("alert").count()).toBe(0);
});
