// Previews in a real browser, on a host of their own and in a folder of ours: an app that names its addresses in every way that apps do finds what it
// means, and within the chat it can do what apps are expected to, and nothing in our name.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { createClient, createKey } from "../../scripts/smoke/client.ts";
import type { App } from "../../src/protocol/resources.ts";
import { fakeProvider, finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { namedHost } from "../setup/servers.ts";
import { makeApp } from "./made-app.ts";
import { type SharedFake, sharedServer } from "./shared-server.ts";
import { actionTimeoutMs, composer } from "./stage.ts";

const picture = '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><rect width="10" height="10"/></svg>\n';
const files: Record<string, string> = {
  "index.html": `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Addresses</title><link rel="stylesheet" href="/style.css"></head>
<body><h1 id="route"></h1><nav><a id="plain" href="/plain">plain</a><a id="routed" href="/routed">routed</a></nav>
<form id="form" action="/search"><input name="q" value="tea"><button id="go">Go</button></form>
<button id="inline" onclick="location.href = '/inline'">Inline</button>
<button id="copy">Copy</button><button id="lock">Lock</button><button id="full">Full</button>
<img id="static" src="img/pic.svg" alt=""><div id="styled">styled</div>
<script>window.classicPath = location.pathname;</script>
<script type="module" src="./src/main.js"></script></body></html>
`,
  "style.css": "#styled { background-image: url(/img/pic.svg) }\n",
  "src/main.js": `import { show } from "/src/router.js";
import "./probes.js";
show();
addEventListener("popstate", show);
document.getElementById("routed").addEventListener("click", (event) => {
  event.preventDefault();
  history.pushState(null, "", event.currentTarget.getAttribute("href"));
  show();
});
document.getElementById("copy").onclick = () => navigator.clipboard.writeText("copied").then(() => (document.title = "copied"), (error) => (document.title = error.name));
document.getElementById("lock").onclick = () => document.body.requestPointerLock().then?.(() => (document.title = "locked"), (error) => (document.title = error.name));
document.getElementById("full").onclick = () => document.body.requestFullscreen().then(() => (document.title = "full"), (error) => (document.title = error.name));
`,
  "src/router.js": "export const show = () => { document.getElementById('route').textContent = location.pathname; };\n",
  "src/lazy.js": "export default 'lazy';\n",
  "src/module-worker.js":
    "import { answer } from './answer.js';\nfetch('/data.json').then((r) => r.json()).then((data) => postMessage(answer + data.n));\n",
  "src/answer.js": "export const answer = 40;\n",
  "src/classic-worker.js": "onmessage = (event) => postMessage(event.data + 1);\n",
  "src/probes.js": `const image = (set) => new Promise((done) => { const i = new Image(); i.onload = () => done("ok"); i.onerror = () => done("error"); set(i); });
const worker = (url, options, message) => new Promise((done) => {
  const w = new Worker(url, options);
  w.onmessage = (event) => done(event.data);
  w.onerror = (event) => done("error " + event.message);
  if (message !== undefined) w.postMessage(message);
});
window.probes = {
  fetchPath: () => fetch("/data.json").then((r) => r.status),
  fetchRequest: () => fetch(new Request("/data.json")).then((r) => r.status),
  fetchLocation: () => fetch(new URL("/data.json", location)).then((r) => r.status),
  fetchHref: () => fetch(new URL("/data.json", location.href).href).then((r) => r.status),
  fetchModule: () => fetch(new URL("../data.json", import.meta.url)).then((r) => r.status),
  xhr: () => new Promise((done) => { const x = new XMLHttpRequest(); x.open("GET", "/data.json"); x.onloadend = () => done(x.status); x.send(); }),
  lazy: (name = "lazy") => import("/src/" + name + ".js").then((m) => m.default),
  moduleWorker: () => worker("/src/module-worker.js", { type: "module" }),
  viteWorker: () => worker(new URL("./module-worker.js", import.meta.url), { type: "module" }),
  classicWorker: () => worker("/src/classic-worker.js", undefined, 41),
  src: () => image((i) => { i.src = "/img/pic.svg"; }),
  srcset: () => image((i) => { i.srcset = "/img/pic.svg 1x, /img/pic.svg 2x"; }),
  attribute: () => image((i) => { i.setAttribute("src", "/img/pic.svg"); }),
  attributeSet: () => image((i) => { i.setAttribute("srcset", "/img/pic.svg 2x"); }),
  markup: () => new Promise((done) => {
    const box = document.createElement("div");
    box.innerHTML = '<p><img src="/img/pic.svg"></p>';
    const i = box.querySelector("img"); i.onload = () => done("ok"); i.onerror = () => done("error");
    document.body.append(box);
  }),
  read: () => [location.pathname, new URL(location.href).pathname, new URL(document.URL).pathname, window.location.pathname, String(location).endsWith(location.pathname)],
  links: () => [document.querySelector('a[href="/plain"]').pathname, document.getElementById("plain").getAttribute("href")],
};
`,
  "data.json": '{"n": 2}\n',
  "unlinked.html": '<body><script type="module" src="/src/unlinked.js"></script></body>\n',
  "src/unlinked.js": "import { gone } from './router.js';\ngone();\n",
  "thrown.html": "<body><script>\nnull.start();</script></body>\n",
  "rejected.html": '<body><script type="module">await Promise.reject(new Error("No data"));</script></body>\n',
  "late.html":
    "<body><script>window.appear = () => { document.body.textContent = 'Here I am'; }; null.start();</script></body>\n",
  "shown.html": "<body><h1>Shown</h1><script>null.start();</script></body>\n",
  "img/pic.svg": picture,
};

const writes = Object.entries(files).map(([path, content]) => writeFile(path, content));

const probes = {
  fetchPath: 200,
  fetchRequest: 200,
  fetchLocation: 200,
  fetchHref: 200,
  fetchModule: 200,
  xhr: 200,
  lazy: "lazy",
  moduleWorker: 42,
  viteWorker: 42,
  classicWorker: 42,
  src: "ok",
  srcset: "ok",
  attribute: "ok",
  attributeSet: "ok",
  markup: "ok",
  read: ["/", "/", "/", "/", true],
  links: ["/plain", "/plain"],
};

let server: SharedFake;
let browser: Browser;
let key: string;
let app: App & { preview_url: string };
let mounted: string;

beforeAll(async () => {
  server = await sharedServer("fake");
  // Browsers say what a request is for (Sec-Fetch-Dest) only where a page is safe, as a deployment by https is.
  const safe = `--unsafely-treat-insecure-origin-as-secure=http://${namedHost}:${server.port}`;
  browser = await launch({ args: [`--host-resolver-rules=MAP ${namedHost} 127.0.0.1`, safe] });
  key = await createKey(server.url);
  const prompt = unique("addresses");
  await fakeProvider(server.providerUrl).scenario(prompt, turn(...writes), turn(finishApp("Done.")));
  ({ app } = await makeApp(server.url, key, prompt));
  mounted = `http://${namedHost}:${server.port}/p/${/[0-9a-f]{32}/.exec(app.preview_url)?.[0]}/`;
});
afterAll(() => browser?.close());

async function open(url: string): Promise<{ context: BrowserContext; page: Page; troubles: string[] }> {
  const context = await browser.newContext();
  context.setDefaultTimeout(actionTimeoutMs);
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") troubles.push(`${message.text()} ${message.location().url}`);
  });
  await page.goto(url);
  return { context, page, troubles };
}

