// Apps as other builders' models write them: each is written file by file by the fake model through a run, then opened and operated in a real browser,
// at an address of its own and in a folder of ours. `npm test` tries a third of them.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { createKey } from "../../scripts/smoke/client.ts";
import { sharedServer } from "../e2e/shared-server.ts";
import { fewOf } from "../setup/full.ts";
import { namedHost } from "../setup/servers.ts";
import type { ForeignApp } from "./foreign-app.ts";
import { apps } from "./index.ts";
import { type Found, operated } from "./outcome.ts";
import { type Author, replay } from "./replay.ts";
import { printOutcome, printSum, type Tried } from "./report.ts";
import { upload } from "./upload.ts";
import { writtenFiles } from "./written-files.ts";

/** So many of them in `npm test`. */
const aThird = Math.ceil(apps.length / 3);

let author: Author;
let browser: Browser;
const tried: Tried[] = [];

beforeAll(async () => {
  const server = await sharedServer("fake");
  browser = await launch({ args: [`--host-resolver-rules=MAP ${namedHost} 127.0.0.1`, ...softwareGraphics] });
  author = { server, key: await createKey(server.url) };
});
afterAll(async () => {
  await browser?.close();
  printSum(tried);
});

/** WebGL without a graphics card. */
const softwareGraphics = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

describe.each(fewOf(apps, aThird))("$name", (app) => {
  test("is written, opened and operated", async () => {
    const one = { name: app.name, ...(await outcomes(app)) };
    tried.push(one);
    printOutcome(one);
    expect(one).toEqual({ name: app.name, found: [runs, runs], problems: [] });
  });
});

const runs: Found = { outcome: "runs", told: [] };

async function outcomes(app: ForeignApp): Promise<Omit<Tried, "name">> {
  try {
    const made = await replay(author, app.prompt, writtenFiles(app.name));
    const version = app.uploads ? await upload(author, made.app, app.uploads()) : made.version;
    const address = made.app.preview_url ?? "";
    const folder = `http://${namedHost}:${author.server.port}/p/${/[0-9a-f]{32}/.exec(address)?.[0]}/`;
    const found = await Promise.all([
      operated(browser, address, { remembers: true }, app),
      operated(browser, folder, { remembers: false }, app),
    ]);
    const problems = [...version.problems, ...version.metadata.notices].map(({ message }) => message);
    return { found, problems: problems.filter((text) => !app.expectedProblems?.some((known) => known.test(text))) };
  } catch (error) {
    // The run ended without a version, or the server took no picture.
    return { found: [{ outcome: "fails", told: [String(error)] }], problems: [] };
  }
}
