// Every screen of the chat, held against axe in both themes; and the ways through it without a mouse. The states are made once, in one browser.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { callWithGate, finishApp, outOfQuota, say, turn, unique, writeFile } from "../fakes/client.ts";
import { audit } from "./axe.ts";
import { composer, send, setStage, tab } from "./stage.ts";

const { troubles, control, visitor, makeCounter, serverUrl } = setStage();

const longSuggestion = `Add ${"averyverylongword".repeat(8)} and then some more words so that the button has to wrap`;
const table = `| ${"Column ".repeat(3)} | Two | Three | Four |\n|---|---|---|---|\n| ${"word ".repeat(12)} | b | c | d |`;
const prose = `# Title\n\n**Bold** and \`code\` and [a link](https://example.com).\n\n- one\n- two\n\n> quoted\n\n${table}\n\n\`\`\`\n${"a long line of code ".repeat(12)}\n\`\`\`\n\nשלום עולם`;
const broken =
  '<!doctype html>\n<html lang="en"><head><title>T</title></head><body><script type="module" src="/main.js"></script></body></html>\n';

/** Of one screen: what axe finds, with the name of the screen. */
async function look(page: Page, screen: string): Promise<string[]> {
  return (await audit(page)).map((text) => `${screen}: ${text}`);
}

const widthOf = (page: Page) =>
  page.evaluate(() => {
    const inPage = [...document.querySelectorAll("button, article, header, .prose > *, .recent-row")].filter(
      (element) => !element.closest(".menu-panel"),
    );
    return Math.max(...inPage.map((element) => element.getBoundingClientRect().right));
  });

test("no screen has a violation, in light and dark", async () => {
  const { context, page } = await visitor();
  const found: string[] = [];
  await page.goto(serverUrl());
  await composer(page).waitFor();
  found.push(...(await look(page, "home, empty")));

  await page.goto(`${serverUrl()}/nowhere`);
  await page.getByRole("heading", { name: "There is no such page." }).waitFor();
  found.push(...(await look(page, "missing")));

  // A failure before there is a version.
  const failing = unique("out of quota");
  await control().scenario(failing, outOfQuota(), outOfQuota(), outOfQuota());
  await page.goto(serverUrl());
  await send(page, failing);
  await page.getByRole("alert").waitFor();
  await page
    .getByText(/^Nothing was built/)
    .first()
    .waitFor();
  found.push(...(await look(page, "failed")));

  // Streaming, with all that prose can hold, and one message that waits.
  const [prompt, gate] = [unique("streams"), unique("gate")];
  await control().scenario(
    prompt,
    turn(say(prose), writeFile("a.css", "a {}\n".repeat(40)), ...callWithGate(1, writeFile("index.html", broken), gate)),
    ...Array.from({ length: 5 }, () => turn(writeFile("main.js", "let a = ;\n"), finishApp("It is there.", [longSuggestion]))),
  );
  await page.goto(serverUrl());
  await send(page, prompt);
  await control().reached(gate);
  await page.getByText("1 file written").waitFor();
  found.push(...(await look(page, "streaming")));
  await send(page, unique("and then"));
  await page.getByText("Next in line").waitFor();
  found.push(...(await look(page, "waiting")));
  await page.getByRole("button", { name: "Edit this message" }).click();
  found.push(...(await look(page, "editing")));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Remove this message" }).click();
  await control().release(gate);

  // Completed, and does not load.
  await page.getByText(/built, with \d+ problems?/).waitFor();
  await page.getByRole("button", { name: "Fix it" }).waitFor();
  expect(await page.locator(".chips button").first().textContent()).toBe("Fix it");
  found.push(...(await look(page, "does not load")));
  await tab(page, "Code").click();
  await page.getByRole("region", { name: /^Text of/ }).waitFor();
  found.push(...(await look(page, "code")));
  await tab(page, "Changes").click();
  await page.getByRole("region", { name: "Changes" }).locator("tr.added").first().waitFor();
  found.push(...(await look(page, "changes")));
  await page.getByRole("button", { name: /Show all versions/ }).click();
  found.push(...(await look(page, "version menu")));
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "API keys" }).waitFor();
  found.push(...(await look(page, "settings")));
  await page.keyboard.press("Escape");

  // Stopped, on a phone, where nothing may be wider than the screen either.
  await page.setViewportSize({ width: 390, height: 844 });
  const [slow, hold] = [unique("slow"), unique("gate")];
  await control().scenario(slow, turn(say("It begins."), ...callWithGate(0, writeFile("index.html", "never"), hold)));
  await send(page, slow);
  await control().reached(hold);
  await page.getByRole("button", { name: "Stop the run" }).click();
  await page.getByText("Stopped. Nothing was changed.").waitFor();
  found.push(...(await look(page, "phone, chat")));
  expect(await widthOf(page)).toBeLessThanOrEqual(390);
  await page.getByRole("navigation", { name: "Panes" }).getByText("Preview").click();
  found.push(...(await look(page, "phone, preview")));
  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByRole("heading", { name: "API keys" }).waitFor();
  found.push(...(await look(page, "phone, settings")));
  await page.keyboard.press("Escape");
  await page.getByRole("navigation", { name: "Panes" }).getByText("Code").click();
  found.push(...(await look(page, "phone, code")));
  await page.getByRole("link", { name: "All apps" }).click();
  await page.getByRole("heading", { name: "Recent" }).waitFor();
  found.push(...(await look(page, "phone, home")));
  expect(await widthOf(page)).toBeLessThanOrEqual(390);
  expect(found).toEqual([]);
  await context.close();
});

test("all of it without a mouse: skip link, slash, arrows in menus and tabs, and the focus after the first message", async () => {
  const { context, page } = await visitor();
  const focused = (name: string) => page.evaluate((label) => document.activeElement?.getAttribute("aria-label") === label, name);
  await makeCounter(page);
  await expect.poll(() => focused("Message")).toBe(true);

  await page.reload();
  await composer(page).waitFor();
  await page.keyboard.press("Tab");
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Skip to the message field");
  await page.keyboard.press("Enter");
  expect(await focused("Message")).toBe(true);
  expect(new URL(page.url()).hash).toBe("");

  await page.getByRole("button", { name: /Show all versions/ }).focus();
  await page.keyboard.press("/");
  expect(await focused("Message")).toBe(true);
  await page.keyboard.type("a/b");
  expect(await composer(page).inputValue()).toBe("a/b");

  await page.getByRole("button", { name: /Show all versions/ }).focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => page.evaluate(() => document.activeElement?.className)).toBe("version-open");
  await page.keyboard.press("Escape");
  expect(await page.evaluate(() => document.activeElement?.getAttribute("aria-label"))).toMatch(/Show all versions/);

  await page.getByRole("link", { name: "All apps" }).click();
  const more = page.getByRole("button", { name: /^More for/ });
  await more.focus();
  for (const [key, words] of [
    ["ArrowDown", "Rename"],
    ["ArrowDown", "Delete"],
    ["ArrowDown", "Rename"],
    ["ArrowUp", "Delete"],
  ] as const) {
    await page.keyboard.press(key);
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe(words);
  }
  await page.keyboard.press("Escape");
  expect(await more.evaluate((button) => button === document.activeElement)).toBe(true);
  await context.close();
});

test("nothing went wrong in any page", () => {
  expect(troubles.filter((text) => !/status of 404|main\.js|SyntaxError|Unexpected token/.test(text))).toEqual([]);
});