const routeOf = (page: Page) => page.locator("#route");

describe.each([
  ["on a host of its own", () => app.preview_url],
  ["in a folder of ours", () => mounted],
])("%s", (_, address) => {
  test("every way to name an address finds the app's own files", async () => {
    const { context, page, troubles } = await open(address());
    await routeOf(page).filter({ hasText: /^\/$/ }).waitFor();
    // The probes are functions of the app itself: its code is served, not this test's.
    const found = await page.evaluate(async (names) => {
      const all: Record<string, () => unknown> = Reflect.get(window, "probes");
      const results: Record<string, unknown> = {};
      for (const name of names) results[name] = await all[name]?.();
      return results;
    }, Object.keys(probes));
    expect(found).toEqual(probes);
    expect(await page.evaluate("window.classicPath")).toBe("/");
    expect(await page.locator("#static").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(10);
    expect(troubles).toEqual([]);
    await context.close();
  });

  test("links, routers, forms and scripts lead to the app's own routes, which a reload keeps", async () => {
    const { context, page, troubles } = await open(address());
    const ways: [string, (page: Page) => Promise<unknown>][] = [
      ["/plain", () => page.click("#plain")],
      ["/routed", () => page.click("#routed")],
      ["/search", () => page.click("#go")],
      ["/inline", () => page.click("#inline")],
      [
        "/u/jane.doe",
        () =>
          page.evaluate(
            "document.body.innerHTML += '<a id=deep href=/u/jane.doe>deep</a>'; document.getElementById('deep').click()",
          ),
      ],
    ];
    for (const [route, act] of ways) {
      await page.goto(address());
      await routeOf(page).filter({ hasText: /^\/$/ }).waitFor();
      await act(page);
      await routeOf(page).filter({ hasText: route }).waitFor();
      expect(page.url().startsWith(address().slice(0, -1))).toBe(true);
      await page.reload();
      await routeOf(page).filter({ hasText: route }).waitFor();
    }
    // What is relative in the page lies where it lay.
    expect(await page.locator("#static").evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(10);
    expect(troubles).toEqual([]);
    await context.close();
  });
});

describe("a page that stays blank after an error says why", () => {
  test.each([
    ["unlinked", /'[^':]*\/src\/router.js' does not provide an export named 'gone'/],
    ["thrown", /TypeError: Cannot read properties of null/],
    ["rejected", /Error: No data/],
  ])("%s", async (name, words) => {
    for (const base of [app.preview_url, mounted]) {
      const { context, page } = await open(`${base}${name}.html`);
      await page.locator("#edgewright-problem section p").filter({ hasText: words }).waitFor();
      await context.close();
    }
  });

  test("and not where something is seen, or comes to be", async () => {
    const { context, page } = await open(`${app.preview_url}late.html`);
    await page.locator("#edgewright-problem").waitFor({ state: "attached" });
    await page.evaluate("window.appear()");
    await page.locator("#edgewright-problem").waitFor({ state: "detached" });
    await page.getByText("Here I am").waitFor();
    // The clock goes on by hand, past the moment in which a blank page would be explained.
    await page.clock.install();
    await page.goto(`${app.preview_url}shown.html`);
    await page.clock.runFor(5_000);
    expect(await page.locator("#edgewright-problem").count()).toBe(0);
    await context.close();
  });
});

test("where an address leads out of the folder all the same, the frame says so", async () => {
  const { context, page } = await open(new URL("/", mounted).href);
  await page.evaluate(() => {
    const frame = document.createElement("iframe");
    frame.src = "/about";
    document.body.appendChild<Node>(frame);
  });
  await page.frameLocator("iframe").getByRole("heading", { name: "This address is not the app's" }).waitFor();
  await context.close();
});

test("a client at 127.0.0.1 is given the same host of the app's own", async () => {
  const read = await createClient(`http://127.0.0.1:${server.port}`, key).call<{ app: App }>("GET", `/api/apps/${app.id}`, 200);
  expect(read.app.preview_url).toBe(app.preview_url);
});

describe("in the chat", () => {
  test("the app's route, its dialogs and what it may do; its link is renewed; a flood of reports holds nobody up", async () => {
    const { context, page, troubles } = await open(server.url);
    const dialogs: string[] = [];
    page.on("dialog", (dialog) => {
      dialogs.push(dialog.message());
      void dialog.accept();
    });
    const prompt = unique("addresses in the chat");
    await fakeProvider(server.providerUrl).scenario(prompt, turn(...writes), turn(finishApp("Done.")));
    await composer(page).fill(prompt);
    await composer(page).press("Enter");
    const frame = page.frameLocator("iframe");
    const running = () => page.frames().find((candidate) => candidate !== page.mainFrame()) ?? page.mainFrame();
    const path = page.getByRole("textbox", { name: "Path in the app" });
    await frame.locator("#route").filter({ hasText: /^\/$/ }).waitFor();

    // Where the app goes by itself is shown, and kept.
    await frame.locator("#routed").click();
    await page.waitForFunction(() => document.querySelector<HTMLInputElement>(".preview-path input")?.value === "/routed");
    await page.getByRole("button", { name: "Reload the preview" }).click();
    await frame.locator("#route").filter({ hasText: "/routed" }).waitFor();
    await path.fill("u/jane.doe");
    await path.press("Enter");
    await frame.locator("#route").filter({ hasText: "/u/jane.doe" }).waitFor();

    // What apps do.
    for (const [button, title] of [
      ["#copy", "copied"],
      ["#lock", "locked"],
      ["#full", "full"],
    ] as const) {
      await frame.locator(button).click();
      await running().waitForFunction((wanted) => document.title === wanted, title);
      await running().evaluate("document.exitPointerLock(); document.fullscreenElement && document.exitFullscreen()");
    }
    expect(await running().evaluate("[alert('Saved'), confirm('Sure?'), prompt('Name?')]")).toEqual([undefined, true, ""]);
    expect(dialogs).toEqual(["The app says:\n\nSaved", "The app says:\n\nSure?", "The app says:\n\nName?"]);

    // A new link: the frame follows with its route, the old one stops.
    const old = running().url();
    await page.getByRole("button", { name: "Link to the app" }).click();
    await page.getByRole("button", { name: "Create a new link" }).click();
    await page.getByRole("button", { name: "Replace the link" }).click();
    await page.getByText("The app has a new link.").waitFor();
    await frame.locator("#route").filter({ hasText: "/u/jane.doe" }).waitFor();
    expect(new URL(running().url()).host).not.toBe(new URL(old).host);
    const oldPage = await context.newPage();
    expect((await oldPage.goto(old))?.status()).toBe(404);

    // As an app in a loop would: the bridge stops by itself.
    expect(troubles).toEqual([]);
    const badge = page.getByRole("button", { name: /^\d+ errors in the preview$/ });
    const counted = async () => Number.parseInt((await badge.getAttribute("aria-label")) ?? "", 10);
    await running().evaluate(() => {
      for (let count = 0; count < 1_000; count++) dispatchEvent(new ErrorEvent("error", { message: "again" }));
    });
    await page.getByRole("button", { name: "200 errors in the preview" }).waitFor();

    // As a hostile one would: past the bridge, as fast as it can.
    const over = page.evaluate(
      () => new Promise<void>((done) => addEventListener("message", ({ data }) => data === "over" && done())),
    );
    await running().evaluate(() => {
      const report = { source: "edgewright-preview", type: "error", message: "flood" };
      for (let count = 0; count < 50_000; count++) parent.postMessage(report, "*");
      parent.postMessage("over", "*");
    });
    await over;
    // Read to the limit, and no further.
    await badge.filter({ hasNotText: /^200$/ }).waitFor();
    expect(await counted()).toBeLessThanOrEqual(500);
    await context.close();
  });
});
