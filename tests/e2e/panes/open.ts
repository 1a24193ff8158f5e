// One pane in a real browser, alone: its module is bundled with a slice made by hand and our styles, and whatever the page asks of any server
// is kept.
import { join } from "node:path";
import { build } from "esbuild";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, onTestFinished } from "vitest";
import { launch } from "../../../scripts/browser.ts";
import { root } from "../../../scripts/lib/wrangler.ts";

/** A step here waits for no server. */
const actionTimeoutMs = 15_000;
const address = "http://edgewright.test/";
const html = { contentType: "text/html; charset=utf-8" };
const shell = '<!doctype html><html lang="en"><title>A pane</title><body></body></html>';

export interface OpenPane {
  page: Page;
  /** What the pane has asked for outside of its slice. */
  requests: string[];
  /** Calls of the slice's functions so far, each as its name and arguments. */
  calls: () => Promise<unknown[][]>;
}

/** One browser for the tests of a file. Answers what opens a pane: `name` is a file of parts/, `pages` what is answered at other addresses. */
export function setPanes() {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  });
  afterAll(() => browser?.close());

  return async function openPane(name: string, pages: Record<string, string> = {}): Promise<OpenPane> {
    const { script, style } = await bundled(name);
    const page = await browser.newPage();
    onTestFinished(() => page.close());
    page.setDefaultTimeout(actionTimeoutMs);
    const requests: string[] = [];
    await page.route("**/*", (route) => {
      const url = route.request().url();
      const body = url === address ? shell : pages[url];
      if (body !== undefined) return route.fulfill({ ...html, body });
      requests.push(url);
      return route.abort();
    });
    await page.goto(address);
    await page.addStyleTag({ content: style });
    await page.evaluate(script);
    return { page, requests, calls: () => page.evaluate(() => window.calls) };
  };
}

async function bundled(name: string): Promise<{ script: string; style: string }> {
  const { outputFiles } = await build({
    entryPoints: { script: join(import.meta.dirname, `parts/${name}.tsx`), style: join(root, "src/web/styles/index.css") },
    outdir: "out",
    bundle: true,
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    write: false,
  });
  const outputOf = (ending: string) => outputFiles.find(({ path }) => path.endsWith(ending))?.text ?? "";
  return { script: outputOf(".js"), style: outputOf(".css") };
}
