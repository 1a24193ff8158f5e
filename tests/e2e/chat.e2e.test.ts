// The web chat in a real browser against the real server: a first visit to a restored version, several windows, stop, failure and retry.
import { request as httpRequest } from "node:http";
import type { BrowserContext } from "playwright-core";
import { expect, test } from "vitest";
import { readEvent } from "../../scripts/lib/strict-wire.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import { callWithGate, editFile, finishApp, outOfQuota, readFile, say, turn, unique, writeFile } from "../fakes/client.ts";
import { composer, counter, preview, send, setStage, tab } from "./stage.ts";

const { troubles, control, visitor, openWindow, makeCounter, serverUrl } = setStage();

test("first visit, prompt, files, preview that works, update, differences, restore, reload", async () => {
  const { context, page } = await visitor();
  await makeCounter(page);

  // The prose is markdown, the name is the model's, every file is named in the chat.
  await page.getByRole("article", { name: "Edgewright" }).locator("strong", { hasText: "React" }).waitFor();
  await page.getByText("Tea counter").first().waitFor();
  for (const path of Object.keys(counter))
    await page.getByRole("article", { name: "Edgewright" }).getByText(path).first().waitFor();

  // At the end of the first version the preview shows by itself, and it works.
  const app = preview(page);
  await app.getByRole("button", { name: "One more" }).click();
  await app.getByRole("button", { name: "One more" }).click();
  await app.locator("output", { hasText: "2" }).waitFor();
  expect(await app.locator("h1").evaluate((heading) => getComputedStyle(heading).fontSize)).toBe("24px");

  const change = unique("call it coffee");
  await control().scenario(
    change,
    turn(readFile("src/App.tsx")),
    turn(editFile("src/App.tsx", { search: "Cups of tea", replace: "Cups of coffee" })),
    turn(finishApp("It counts coffee now.")),
  );
  await send(page, change);
  await app.getByRole("heading", { name: "Cups of coffee" }).waitFor();

  await tab(page, "Changes").click();
  const changes = page.getByRole("region", { name: "Changes" });
  await changes.locator("tr.removed", { hasText: "Cups of tea" }).waitFor();
  await changes.locator("tr.added", { hasText: "Cups of coffee" }).waitFor();

  await tab(page, "Code").click();
  await page.getByRole("navigation", { name: "Files" }).getByText("App.tsx").click();
  await page.getByRole("region", { name: "Text of src/App.tsx" }).getByText("Cups of coffee").waitFor();

  await page.getByRole("button", { name: /Show all versions/ }).click();
  await page.getByRole("button", { name: "Restore" }).click();
  await page.getByRole("button", { name: /^Version 3/ }).waitFor();
  await tab(page, "Preview").click();
  await app.getByRole("heading", { name: "Cups of tea" }).waitFor();

  await page.reload();
  await page.getByRole("button", { name: /^Version 3/ }).waitFor();
  await page.getByText("It counts coffee now.").waitFor();
  await tab(page, "Preview").click();
  await preview(page).getByRole("heading", { name: "Cups of tea" }).waitFor();

  await page.getByRole("link", { name: "All apps" }).click();
  await page.getByRole("link", { name: /Tea counter/ }).waitFor();
  await context.close();
});

test("two windows and one that comes late show the same, and so does curl", async () => {
  const { context, page } = await visitor();
  const url = await makeCounter(page);
  const second = await openWindow(context, url);
  const [change, hold] = [unique("hold on"), unique("gate")];
  await control().scenario(
    change,
    turn(say("Two rounds."), ...callWithGate(0, editFile("src/App.tsx", { search: "One more", replace: "Another" }), hold)),
    turn(finishApp("The button says Another.")),
  );
  await send(page, change);
  for (const window of [page, second]) await window.getByText("Two rounds.").waitFor();
  await control().reached(hold);
  const streamed = readServerSentEvents(new URL(url).pathname.replace("/apps/", "/api/apps/"), await cookieOf(context));
  await control().release(hold);
  const late = await openWindow(context, url);
  const texts = [];
  for (const window of [page, second, late]) {
    await window.getByText("The button says Another.").waitFor();
    await window.getByRole("button", { name: /^Version 2/ }).waitFor();
    texts.push(withoutTimes(await window.getByRole("region", { name: "Chat" }).textContent()));
  }
  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).toBe(texts[0]);
  const events = await streamed;
  expect(events.map((event) => event.seq)).toEqual(events.map((_, index) => index + 1));
  expect(events.filter((event) => event.type === "version.completed")).toHaveLength(2);
  await context.close();
});

test("an edit is seen in the code while it is written, at its place", async () => {
  const { context, page } = await visitor();
  await makeCounter(page);
  const [change, hold] = [unique("another word"), unique("gate")];
  const edit = editFile("src/App.tsx", { search: "One more", replace: "Another cup of it" });
  const whenHalfWritten = edit.arguments.indexOf(" of it");
  await control().scenario(change, turn(...callWithGate(0, edit, hold, whenHalfWritten)), turn(finishApp("Another word.")));
  await send(page, change);
  await control().reached(hold);
  await tab(page, "Code").click();
  const code = page.getByRole("region", { name: "Text of src/App.tsx" });
  await code.getByText("Another cup<", { exact: false }).waitFor();
  await page.locator(".code-edited").waitFor();
  await control().release(hold);
  await page.getByRole("button", { name: /^Version 2/ }).waitFor();
  await code.getByText("Another cup of it<", { exact: false }).waitFor();
  await page.locator(".code-edited").waitFor({ state: "detached" });
  await context.close();
});

