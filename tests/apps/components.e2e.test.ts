// add_component for every component there is, and an app that uses them all: operated in a real browser, on an address of its own and in a folder of ours.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { createKey } from "../../scripts/smoke/client.ts";
import names from "../../src/orchestrator/components.generated.json" with { type: "json" };
import { type SharedFake, sharedServer } from "../e2e/shared-server.ts";
import { call, finishApp, turn, writeFile } from "../fakes/client.ts";
import { namedHost } from "../setup/servers.ts";
import type { ForeignApp } from "./foreign-app.ts";
import { operated } from "./outcome.ts";
import { play } from "./replay.ts";
import { click, looks, sees } from "./seen.ts";
import { writtenFiles } from "./written-files.ts";

let server: SharedFake;
let browser: Browser;

beforeAll(async () => {
  server = await sharedServer("fake");
  browser = await launch({ args: [`--host-resolver-rules=MAP ${namedHost} 127.0.0.1`] });
});
afterAll(() => browser?.close());

const gallery: ForeignApp = {
  name: "components",
  prompt: "a gallery of components",
  shows: (page) => sees(page, "Plain card"),
  async operate(page) {
    await looks(page, "body", "background-color", /1|255/);
    await click(page, "Sign up");
    await sees(page, "Write an e-mail address.");
    await page.getByLabel("E-mail").fill("ada@example.com");
    await click(page, "Sign up");
    await sees(page, "Welcome, ada@example.com");
    await click(page, "Dialog");
    await sees(page, "It says something.");
    await click(page, "Close");
    await click(page, "Ask");
    await click(page, "Keep");
    await page.getByRole("combobox", { name: "Tea" }).click();
    await page.getByRole("option", { name: "Assam" }).click();
    await click(page, "Menu");
    await page.getByRole("menuitem", { name: "Copy" }).click();
    await sees(page, "Copied");
    await click(page, "Why tea?");
    await sees(page, "Because it is warm.");
    await page.getByRole("tab", { name: "Two" }).click();
    await sees(page, "Second tab.");
    await page.getByText("Right click").click({ button: "right" });
    await page.getByRole("menuitem", { name: "Paste" }).click();
    await page.getByRole("switch", { name: "Dark" }).click();
    await page.locator("html.dark").waitFor();
    await click(page, "Toggle sidebar");
    await page.locator('[data-slot="sidebar"][data-state="collapsed"]').waitFor({ state: "attached" });
  },
};

test("every component is added, and works", async () => {
  const { app, version, requests } = await play({ server, key: await createKey(server.url) }, gallery.prompt, [
    turn(call("add_component", { names: Object.keys(names) })),
    turn(...writtenFiles("components").map(({ path, content }) => writeFile(path, content))),
    turn(finishApp("A gallery.")),
  ]);
  expect(JSON.stringify(requests[1])).toContain("Added: wrote src/components/ui/accordion.tsx");
  expect(version).toMatchObject({ number: 1, metadata: { notices: [] } });
  const address = app.preview_url ?? "";
  const folder = `http://${namedHost}:${server.port}/p/${/[0-9a-f]{32}/.exec(address)?.[0]}/`;
  for (const [url, remembers] of [
    [address, true],
    [folder, false],
  ] as const) {
    expect(await operated(browser, url, { remembers }, gallery)).toEqual({ outcome: "runs", told: [] });
  }
});
