// What the browser tests stand on: the shared server with the fake provider, a real browser, and an app to change.
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import { afterAll, beforeAll, expect } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { readFrame } from "../../scripts/lib/strict-wire.ts";
import { pongText } from "../../src/protocol/constants.ts";
import { fakeProvider, finishApp, say, setAppDetails, turn, unique, writeFile } from "../fakes/client.ts";
import { type SharedFake, sharedServer } from "./shared-server.ts";

/** A step that takes longer hangs: runs here end within two seconds, on a busy machine within ten. */
export const actionTimeoutMs = 30_000;

export const counter = {
  "index.html":
    '<!doctype html>\n<html lang="en">\n  <head>\n    <meta charset="utf-8" />\n    <title>Counter</title>\n    <link rel="stylesheet" href="/src/styles.css" />\n  </head>\n  <body>\n    <div id="root"></div>\n    <script type="module" src="/src/main.tsx"></script>\n  </body>\n</html>\n',
  "src/styles.css": '@import "tailwindcss";\n',
  "src/main.tsx":
    'import { createRoot } from "react-dom/client";\nimport { App } from "./App";\n\ncreateRoot(document.getElementById("root")!).render(<App />);\n',
  "src/App.tsx":
    'import { useState } from "react";\n\nexport function App() {\n  const [cups, setCups] = useState<number>(0);\n  return (\n    <main className="p-8">\n      <h1 className="text-2xl">Cups of tea</h1>\n      <button onClick={() => setCups(cups + 1)}>One more</button>\n      <output>{cups}</output>\n    </main>\n  );\n}\n',
};

/** Sets everything up before the tests of a file, with a browser of their own. */
export function setStage() {
  let server: SharedFake;
  let browser: Browser;
  const troubles: string[] = [];
  /** What pages were sent over their sockets and the protocol does not have. */
  const misread: string[] = [];

  beforeAll(async () => {
    server = await sharedServer("fake");
    browser = await launch();
  });
  afterAll(async () => {
    await browser?.close();
    expect(misread).toEqual([]);
  });

  const control = () => fakeProvider(server.providerUrl);

  /** Errors in the console are failures: a Content-Security-Policy that bites, a script that throws. */
  function watch(page: Page): void {
    page.on("pageerror", (error) => troubles.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") troubles.push(message.text());
    });
    page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        const text = String(payload);
        if (text === pongText) return;
        try {
          readFrame(text);
        } catch (error) {
          misread.push(String(error));
        }
      }),
    );
  }

  /** A browser that never was here before. */
  async function visitor(): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
    context.setDefaultTimeout(actionTimeoutMs);
    return { context, page: await openWindow(context) };
  }

  async function openWindow(context: BrowserContext, url?: string): Promise<Page> {
    const page = await context.newPage();
    watch(page);
    if (url !== undefined) await page.goto(url);
    return page;
  }

  /** Makes the counter, waits until it is done, and answers where it is. */
  async function makeCounter(page: Page): Promise<string> {
    const prompt = unique("count my tea");
    await control().scenario(
      prompt,
      turn(
        say("I will write a counter in **React**."),
        setAppDetails("Tea counter", "Counts cups"),
        ...Object.entries(counter).map(([path, content]) => writeFile(path, content)),
      ),
      turn(finishApp("A counter with one button.", ["Add a reset button"])),
    );
    await page.goto(server.url);
    await send(page, prompt);
    await page.waitForURL(/\/apps\/[a-z2-7]{26}$/);
    await page.getByRole("button", { name: "Add a reset button" }).waitFor();
    return page.url();
  }

  return { troubles, control, visitor, openWindow, makeCounter, serverUrl: () => server.url };
}

export const composer = (page: Page) => page.getByRole("textbox", { name: /^(What to build|Message)$/ });

export async function send(page: Page, text: string): Promise<void> {
  await composer(page).fill(text);
  await composer(page).press("Enter");
}

export const preview = (page: Page): FrameLocator => page.frameLocator("iframe");
export const tab = (page: Page, name: string) => page.getByRole("tab", { name });