test("stop ends the request at the provider; a failure says what to do and can be tried again", async () => {
  const { context, page } = await visitor();
  await makeCounter(page);
  const [slow, hold] = [unique("rewrite it"), unique("gate")];
  await control().scenario(slow, turn(say("It begins."), ...callWithGate(0, writeFile("src/App.tsx", "never"), hold)));
  await send(page, slow);
  await control().reached(hold);
  await page.getByRole("button", { name: "Stop the run" }).click();
  await page.getByText("Stopped. Nothing was changed.").waitFor();
  const [request] = await control().requests(slow, { count: 1, ended: true });
  expect(request?.aborted).toBe(true);

  const broken = unique("fails first");
  await control().scenario(
    broken,
    outOfQuota(),
    turn(editFile("src/App.tsx", { search: "One more", replace: "Next" })),
    turn(finishApp("The button says Next.")),
  );
  await send(page, broken);
  await page.getByText("Add credit or set another key.").first().waitFor();
  // The next failure is not the provider's any more: the same message again, by the button.
  await page
    .getByRole("article", { name: "Edgewright" })
    .last()
    .getByRole("button", { name: /Try again|Retry/ })
    .click();
  await page.getByText("The button says Next.").waitFor();
  await page.getByRole("button", { name: /^Version 2/ }).waitFor();
  await context.close();
});

test("a window that lost its connection says so, stands still, and catches up without losing or doubling anything", async () => {
  const { context, page } = await visitor();
  await page.clock.install();
  const progress = page.getByRole("article", { name: "Edgewright" }).last().locator("footer .outcome");
  /** What the progress says before and after some seconds. */
  const overSeconds = async () => {
    const before = await progress.textContent();
    await page.clock.fastForward(4_000);
    return [before, await progress.textContent()];
  };
  await makeCounter(page);
  const [change, hold] = [unique("while you were away"), unique("gate")];
  await control().scenario(
    change,
    turn(say("Before."), ...callWithGate(0, editFile("src/App.tsx", { search: "One more", replace: "Again" }), hold)),
    turn(say("After."), finishApp("It says Again.")),
  );
  await send(page, change);
  await control().reached(hold);
  await page.getByText("Before.").waitFor();
  const [running, later] = await overSeconds();
  expect(later).not.toBe(running);
  await context.setOffline(true);
  await page
    .getByText(/offline|reconnecting/i)
    .first()
    .waitFor();
  const [held, stillHeld] = await overSeconds();
  expect(stillHeld).toBe(held);
  await send(page, "said while away");
  await page.clock.fastForward(3_000);
  await page.getByText("Edgewright did not answer.").waitFor();
  await control().release(hold);
  await control().requests(change, { count: 2, ended: true });
  await context.setOffline(false);
  await page.getByText("It says Again.").waitFor();
  await page.getByText("Edgewright did not answer.").waitFor({ state: "detached" });
  expect(await composer(page).inputValue()).toBe("said while away");
  await page
    .getByText(/offline|reconnecting/i)
    .first()
    .waitFor({ state: "detached" });
  expect(await page.getByText("Before.").count()).toBe(1);
  expect(await page.getByText("After.", { exact: true }).count()).toBe(1);
  await context.close();
});

test("a person's text stands as it was typed, an answer without an end in it leaves the page alone, and nothing is cut", async () => {
  const { context, page } = await visitor();
  const typed = `${unique("change this")}:\n<ol>\n  <li>one</li>\n</ol>\n__main__ and x*y*z, rows[1](e)\n- a\n+ b`;
  const circle = `${"> ".repeat(4_000)}round and round`;
  const wrote = turn(
    say(`**Thought.**\n\n${circle}`),
    writeFile("index.html", "<!doctype html><title>Lists</title><h1>Lists</h1>"),
  );
  await control().scenario(typed.slice(0, 22), wrote, turn(finishApp("Written.")));
  await page.goto(serverUrl());
  await send(page, typed);
  await page.getByText("round and round").waitFor();
  await page.getByText(/done ·/).waitFor();
  // biome-ignore lint/performance/useDomNodeTextContent: as it is seen, with its lines.
  expect(await page.locator(".user-message .bubble").innerText()).toBe(typed);
  expect(await page.getByRole("article", { name: "Edgewright" }).locator("strong").textContent()).toBe("Thought.");
  await page.reload();
  await page.getByText("round and round").waitFor();

  const long = `${"word ".repeat(9_000)}END`;
  await composer(page).fill(long);
  await page.getByText("This one is 5,003 too long").waitFor();
  await composer(page).press("Enter");
  expect(await composer(page).inputValue()).toBe(long);
  expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(true);
  await composer(page).fill(long.slice(-40_000));
  await page.getByText("too long").waitFor({ state: "detached" });
  expect(await page.getByRole("button", { name: "Send" }).isDisabled()).toBe(false);
  await context.close();
});

