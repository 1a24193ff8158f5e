// Tailwind in a real browser and in both kinds of previews: what its compiler makes of an app's stylesheet, configuration and modules is what the page
// shows, from the first script on.
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { createKey } from "../../scripts/smoke/client.ts";
import { fakeProvider, finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { namedHost } from "../setup/servers.ts";
import { makeApp } from "./made-app.ts";
import { sharedServer } from "./shared-server.ts";

const files: Record<string, string> = {
  "index.html": `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Styles</title><link rel="stylesheet" href="/src/style.css"></head>
<body><p id="colour" class="bg-brand dark:bg-night">Colour</p><p id="spin" class="animate-drift">Moves</p><p id="card" class="card">Card</p>
<p id="bad" class="bad">Bad</p><p id="module">Module</p>
<script>window.first = getComputedStyle(document.getElementById("colour")).backgroundColor;</script>
<script type="module" src="/src/main.js"></script></body></html>
`,
  "src/style.css": `@import "tailwindcss";
@config "../tailwind.config.js";
.card { @apply p-4 text-brand; }
.bad { color: rgb(9, 8, 7); @apply no-such-class; }
`,
  "tailwind.config.js": `module.exports = {
  darkMode: "class",
  content: ["./**/*.html"],
  theme: { extend: {
    colors: { brand: "rgb(1, 2, 3)", night: "rgb(4, 5, 6)" },
    keyframes: { drift: { to: { transform: "translateX(9px)" } } },
    animation: { drift: "drift 2s linear infinite" },
  } },
};
`,
  "src/box.module.css": ".card { padding: 7px; }\n",
  "src/main.js": `import styles from "./box.module.css";
document.getElementById("module").className = styles.card;
`,
};

/** Computed in the page. */
const read = `(() => {
  const of = (id, name) => getComputedStyle(document.getElementById(id))[name];
  const found = {
    first: window.first, colour: of("colour", "backgroundColor"), animation: of("spin", "animationName") + " " + of("spin", "animationDuration"),
    card: of("card", "padding") + " " + of("card", "color"), module: of("module", "padding"),
  };
  document.documentElement.classList.add("dark");
  return { ...found, dark: of("colour", "backgroundColor") };
})()`;

const shown = {
  first: "rgb(1, 2, 3)",
  colour: "rgb(1, 2, 3)",
  animation: "drift 2s",
  card: "16px rgb(1, 2, 3)",
  module: "7px",
  dark: "rgb(4, 5, 6)",
};

let browser: Browser;
let addresses: [string, string];

beforeAll(async () => {
  const server = await sharedServer("fake");
  browser = await launch({ args: [`--host-resolver-rules=MAP ${namedHost} 127.0.0.1`] });
  const prompt = unique("styles");
  const writes = Object.entries(files).map(([path, content]) => writeFile(path, content));
  await fakeProvider(server.providerUrl).scenario(prompt, turn(...writes), turn(finishApp("Done.")));
  const { app } = await makeApp(server.url, await createKey(server.url), prompt);
  addresses = [app.preview_url, `http://${namedHost}:${server.port}/p/${/[0-9a-f]{32}/.exec(app.preview_url)?.[0]}/`];
});
afterAll(() => browser?.close());

test.each([
  ["on a host of its own", 0],
  ["in a folder of ours", 1],
] as const)("%s, styles are right at once, and one bad rule costs only itself", async (_, index) => {
  const page = await browser.newPage();
  await page.goto(addresses[index], { waitUntil: "load" });
  await page.locator("#module[class]").waitFor();
  expect(await page.evaluate(read)).toEqual(shown);
  await page.close();
});
