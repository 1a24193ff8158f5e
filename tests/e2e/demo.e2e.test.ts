// The demo model without any key, on the real server: each kind of app is made, used in a real browser, changed, and used again. In `npm test` each kind is
// changed once, each in another way.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { createClient, createKey } from "../../scripts/smoke/client.ts";
import type { FileDiff, Version } from "../../src/protocol/resources.ts";
import { commonUpdates } from "../demo/operate/common.ts";
import { operated } from "../demo/operate/index.ts";
import { isFull } from "../setup/full.ts";
import type { SharedServer } from "../setup/servers.ts";
import { completed, makeApp } from "./made-app.ts";
import { sharedServer } from "./shared-server.ts";
import { actionTimeoutMs } from "./stage.ts";

let server: SharedServer;
let browser: Browser;
let key: string;

beforeAll(async () => {
  server = await sharedServer("demo");
  browser = await launch();
  key = await createKey(server.url);
});
afterAll(() => browser?.close());

/** An update is a small change: most lines stay. */
const changedLinesMax = 120;

const api = () => createClient(server.url, key);

async function send(appId: string, content: string): Promise<Version> {
  const { version } = await api().call<{ version: Version }>("POST", `/api/apps/${appId}/messages`, 202, { content });
  return completed(server.url, key, version);
}

async function open(url: string) {
  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  context.setDefaultTimeout(actionTimeoutMs);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(message.text());
  });
  await page.goto(url);
  return { context, page, troubles };
}

const countChanged = (files: FileDiff[]) =>
  files.flatMap((file) => file.patch.split("\n")).filter((line) => /^[+-](?![+-]{2} )/.test(line)).length;

describe.each(operated.map((kind, at) => ({ ...kind, at })))("$kind", ({ prompt, operate, updates, at }) => {
  test("is made, works, and takes each of its updates as a small change that works", async () => {
    const { app, version } = await makeApp(server.url, key, prompt);
    expect(version).toMatchObject({ number: 1, metadata: { provider: "demo", notices: [] } });
    const first = await open(app.preview_url ?? "");
    await operate(first.page);
    expect(first.troubles).toEqual([]);
    await first.context.close();

    const all = [...updates, ...commonUpdates];
    expect(all.length).toBeGreaterThanOrEqual(6);
    const made = isFull ? all : all.filter((_, index) => index === at % all.length);
    for (const [index, update] of made.entries()) {
      const changed = await send(app.id, update.request);
      expect([update.name, changed.number, changed.metadata.notices]).toEqual([update.name, index + 2, []]);
      const { files } = await api().call<{ files: FileDiff[] }>(
        "GET",
        `/api/apps/${app.id}/versions/${changed.number}/diff`,
        200,
      );
      expect(countChanged(files.filter((file) => file.status === "modified"))).toBeLessThan(changedLinesMax);
      const shown = await open(changed.preview_url ?? "");
      await update.seen(shown.page);
      expect([update.name, shown.troubles]).toEqual([update.name, []]);
      await shown.context.close();
    }

    if (!isFull) return;
    // With all of them made, each still works.
    const last = await open(app.preview_url ?? "");
    for (const update of made) await update.seen(last.page);
    await last.context.close();
  });
});

test("what the demo does not have is refused before anything is created, and what it builds instead stands beside it", async () => {
  const refused = await api().call<{ error: { code: string; message: string; hint: string; suggestions: string[] } }>(
    "POST",
    "/api/apps",
    422,
    { prompt: "a landing page for a SaaS startup called Nimbus" },
  );
  const { code, message, hint, suggestions } = refused.error;
  expect(code).toBe("not_prepared");
  expect(message).toContain("“SaaS startup”");
  expect(hint).toContain("OPENAI_API_KEY");
  expect(suggestions).toHaveLength(operated.length);

  const context = await browser.newContext({ viewport: { width: 1100, height: 800 } });
  context.setDefaultTimeout(actionTimeoutMs);
  const page = await context.newPage();
  await page.goto(server.url);
  const composer = page.getByRole("textbox", { name: "What to build" });
  await composer.fill("eine Wetterkarte für Bäcker");
  await composer.press("Enter");
  const alert = page.getByRole("alert");
  await alert.getByText("Wetterkarte", { exact: false }).waitFor();
  expect(await composer.inputValue()).toBe("eine Wetterkarte für Bäcker");
  expect(new URL(page.url()).pathname).toBe("/");
  expect(await page.getByRole("heading", { name: "Recent" }).count()).toBe(0);
  await alert.getByRole("button", { name: "Ein Taschenrechner" }).click();
  await page.getByText("Der Rechner addiert", { exact: false }).first().waitFor();

  await page.getByRole("textbox", { name: "Message" }).fill("Sende mir E-Mails");
  await page.getByRole("textbox", { name: "Message" }).press("Enter");
  await page.getByText("Das kann ich nicht ändern", { exact: false }).waitFor();
  await page.getByText("Answered. Nothing was changed.").waitFor();
  await page.getByRole("button", { name: "Füge einen Verlauf hinzu" }).click();
  await page.getByText("Unter den Tasten stehen deine letzten Rechnungen", { exact: false }).first().waitFor();
  await context.close();
});
