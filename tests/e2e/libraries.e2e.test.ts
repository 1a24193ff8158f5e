// Libraries from the CDN in a real browser, in previews on a host of their own and in a folder of ours: React is one, what libraries share is one, their
// styles apply, workers have them, and a version stays what it was when a new one is published.
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import { createClient, createKey } from "../../scripts/smoke/client.ts";
import type { Version } from "../../src/protocol/resources.ts";
import { fakeProvider, finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { libraryCdn } from "../fakes/library-cdn-client.ts";
import { namedHost } from "../setup/servers.ts";
import { type MadeApp, makeApp } from "./made-app.ts";
import { type SharedFake, sharedServer } from "./shared-server.ts";

let server: SharedFake;
let browser: Browser;

beforeAll(async () => {
  server = await sharedServer("fake");
  browser = await launch({ args: ["--host-resolver-rules=MAP *.test 127.0.0.1"] });
});
afterAll(() => browser?.close());

const files: Record<string, string> = {
  "index.html":
    '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Libraries</title></head><body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body></html>\n',
  "src/main.tsx": `import { createRoot } from "react-dom/client";
import { Stars } from "rating-stars";
import { Theme } from "@paint/core";
import { Label } from "@paint/grid";
import { double } from "plain-math";
import "plain-math/dist/plain.css";

const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
worker.onmessage = ({ data }) => { document.body.dataset.worker = String(data); };
createRoot(document.getElementById("root")!).render(
  <Theme.Provider value="shared">
    <Stars />
    <Label />
    <p className="plain">{double(21)}</p>
  </Theme.Provider>,
);
void import("rarely-needed").then(({ rare }) => { document.body.dataset.rare = rare; });
`,
  "src/worker.js": 'import { double } from "plain-math";\npostMessage(double(4));\n',
};

async function publishAll(): Promise<void> {
  const cdn = libraryCdn(server.cdnUrl);
  const react = { react: ">=18" };
  await cdn.publish({
    name: "rating-stars",
    version: "1.2.0",
    peers: react,
    files: {
      "": `import { useState } from "react"; import { jsx } from "react/jsx-runtime";
export function Stars() { const [n, set] = useState(1); return jsx("button", { id: "stars", onClick: () => set(n + 1), children: "stars " + n }); }`,
    },
  });
  await cdn.publish({
    name: "@paint/core",
    version: "5.0.1",
    peers: react,
    files: { "": 'import { createContext } from "react"; export const Theme = createContext("alone");' },
  });
  await cdn.publish({
    name: "@paint/grid",
    version: "2.0.0",
    peers: { ...react, "@paint/core": "^5.0.0" },
    files: {
      "": `import { useContext } from "react"; import { jsx } from "react/jsx-runtime"; import { Theme } from "@paint/core";
export const Label = () => jsx("p", { id: "label", children: useContext(Theme) });`,
    },
  });
  await publishMath("1.0.0", 2);
  await cdn.publish({ name: "rarely-needed", version: "0.1.0", digest: true, files: { "": 'export const rare = "loaded";' } });
}

const publishMath = (version: string, factor: number) =>
  libraryCdn(server.cdnUrl).publish({
    name: "plain-math",
    version,
    files: {
      "": `export const double = (n) => n * ${factor};`,
      "/dist/plain.css": ".plain { color: rgb(1, 2, 3) }",
    },
  });

async function made(): Promise<MadeApp & { key: string }> {
  const key = await createKey(server.url);
  const prompt = unique("libraries");
  const writes = Object.entries(files).map(([path, content]) => writeFile(path, content));
  await fakeProvider(server.providerUrl).scenario(prompt, turn(...writes), turn(finishApp("Done.")));
  return { key, ...(await makeApp(server.url, key, prompt)) };
}

/** The same preview on a host of its own and in a folder of ours. */
function addresses(url: string): [mode: string, url: string][] {
  const key = new URL(url).hostname.split(".")[0] ?? "";
  return [
    ["host", url],
    ["folder", `http://${namedHost}:${server.port}/p/${key}/`],
  ];
}

async function shown(page: Page, url: string) {
  await page.goto(url);
  await page.locator("#stars").click();
  await page.locator("body[data-worker][data-rare]").waitFor();
  return page.evaluate(() => ({
    stars: document.getElementById("stars")?.textContent,
    label: document.getElementById("label")?.textContent,
    plain: document.querySelector(".plain")?.textContent,
    worker: document.body.dataset.worker,
    rare: document.body.dataset.rare,
    colour: getComputedStyle(document.querySelector(".plain") ?? document.body).color,
  }));
}

const all = { stars: "stars 2", label: "shared", plain: "42", worker: "8", rare: "loaded", colour: "rgb(1, 2, 3)" };

test("an app of CDN libraries works in both kinds of previews, and stays as it is when new versions come", async () => {
  await publishAll();
  const { app, version, key } = await made();
  expect(version.metadata.notices).toEqual([]);
  expect(Object.keys(version.libraries).sort()).toEqual([
    "@paint/core",
    "@paint/grid",
    "plain-math",
    "plain-math/dist/plain.css",
    "rarely-needed",
    "rating-stars",
  ]);
  expect(version.libraries["rarely-needed"]?.integrity).toMatch(/^sha256-/);
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (line) => {
    if (line.type() === "error") faults.push(line.text());
  });
  for (const [mode, url] of addresses(app.preview_url)) expect({ mode, ...(await shown(page, url)) }).toEqual({ mode, ...all });
  expect(faults).toEqual([]);

  await publishMath("1.0.1", 1000);
  const change = unique("change");
  await fakeProvider(server.providerUrl).scenario(
    change,
    turn(writeFile("notes.js", 'import { double } from "plain-math";\ndouble(1);\n')),
    turn(finishApp("Changed.")),
  );
  const client = createClient(server.url, key);
  const { version: next } = await client.call<{ version: Version }>("POST", `/api/apps/${app.id}/messages`, 202, {
    content: change,
  });
  await expect
    .poll(
      async () => (await client.call<{ version: Version }>("GET", `/api/apps/${app.id}/versions/${next.id}`, 200)).version.status,
    )
    .toBe("completed");
  for (const [mode, url] of addresses(app.preview_url)) expect({ mode, ...(await shown(page, url)) }).toEqual({ mode, ...all });
  await page.close();
});
