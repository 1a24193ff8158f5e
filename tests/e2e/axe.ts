// axe on a page as it stands: what it finds, in words short enough to read in a failed test.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { AxeResults, RunOptions } from "axe-core";
import type { Page } from "playwright-core";
import { root } from "../../scripts/lib/wrangler.ts";

declare const axe: { run(options: RunOptions): Promise<AxeResults> };

const source = readFileSync(join(root, "node_modules/axe-core/axe.min.js"), "utf8");

/** WCAG 2.2 AA and what axe holds for good practice; experimental: that a label contains the words that are seen. */
const rules: RunOptions = {
  // What an app shows in its frame is the app's.
  iframes: false,
  resultTypes: ["violations"],
  rules: { "label-content-name-mismatch": { enabled: true } },
};
/** The structure is the same in both themes. */
const colours: RunOptions = { iframes: false, resultTypes: ["violations"], runOnly: ["color-contrast", "link-in-text-block"] };

async function violations(page: Page, options: RunOptions): Promise<string[]> {
  const found = await page.evaluate((given) => axe.run(given), options);
  return found.violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 160)} ${failureSummary?.replaceAll("\n", " ") ?? ""}`),
  );
}

/** Everything in the light theme, colours in the dark one. Motion is off: what is half faded in has half its contrast. */
export async function audit(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(source);
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  const light = await violations(page, rules);
  await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  return [...light, ...(await violations(page, colours)).map((text) => `dark ${text}`)];
}