test("every app can be reached and found from the first screen, and one that is being built shows when it is done", async () => {
  const { context, page } = await visitor();
  const listed = page.waitForResponse((response) => response.url().includes("/api/apps") && response.ok());
  await page.goto(serverUrl());
  await listed;
  const [prompt, hold] = [unique("one of many"), unique("gate")];
  const answers = Array.from({ length: 31 }, () => turn(say("An answer.")));
  await control().scenario(prompt, ...answers, turn(say("It waits."), ...callWithGate(0, finishApp("Done."), hold)));
  for (let index = 0; index < 32; index += 1) {
    const data = { prompt, name: `Number ${index}`, mode: "ask" };
    const created = await page.request.post(`${serverUrl()}/api/apps`, { data, headers: { Origin: serverUrl() } });
    expect(created.status()).toBe(202);
  }
  await page.reload();
  const rows = page.getByRole("listitem");
  await expect.poll(() => rows.count()).toBe(30);
  await page.getByRole("button", { name: "Show more" }).click();
  await expect.poll(() => rows.count()).toBe(32);
  await page.getByRole("searchbox", { name: /Search/ }).fill("number 17");
  await expect.poll(() => rows.count()).toBe(1);
  await page.getByRole("searchbox", { name: /Search/ }).fill("");
  // One is still at work, and is seen to end without a reload.
  await control().reached(hold);
  await expect.poll(() => page.getByText("building").count(), { timeout: 10_000 }).toBe(1);
  await control().release(hold);
  await expect.poll(() => page.getByText("building").count(), { timeout: 10_000 }).toBe(0);
  const dot = await page.locator('.status-dot[data-status="empty"]').first().boundingBox();
  expect([dot?.width, dot?.height]).toEqual([8, 8]);
  await context.close();
});

test("a person deletes themselves in the settings: what goes is named first, and then all of it is gone", async () => {
  const { context, page } = await visitor();
  const address = await makeCounter(page);
  const cookie = await cookieOf(context);
  const dialog = page.getByRole("dialog", { name: "Settings" });
  await page.getByRole("button", { name: "Settings" }).click();
  await dialog.getByRole("button", { name: "Delete all my data…" }).click();
  await dialog.getByText("It deletes 1 app (with all messages, versions, files and previews) and this session.").waitFor();
  // The one that does no harm is the one that Enter presses.
  await page.keyboard.press("Enter");
  await dialog.getByRole("button", { name: "Delete all my data…" }).click();
  const deleted = page.waitForResponse((answer) => answer.request().method() === "DELETE");
  await dialog.getByRole("button", { name: "Delete everything", exact: true }).click();
  expect((await deleted).status()).toBe(204);
  await page.waitForURL(`${serverUrl()}/`);
  await page.getByRole("button", { name: "Settings" }).waitFor();
  expect(await page.evaluate(() => ({ ...localStorage, ...sessionStorage }))).toEqual({});

  // The old cookie is nobody's. The browser is not asked: its page signs in again, and the answer sets a cookie of its own at any time.
  const old = await fetch(`${serverUrl()}/api/apps/${address.split("/").pop()}`, { headers: { Cookie: cookie } });
  expect(old.status).toBe(401);
  await context.close();
});

test("nothing went wrong in any page", () => {
  // A request that was cut by going offline is what that test is about.
  expect(troubles.filter((text) => !/ERR_INTERNET_DISCONNECTED|WebSocket/.test(text))).toEqual([]);
});

/** Durations and "2 min ago" depend on when one looks. */
const withoutTimes = (text: string | null) => text?.replace(/\d+ (s|min|ms)\b( ago)?|just now/g, "#");

async function cookieOf(context: BrowserContext): Promise<string> {
  const cookies = await context.cookies(serverUrl());
  return cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
}

/** What `curl -N` would show: every event from the first to the end of version 2. */
function readServerSentEvents(path: string, cookie: string): Promise<LogEvent[]> {
  return new Promise((resolve, reject) => {
    const events: LogEvent[] = [];
    const request = httpRequest(new URL(`${path}/events`, serverUrl()), {
      headers: { Accept: "text/event-stream", Cookie: cookie },
    });
    request.on("error", reject);
    request.on("response", (response) => {
      let rest = "";
      response.setEncoding("utf8");
      response.on("data", (text: string) => {
        const blocks = (rest + text).split("\n\n");
        rest = blocks.pop() ?? "";
        for (const block of blocks) {
          const data = /^data: (.*)$/m.exec(block)?.[1];
          const event = data ? readEvent(JSON.parse(data)) : null;
          if (event && "seq" in event) events.push(event);
        }
        if (events.filter((event) => event.type === "version.completed").length < 2) return;
        request.destroy();
        resolve(events);
      });
    });
    request.end();
  });
}
