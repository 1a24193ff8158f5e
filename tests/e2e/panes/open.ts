// One pane in a real browser, alone: its module is bundled with a slice made by hand, and whatever the page asks of any server is kept.
import { join } from "node:path";
import { build } from "esbuild";
import type { Page } from "playwright-core";
import { onTestFinished } from "vitest";
import { launch } from "../../../scripts/browser.ts";

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

/** `name` is a file of parts/. `pages`: what is answered at other addresses, as a preview is. */
export async function openPane(name: string, pages: Record<string, string> = {}): Promise<OpenPane> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, `parts/${name}.tsx`)],
    bundle: true,
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
    write: false,
  });
  const browser = await launch();
  onTestFinished(() => browser.close());
  const page = await browser.newPage();
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
  await page.evaluate(outputFiles[0]?.text ?? "");
  return { page, requests, calls: () => page.evaluate(() => window.calls) };
}
