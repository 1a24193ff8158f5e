// Messages that wait behind a run: where they stand, changed and taken back in one window and seen in another, and what the model gets of them.
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { callWithGate, editFile, finishApp, say, turn, unique } from "../fakes/client.ts";
import { composer, preview, send, setStage } from "./stage.ts";

const { troubles, control, visitor, openWindow, makeCounter, serverUrl } = setStage();

const bubble = (page: Page, text: string) => page.getByRole("article", { name: "You" }).filter({ hasText: text });
const edit = (page: Page, text: string) => bubble(page, text).getByRole("button", { name: "Edit this message" });
const remove = (page: Page, text: string) => bubble(page, text).getByRole("button", { name: "Remove this message" });
const editor = (page: Page) => page.getByRole("textbox", { name: "Edit the message" });

/** A run that works until it is let go. */
async function hold(page: Page): Promise<() => Promise<void>> {
  const [change, gate] = [unique("hold on"), unique("gate")];
  await control().scenario(
    change,
    turn(say("It holds."), ...callWithGate(0, editFile("src/App.tsx", { search: "One more", replace: "Another" }), gate)),
    turn(finishApp("The button says Another.")),
  );
  await send(page, change);
  await control().reached(gate);
  await page.getByText("It holds.").waitFor();
  return () => control().release(gate);
}

/** The composer takes the next text once the server has this one. */
async function queue(page: Page, text: string): Promise<void> {
  await send(page, text);
  await bubble(page, text).waitFor();
  await expect.poll(() => composer(page).inputValue()).toBe("");
}

/** A message that makes the heading say `word`. */
async function script(text: string, word: string): Promise<void> {
  await control().scenario(
    text,
    turn(editFile("src/App.tsx", { search: "Cups of tea", replace: `Cups of ${word}` })),
    turn(finishApp(`It counts ${word}.`)),
  );
}

test("one of two waiting messages is changed, one is taken back; both windows see it, and the model gets what is left", async () => {
  const { context, page } = await visitor();
  const url = await makeCounter(page);
  const second = await openWindow(context, url);
  const release = await hold(page);
  const [typo, meant, unwanted] = [unique("count cofee"), unique("count coffee"), unique("count beer")];
  await script(meant, "coffee");
  await queue(page, unwanted);
  await queue(page, typo);
  for (const window of [page, second]) {
    await bubble(window, unwanted).getByText("Next in line").waitFor();
    await bubble(window, typo).getByText("Waiting behind 2 others").waitFor();
  }

  // By keyboard alone: an edit that is dropped, then one that is kept.
  await edit(page, typo).focus();
  await page.keyboard.press("Enter");
  await editor(page).fill("never mind");
  await page.keyboard.press("Escape");
  await bubble(page, typo).waitFor();
  expect(await edit(page, typo).evaluate((button) => button === document.activeElement)).toBe(true);
  await page.keyboard.press("Enter");
  await editor(page).fill(meant);
  await page.keyboard.press("Control+Enter");
  for (const window of [page, second]) {
    await bubble(window, meant).waitFor();
    expect(await bubble(window, typo).count()).toBe(0);
  }

  // In the other window. What was written comes back to where it can be sent again.
  await remove(second, unwanted).click();
  for (const window of [page, second]) {
    await bubble(window, unwanted).waitFor({ state: "detached" });
    await bubble(window, meant).getByText("Next in line").waitFor();
  }
  await expect.poll(() => composer(second).inputValue()).toBe(unwanted);
  expect(await composer(page).inputValue()).toBe("");

  await release();
  for (const window of [page, second]) {
    await window.getByText("It counts coffee.").waitFor();
    await preview(window).getByRole("heading", { name: "Cups of coffee" }).waitFor();
    await window.getByRole("button", { name: /^Version 3/ }).waitFor();
    expect(await window.getByText("Next in line").count()).toBe(0);
  }
  const asked = (await control().requests(meant)).map(({ body }) => JSON.stringify(body));
  expect(asked).toHaveLength(2);
  for (const request of asked) {
    expect(request).toContain(meant);
    for (const text of [typo, unwanted]) expect(request).not.toContain(text);
  }
  for (const text of [typo, unwanted]) expect(await control().requests(text)).toEqual([]);

  await page.reload();
  await page.getByText("It counts coffee.").waitFor();
  expect(await bubble(page, unwanted).count()).toBe(0);
  await context.close();
});

