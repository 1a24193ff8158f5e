// The vendored libraries in a browser: each loads, has every name that checks promise, and all of them share one React.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { builtIcons, builtSpecifiers } from "../../src/libraries/built.ts";
import { vendored } from "../../src/libraries/libraries.ts";
import { providedUrl } from "../../src/preview/vendor.ts";
import { fewOf } from "../setup/full.ts";
import { type LibraryServer, serveLibraries } from "./page.ts";
import { samples } from "./samples.ts";

let server: LibraryServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await serveLibraries(Object.fromEntries(samples.map(({ name, source }) => [`${name}.tsx`, source])));
  browser = await launch();
  page = await browser.newPage();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

interface Asked {
  specifier: string;
  url: string;
  names: string[];
}

/** In the page, as text: vitest would make a call of its own of `import()`. */
const lackingInPage = (asked: readonly Asked[]) => `(async () => {
  const found = [];
  for (const { specifier, url, names } of ${JSON.stringify(asked)}) {
    try {
      const module = await import(url);
      found.push(...names.filter((name) => !(name in module)).map((name) => specifier + " lacks " + name));
    } catch (error) {
      found.push(specifier + ": " + error);
    }
  }
  return found;
})()`;

/** Each with the names that it lacks, or why it does not load. */
async function lacking(asked: readonly Asked[]): Promise<string[]> {
  await page.goto(server.url);
  return page.evaluate<string[]>(lackingInPage(asked));
}

const askedFor = (specifier: string): Asked => {
  const provided = vendored.find(specifier);
  const url = provided && providedUrl("", provided, null);
  if (url === null) throw new Error(`${specifier} is not provided.`);
  return { specifier, url, names: [...(provided?.exports ?? [])] };
};

test("every module loads and has the names that it is said to have", async () => {
  expect(await lacking(fewOf([...builtSpecifiers()], 60).map(askedFor))).toEqual([]);
});

test("every icon set loads whole", async () => {
  expect(await lacking(fewOf(Object.keys(builtIcons), 3).map(askedFor))).toEqual([]);
});

test("parts of a library, and its stylesheets, are modules too", async () => {
  const names = [
    "lodash/debounce",
    "lodash",
    "date-fns/format",
    "date-fns/locale/de",
    "d3-scale",
    "redux",
    "three/examples/jsm/controls/OrbitControls",
  ];
  expect(await lacking([...names, "leaflet/dist/leaflet.css", "react-day-picker/dist/style.css"].map(askedFor))).toEqual([]);
  const position = await page.evaluate(() => {
    const pane = document.createElement("div");
    pane.className = "leaflet-pane";
    document.body.appendChild(pane);
    return getComputedStyle(pane).position;
  });
  expect(position).toBe("absolute");
});

describe("what is made of them", () => {
  test.each(samples.map(({ name, shows }) => [name, shows] as const))("%s", async (name, shows) => {
    const errors: string[] = [];
    const listen = (error: Error) => errors.push(error.stack ?? error.message);
    page.on("pageerror", listen);
    await page.goto(server.url);
    await page.addScriptTag({ type: "module", url: `/${name}.tsx` });
    await page.waitForSelector(shows, { state: "attached", timeout: 15_000 }).catch(() => errors.push(`${shows} is not shown`));
    page.off("pageerror", listen);
    expect(errors).toEqual([]);
  });
});
