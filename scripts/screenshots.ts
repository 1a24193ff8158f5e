// `npm run screenshots`: takes the pictures in docs/screenshots from the real thing: own server, demo model, Chromium.
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { BrowserContextOptions, Page } from "playwright-core";
import { launch } from "./browser.ts";
import { startServer } from "./lib/server.ts";
import { root } from "./lib/wrangler.ts";

const folder = join(root, "docs/screenshots");
const desktop = { width: 1280, height: 800 };
const phone = { width: 390, height: 844 };

await mkdir(folder, { recursive: true });
const server = await startServer({});
const browser = await launch();

async function visit(options: BrowserContextOptions, look: (page: Page) => Promise<void>): Promise<void> {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.goto(server.url);
  await page.getByLabel("What to build").waitFor();
  await page.getByText("the built-in demo model answers").waitFor();
  await look(page);
  await context.close();
}

const shoot = (page: Page, name: string) => page.screenshot({ path: join(folder, `${name}.png`) });

async function ask(page: Page, text: string): Promise<void> {
  const composer = page.getByRole("textbox", { name: /^(What to build|Message)$/ });
  await composer.fill(text);
  await composer.press("Enter");
}

async function version(page: Page, number: number): Promise<void> {
  await page.getByRole("button", { name: new RegExp(`^Version ${number}\\b`) }).waitFor();
  await page.frameLocator("iframe").getByRole("heading", { level: 1 }).waitFor();
}

try {
  await visit({ viewport: desktop, colorScheme: "light" }, async (page) => {
    await shoot(page, "home-light");
    await ask(page, "a pomodoro timer with a task list");
    await page.getByText("src/lib/timer.ts").first().waitFor();
    await shoot(page, "streaming-light");
    await version(page, 1);
    await shoot(page, "workbench-light");
    await ask(page, "add dark mode");
    await version(page, 2);
    await page.getByRole("tab", { name: "Changes" }).click();
    await page.getByRole("region", { name: "Changes" }).locator("tr.added").first().waitFor();
    await shoot(page, "changes-light");
  });
  await visit({ viewport: desktop, colorScheme: "light" }, async (page) => {
    await ask(page, "a kanban board for planning a party");
    await page.getByText("src/styles.css").first().waitFor();
    for (const text of ["add dark mode", "make it blue, and call it Party Board"]) {
      await ask(page, text);
      await page.getByRole("article", { name: "You" }).filter({ hasText: text }).waitFor();
    }
    await page.getByText("Waiting behind 2 others").waitFor();
    await shoot(page, "waiting-light");
  });
  await visit({ viewport: desktop, colorScheme: "dark" }, async (page) => {
    await shoot(page, "home-dark");
    await ask(page, "a kanban board for planning a party, with dark mode");
    await version(page, 1);
    await shoot(page, "workbench-dark");
    await page.getByRole("tab", { name: "Code" }).click();
    await page.getByRole("navigation", { name: "Files" }).getByText("App.tsx").click();
    await page.getByRole("region", { name: "Text of src/App.tsx" }).waitFor();
    await shoot(page, "code-dark");
  });
  await visit({ viewport: phone, colorScheme: "light", hasTouch: true, isMobile: true }, async (page) => {
    await shoot(page, "home-phone");
    await ask(page, "a quiz about the world");
    await page.getByText(/done ·/).waitFor();
    await shoot(page, "chat-phone");
    await page.getByRole("navigation", { name: "Panes" }).getByText("Preview").click();
    await page.frameLocator("iframe").getByRole("heading", { level: 1 }).waitFor();
    await shoot(page, "preview-phone");
  });
  console.log(`The pictures are in ${folder}.`);
} finally {
  await browser.close();
  await server.stop();
}
