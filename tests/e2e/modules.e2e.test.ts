// The modules that come with a page, in a real browser and in both kinds of previews: each form of module runs as it would from its address, and is one
// instance however it is reached; a page of a React app of twenty files takes few requests.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { createKey } from "../../scripts/smoke/client.ts";
import { appFiles, headingColor } from "../bench/lib/preview-app.ts";
import { fakeProvider, finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { namedHost } from "../setup/servers.ts";
import { makeApp } from "./made-app.ts";
import { type SharedFake, sharedServer } from "./shared-server.ts";
import { actionTimeoutMs } from "./stage.ts";

const mostRequests = 12;

const forms: Record<string, string> = {
  "index.html": `<!doctype html><html><head><title>Forms</title></head><body><p id="out"></p>
<script type="module" src="/src/main.ts"></script>
<script type="module">import { count, increase } from "./src/counter.ts"; increase(); window.inline = () => count;</script>
</body></html>`,
  "src/main.ts": `import { one } from "./one.ts";
import { count, increase } from "./counter";
import * as own from "./main.ts";
import { waited } from "./waits.ts";
import data, { items } from "./data.json";
import raw from "./notes.txt?raw";
import address from "./pic.svg";
import "./style.css";
import { here } from "./here.ts";
import { load } from "./computed.ts";
export const name: string = "main";
window.order = [...(window.order ?? []), "main"];
window.results = async () => {
  increase();
  const lazy = await import("./lazy");
  const computed = await load("lazy");
  const byAddress = await import(/* a name that only the browser knows */ ["", "src", "counter.ts"].join("/"));
  return {
    cycle: one(), own: own.name, waited, live: count === lazy.seen(), same: lazy === computed && byAddress.increase === increase,
    data: data.items === items && items.length, raw, address: new URL(address, here).pathname.endsWith("/src/pic.svg"),
    here: new URL(here).pathname.endsWith("/src/here.ts"),
    style: getComputedStyle(document.querySelector("#out")).color, order: window.order.join(" "),
    worker: await new Promise((done) => { const w = new Worker("/src/worker.js", { type: "module" }); w.onmessage = (event) => done(event.data); w.onerror = (event) => done(event.message); }),
    fetched: (await (await fetch("/src/one.ts")).text()).includes("twoOf"),
  };
};
window.fail = () => { null.fail(); };
`,
  "src/one.ts":
    'import { twoOf } from "./two.ts";\nexport function one(): string { return twoOf() + "1"; }\nexport const base = "0";\n',
  "src/two.ts":
    'import { base, one } from "./one.ts";\nexport const twoOf = () => base + typeof one + "2";\nglobalThis.order = ["two"];\n',
  "src/counter.ts": "export let count = 0;\nexport const increase = () => { count += 1; };\n",
  "src/waits.ts": "export const waited = await new Promise((done) => setTimeout(() => done('yes'), 5));\n",
  "src/lazy.ts": 'import { count } from "./counter.ts";\nexport const seen = () => count;\n',
  "src/computed.ts": "export const load = (name: string) => import(`./${name}.ts`);\n",
  "src/here.ts": "export const here = import.meta.url;\n",
  "src/data.json": '{"items": [1, 2, 3]}',
  "src/notes.txt": "</script> & <!-- notes",
  "src/pic.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"/>',
  "src/style.css": "#out { color: rgb(1, 2, 3) }",
  "src/worker.js": 'import { base } from "./one.ts";\npostMessage("worker " + base);\n',
  "own-map.html": `<!doctype html><html><head><script type="importmap">{ "imports": { "tools": "./src/tools.js", "lib/": "/lib/", "react": "/lib/react.js", "react-dom/client": "/lib/dom.js" } }</script></head>
<body><script type="module">import { tool } from "tools"; import { a } from "lib/a.js"; window.found = [tool, a];</script><script type="module" src="/src/jsx.jsx"></script></body></html>`,
  "src/tools.js": 'import { a } from "lib/a.js";\nexport const tool = "tool " + a;\n',
  "src/jsx.jsx":
    'import React from "react";\nimport { createRoot } from "react-dom/client";\ncreateRoot(document.body).render(<b title="x">{"own"} React{React.version}</b>);\n',
  "lib/a.js": 'export const a = "a";\n',
  "lib/react.js":
    'export const Fragment = "fragment";\nexport const createElement = (type, props, ...children) => ({ type, props, children });\nexport default { createElement, Fragment, version: " of the page" };\n',
  "lib/dom.js":
    "export const createRoot = (parent) => ({ render({ type, props, children }) { const element = document.createElement(type); element.title = props.title; element.textContent = children.flat().join(''); parent.append(element); } });\n",
};
const results = {
  cycle: "0function21",
  own: "main",
  waited: "yes",
  live: true,
  same: true,
  data: 3,
  raw: "</script> & <!-- notes",
  address: true,
  here: true,
  style: "rgb(1, 2, 3)",
  order: "two main",
  worker: "worker 0",
  fetched: true,
};

let server: SharedFake;
let browser: Browser;
let addresses: Record<"forms" | "react", string[]>;

beforeAll(async () => {
  server = await sharedServer("fake");
  const safe = `--unsafely-treat-insecure-origin-as-secure=http://${namedHost}:${server.port}`;
  browser = await launch({ args: [`--host-resolver-rules=MAP ${namedHost} 127.0.0.1`, safe] });
  const key = await createKey(server.url);
  const made = async (files: Readonly<Record<string, string>>) => {
    const prompt = unique("modules");
    const writes = Object.entries(files).map(([path, content]) => writeFile(path, content));
    await fakeProvider(server.providerUrl).scenario(prompt, turn(...writes), turn(finishApp("Done.")));
    const { app } = await makeApp(server.url, key, prompt);
    return [app.preview_url, `http://${namedHost}:${server.port}/p/${/[0-9a-f]{32}/.exec(app.preview_url)?.[0]}/`];
  };
  addresses = { forms: await made(forms), react: await made(appFiles) };
});
afterAll(() => browser?.close());

async function open(url: string): Promise<{ page: Page; requests: string[]; troubles: string[] }> {
  const context = await browser.newContext();
  context.setDefaultTimeout(actionTimeoutMs);
  const page = await context.newPage();
  const requests: string[] = [];
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("request", (request) => void (/^http/.test(request.url()) && requests.push(request.url())));
  await page.goto(url);
  return { page, requests, troubles };
}

describe.each([
  ["on a host of its own", 0],
  ["in a folder of ours", 1],
])("%s", (_, at) => {
  test("every form of module runs, once", async () => {
    const { page, troubles } = await open(addresses.forms[at] ?? "");
    await page.waitForFunction("window.results");
    expect(await page.evaluate("window.results()")).toEqual(results);
    expect(await page.evaluate("window.inline()")).toBe(2);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test("an error names its file and line", async () => {
    const { page } = await open(addresses.forms[at] ?? "");
    await page.waitForFunction("window.fail");
    const line = forms["src/main.ts"]?.slice(0, forms["src/main.ts"].indexOf("null.fail")).split("\n").length;
    const told = page.evaluate(
      "new Promise((done) => { addEventListener('error', (event) => done([event.filename, event.lineno, event.error.stack])); setTimeout(window.fail); })",
    );
    const address = `${addresses.forms[at]}src/main.ts`;
    expect(await told).toEqual([address, line, expect.stringContaining(`${address}:${line}:`)]);
    await page.context().close();
  });

  test("a page's own import map leads, to one module of each file; JSX is made by its React", async () => {
    const { page, requests, troubles } = await open(`${addresses.forms[at]}own-map.html`);
    await page.locator("b[title=x]").filter({ hasText: "own React of the page" }).waitFor();
    expect(await page.evaluate("window.found")).toEqual(["tool a", "a"]);
    expect(requests).toHaveLength(1);
    expect(troubles).toEqual([]);
    await page.context().close();
  });

  test(`a React app of ${Object.keys(appFiles).length} files takes at most ${mostRequests} requests`, async () => {
    const { page, requests, troubles } = await open(addresses.react[at] ?? "");
    const heading = page.locator("[data-mark]");
    expect(await heading.evaluate((element) => getComputedStyle(element).color)).toBe(headingColor);
    await page.getByRole("link", { name: "Reports" }).click();
    await page.getByText("6 people").waitFor();
    expect(requests.length).toBeLessThanOrEqual(mostRequests);
    expect(troubles).toEqual([]);
    await page.context().close();
  });
});
