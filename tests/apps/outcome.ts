// Opens an app as a person does, at an address of its own and in a folder of ours, operates it, and says how far it comes.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { root } from "../../scripts/lib/wrangler.ts";
import type { ForeignApp, Outcome, Place } from "./foreign-app.ts";

export interface Found {
  outcome: Outcome;
  /** What went wrong, in the words that a person or the console was told. */
  told: string[];
}

/** Nothing here works longer, even where eight servers share two cores, milliseconds. */
const patienceMs = 40_000;
const usualWindow = { width: 1200, height: 800 };

export async function operated(
  browser: Browser,
  url: string,
  place: Place,
  { shows, operate, expectedTroubles = [], network = {}, window = usualWindow }: ForeignApp,
): Promise<Found> {
  const context = await browser.newContext({ viewport: window });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  await standInForNetwork(context, new URL(url).port, network);
  const troubles = watch(page);
  try {
    await page.goto(url);
    const failure = await firstFailure(page, shows(page));
    if (failure !== null) return { outcome: "fails", told: [failure, ...troubles] };
    const wrong = await failureOf(operate(page, place));
    const told = [
      ...(wrong === null ? [] : [wrong]),
      ...troubles.filter((text) => !expectedTroubles.some((known) => known.test(text))),
    ];
    return { outcome: told.length === 0 ? "runs" : "partly", told };
  } finally {
    await context.close();
  }
}

/** The world outside: what the app may load from it comes from this machine, and nothing else answers. */
async function standInForNetwork(
  context: BrowserContext,
  port: string,
  network: Readonly<Record<string, string>>,
): Promise<void> {
  await context.route(
    (address) => address.protocol.startsWith("http") && address.port !== port,
    async (route) => {
      const file = network[route.request().url()];
      if (file === undefined) return route.abort();
      const headers = {
        "Access-Control-Allow-Origin": "*",
        "Content-Type": contentTypes[file.split(".").at(-1) ?? ""] ?? "text/plain",
      };
      await route.fulfill({ body: await readFile(join(root, file)), headers });
    },
  );
}

const contentTypes: Record<string, string> = { js: "text/javascript", css: "text/css" };

function watch(page: Page): string[] {
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(`${error.name}: ${error.message}`));
  page.on("console", (message) => {
    const { url } = message.location();
    // A font or a picture from a server that this machine cannot reach: its app has to do without, and does.
    const isOutside = message.text().includes("net::ERR_FAILED") && !isOwn(url, page.url());
    if (message.type() === "error" && !isOutside) troubles.push(`${message.text()} (${url})`);
  });
  return troubles;
}

const isOwn = (url: string, page: string) => URL.canParse(url) && new URL(url).host === new URL(page).host;

/** What keeps the app from showing: the page that says so is not waited on. */
async function firstFailure(page: Page, shown: Promise<void>): Promise<string | null> {
  const refusal = page.getByRole("heading", { name: "This app does not load" });
  const refused = refusal.waitFor().then(
    async () =>
      (
        await Promise.all((await refusal.locator("xpath=..").locator("section").all()).map((problem) => problem.textContent()))
      ).join("\n"),
    // It never came, or the page is closed.
    () => null,
  );
  const failed = failureOf(shown);
  const first = await Promise.race([failed, refused]);
  return first ?? (await failed);
}

const failureOf = (act: Promise<void>): Promise<string | null> =>
  act.then(
    () => null,
    (error: unknown) => (error instanceof Error ? error.message : String(error)),
  );
