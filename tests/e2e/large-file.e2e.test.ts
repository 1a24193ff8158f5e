// A file of a megabyte (in `npm test` a tenth of it), written a token at a time: what arrives in the database, in the log and in a browser is what the model wrote.
import { expect, test } from "vitest";
import { readEvent } from "../../scripts/lib/strict-wire.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import { finishApp, gate, turn, turnWith, unique, writeFile } from "../fakes/client.ts";
import { sized } from "../setup/full.ts";
import { send, setStage, tab } from "./stage.ts";

const { troubles, control, visitor, openWindow, serverUrl } = setStage();

const tokenCharacters = 4;
/** Everything that is written otherwise on its way: quotes, back-slashes, tabs, umlauts, characters of two units, what looks like JSON or markup. */
const line = `const at = { "path": "a\\\\b\\n", 'ä': '😀 {"}' }; // </file> \\u0041 \t日本語 $& %0A\n`;
const bytes = sized(100_000, 1_000_000);
/** A quarter of a million tokens take some seconds, on a busy machine many. */
const streamMaxMs = 120_000;

test("arrives whole everywhere", async () => {
  const lines = Math.ceil(bytes / new TextEncoder().encode(line).length);
  const content = Array.from({ length: lines }, (_, at) => `${at} ${line}`).join("");
  const { context, page } = await visitor();
  const [prompt, hold] = [unique("a large file"), unique("gate")];
  const html = "<!doctype html>\n<title>Large</title>\n<p>Large</p>\n";
  await control().scenario(
    prompt,
    turnWith({ pieceCharacters: tokenCharacters }, writeFile("index.html", html), writeFile("large.js", content), gate(hold)),
    turn(finishApp("It is large.")),
  );
  await page.goto(serverUrl());
  await send(page, prompt);
  await page.waitForURL(/\/apps\/[a-z2-7]{26}$/);
  const appId = new URL(page.url()).pathname.split("/").at(-1);
  const isReached = () =>
    control()
      .reached(hold)
      .then(
        () => true,
        () => false,
      );
  await expect.poll(isReached, { timeout: streamMaxMs }).toBe(true);

  // As it streamed: nobody has stored it yet.
  const shown = async () => (await page.locator(".code-text").allTextContents()).join("\n");
  await expect.poll(async () => `${await shown()}\n` === content, { timeout: 60_000 }).toBe(true);
  const late = await openWindow(context, page.url());
  await tab(late, "Code").click();
  const shownLate = async () => (await late.locator(".code-text").allTextContents()).join("\n");
  await expect.poll(async () => `${await shownLate()}\n` === content, { timeout: 60_000 }).toBe(true);
  await control().release(hold);
  await page.getByRole("button", { name: /^Version 1/ }).waitFor();

  const answers = await page.evaluate(async (id) => {
    const stored = await (await fetch(`/api/apps/${id}/versions/1/files/large.js`)).text();
    const socket = new WebSocket(`/api/apps/${id}/events?after=0`);
    const events: LogEvent[] = [];
    await new Promise<void>((resolve, reject) => {
      socket.onerror = () => reject(new Error("The socket failed."));
      socket.onmessage = ({ data }) => {
        const frame = JSON.parse(data) as LogEvent[];
        for (const event of frame) if (event.seq) events.push(event);
        if (frame.some(({ type }) => type === "version.completed")) resolve();
      };
    });
    socket.close();
    return { stored, events };
  }, appId);
  for (const event of answers.events) readEvent(event);
  // The strings are compared, not shown: a difference of a megabyte helps nobody.
  expect(answers.stored === content).toBe(true);
  expect(answers.events.map(({ seq }) => seq)).toEqual(answers.events.map((_, index) => index + 1));
  const start = answers.events.find((event) => event.type === "file.start" && event.path === "large.js");
  const callId = start?.type === "file.start" ? start.call_id : "";
  let logged = "";
  for (const event of answers.events) {
    if (event.type !== "file.delta" || event.call_id !== callId) continue;
    expect(event.offset).toBe(logged.length);
    logged += event.text;
  }
  expect(logged === content).toBe(true);
  expect(troubles).toEqual([]);
  await context.close();
});