test("an edit that comes too late keeps its text and goes as a new message", async () => {
  const { context, page } = await visitor();
  await makeCounter(page);
  const release = await hold(page);
  const [first, later] = [unique("count milk"), unique("count oat milk")];
  await script(first, "milk");
  await control().scenario(later, turn(finishApp("Oat milk is milk.")));
  await send(page, first);
  await edit(page, first).click();
  await editor(page).fill(later);
  await release();
  await page.getByText("Work on this message has already started").waitFor();
  await page.getByText("It counts milk.").waitFor();
  expect(await editor(page).inputValue()).toBe(later);
  await page.getByRole("button", { name: "Send as a new message" }).click();
  await page.getByText("Oat milk is milk.").waitFor();
  expect(await bubble(page, first).count()).toBe(1);
  expect(await bubble(page, later).count()).toBe(1);
  await context.close();
});

test("a message that the server refuses to change says so; what fails for want of a connection can be saved again", async () => {
  const { context, page } = await visitor();
  await makeCounter(page);
  const release = await hold(page);
  const [text, changed] = [unique("count water"), unique("count still water")];
  await control().scenario(changed, turn(finishApp("Still water.")));
  await send(page, text);
  await edit(page, text).click();
  await editor(page).fill(changed);

  const address = "**/api/apps/*/messages/*";
  await page.route(address, (route) => route.abort());
  await editor(page).press("Enter");
  await page.getByText("Edgewright did not answer.").waitFor();
  expect(await editor(page).inputValue()).toBe(changed);
  await page.unroute(address);

  // The start may be told by the answer before it is told by an event.
  const error = { code: "message_not_waiting", message: "Only a message that still waits.", request_id: "r" };
  await page.route(address, (route) => route.fulfill({ status: 409, json: { error } }));
  await editor(page).press("Enter");
  await page.getByText("Work on this message has already started").waitFor();
  expect(await editor(page).inputValue()).toBe(changed);
  await page.unroute(address);
  await page.getByRole("button", { name: "Cancel" }).click();
  await bubble(page, text).waitFor();

  await edit(page, text).click();
  await editor(page).fill(changed);
  await page.getByRole("button", { name: "Save" }).click();
  await bubble(page, changed).waitFor();
  await release();
  await page.getByText("Still water.").waitFor();
  await context.close();
});

test("text of a message that is taken back is never lost: not to a draft, and not when another window takes it", async () => {
  const { context, page } = await visitor();
  const url = await makeCounter(page);
  const second = await openWindow(context, url);
  const release = await hold(page);
  const [one, two] = [unique("count juice"), unique("count soup")];
  await queue(page, one);
  await queue(page, two);
  await composer(page).fill("half a thought");
  await remove(page, one).click();
  await page.getByRole("button", { name: "Keep the text" }).click();
  expect(await composer(page).inputValue()).toBe(`half a thought\n\n${one}`);

  await edit(second, two).click();
  await editor(second).fill("count soup with care");
  await remove(page, two).click();
  await second.getByText("removed in another window").waitFor();
  expect(await composer(second).inputValue()).toBe("count soup with care");
  await release();
  await page.getByText("The button says Another.").waitFor();
  await context.close();
});

test("nothing went wrong in any page", () => {
  // The refused and the broken request are what that test is about.
  expect(troubles.filter((text) => !/ERR_FAILED|status of 409/.test(text))).toEqual([]);
});

test("a phone shows all of it within its width, also while an app with a long name is made", async () => {
  const { page } = await visitor();
  await page.setViewportSize({ width: 390, height: 844 });
  const [prompt, gate] = [unique("count every cup of tea of a very long day"), unique("gate")];
  await control().scenario(prompt, turn(say("It begins."), ...callWithGate(0, finishApp("Done."), gate)));
  await page.goto(serverUrl());
  await send(page, prompt);
  await control().reached(gate);
  await page.getByText("It begins.").waitFor();
  await queue(page, unique("and then the coffee"));
  await page.getByText("Next in line").waitFor();
  const right = await page.evaluate(() =>
    Math.max(
      ...[...document.querySelectorAll("button, article, header")].map((element) => element.getBoundingClientRect().right),
    ),
  );
  expect(right).toBeLessThanOrEqual(390);
  await control().release(gate);
});
