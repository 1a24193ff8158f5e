// An app's preview in a browser, against a Vite dev server with the same files: first paint without and with the browser's cache, and from a save to the
// new version painted in the workbench's frame.
import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { launch } from "../../scripts/browser.ts";
import { startServer } from "../../scripts/lib/server.ts";
import { root } from "../../scripts/lib/wrangler.ts";
import type { App, Version } from "../../src/protocol/resources.ts";
import { fakeProvider, finishApp, turn, writeFile } from "../fakes/client.ts";
import { startFakeProvider } from "../fakes/provider.ts";
import { atMost, type Bench, type Row, timesTheirs } from "./lib/bench.ts";
import { startChild } from "./lib/child.ts";
import { inTurns, quantile } from "./lib/compare.ts";
import { type Load, load, markPainted, now, openContext } from "./lib/painted.ts";
import { appFiles, header, savedPath } from "./lib/preview-app.ts";

const runs = 12;
const warmUp = 2;
const runMaxMs = 60_000;
const pollMs = 100;

interface Side {
  name: string;
  url: string;
  /** A page with the app in a frame, where saves arrive. */
  workbench: Page;
  /** Saves the header with another mark. Answers when the save was accepted. */
  save(mark: string): Promise<number>;
}

async function run(say: (line: string) => void): Promise<Row[]> {
  const provider = await startFakeProvider();
  const server = await startServer({
    variables: { OPENAI_API_KEY: "sk-test-0123456789abcdef", OPENAI_BASE_URL: provider.url, OPENAI_MODEL: "fake-model" },
  });
  const folder = join(root, ".wrangler/bench/preview-app");
  writeApp(folder);
  const vite = startChild<{ url: string }>("vite-server", [folder]);
  const browser = await launch();
  try {
    const context = await openContext(browser);
    const ours = await openOurs(context, server.url, provider.url);
    const theirs = await openTheirs(await openContext(browser), (await vite.next()).url, folder);
    const sides = [ours, theirs];

    const times = new Map(
      sides.map((side) => [side, { cold: [] as Load[], warm: [] as Load[], saved: [] as number[], done: [] as number[] }]),
    );
    say(`${runs} first visits, ${runs} more with a warm cache, ${runs} saves, each side in turns`);
    await inTurns(sides, { runs, warmUp }, async (side, counts) => {
      const visitor = await openContext(browser);
      const cold = await load(visitor, side.url);
      const warm = await load(visitor, side.url);
      await visitor.close();
      const mark = `Desk ${now()}`;
      const beganMs = now();
      const acceptedMs = await side.save(mark);
      const paintedMs = await markPainted(side.workbench, mark);
      if (!counts) return;
      const found = times.get(side);
      found?.cold.push(cold);
      found?.warm.push(warm);
      found?.saved.push(paintedMs - beganMs);
      found?.done.push(paintedMs - acceptedMs);
    });
    const of = (side: Side) => times.get(side) ?? { cold: [], warm: [], saved: [], done: [] };
    const compared = (what: string, values: (side: Side) => number[], unit = "ms", shares = [0.5, 0.95]): Row[] =>
      shares.map((share) => {
        const figure = (side: Side) => ({ value: quantile(values(side), share), unit });
        return {
          what: `preview: ${what}${unit === "ms" ? `, p${share * 100}` : ""}`,
          ours: figure(ours),
          peer: { name: theirs.name, figure: figure(theirs) },
          ratio: timesTheirs(figure(ours), figure(theirs)),
          target: null,
        };
      });
    return [
      ...compared("first visit → painted", (side) => of(side).cold.map(({ firstPaintMs }) => firstPaintMs)),
      ...compared("warm cache → painted", (side) => of(side).warm.map(({ firstPaintMs }) => firstPaintMs)),
      ...compared("save → painted", (side) => of(side).saved),
      ...compared("save accepted → painted", (side) => of(side).done),
      ...compared("requests of a first visit", (side) => of(side).cold.map(({ requests }) => requests), "requests", [0.5]).map(
        (row): Row => ({ ...row, target: atMost(row.ours.value, mostRequests, "") }),
      ),
      ...compared("bytes of a first visit", (side) => of(side).cold.map(({ bytes }) => bytes / 1024), "KiB", [0.5]),
    ];
  } finally {
    await browser.close();
    await vite.stop();
    await server.stop();
    await provider.close();
  }
}

const mostRequests = 12;

/** The person is a guest whose session is the browser's: the workbench is open on their app. */
async function openOurs(context: BrowserContext, url: string, providerUrl: string): Promise<Side> {
  const { request } = context;
  const headers = { Origin: new URL(url).origin };
  await request.post(`${url}/api/auth/sign-in/anonymous`, { headers, data: {} });
  const prompt = "Make the app of the preview bench.";
  const writes = Object.entries(appFiles).map(([path, content]) => writeFile(path, content));
  await fakeProvider(providerUrl).scenario(prompt, turn(...writes), turn(finishApp("Done.")));
  const made: { app: App } = await (await request.post(`${url}/api/apps`, { headers, data: { prompt } })).json();
  const address = `${url}/api/apps/${made.app.id}`;
  let version: Version | null = null;
  for (const deadline = now() + runMaxMs; version?.status !== "completed"; ) {
    if (now() > deadline || version?.status === "failed") throw new Error(`The app was not made: ${JSON.stringify(version)}`);
    await new Promise((resolve) => setTimeout(resolve, pollMs));
    const answer = await request.get(`${address}/versions/latest`);
    if (answer.ok()) ({ version } = await answer.json());
  }
  const { app }: { app: App } = await (await request.get(address)).json();
  let number = version.number ?? 0;
  const workbench = await context.newPage();
  await workbench.goto(`${url}/apps/${app.id}`);
  await markPainted(workbench, "Desk");
  return {
    name: "Edgewright",
    url: app.preview_url ?? "",
    workbench,
    async save(mark) {
      const answer = await request.put(`${address}/files/${savedPath}`, {
        headers: { ...headers, "If-Match": String(number), "Content-Type": "text/plain" },
        data: header(mark),
      });
      if (answer.status() !== 201) throw new Error(`The save was refused: ${await answer.text()}`);
      number += 1;
      return now();
    },
  };
}

async function openTheirs(context: BrowserContext, url: string, folder: string): Promise<Side> {
  const workbench = await context.newPage();
  const body = `<!doctype html><iframe src="${url}" style="width: 1000px; height: 700px"></iframe>`;
  await workbench.route(`${url}frame.html`, (route) => route.fulfill({ contentType: "text/html", body }));
  await workbench.goto(`${url}frame.html`);
  await markPainted(workbench, "Desk");
  return {
    name: "Vite dev server",
    url,
    workbench,
    async save(mark) {
      writeFileSync(join(folder, savedPath), header(mark));
      return now();
    },
  };
}

function writeApp(folder: string): void {
  rmSync(folder, { recursive: true, force: true });
  for (const [path, content] of Object.entries(appFiles)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  // Tailwind is looked for from the app's folder.
  symlinkSync(join(root, "tests/bench/node_modules"), join(folder, "node_modules"));
}

export const bench: Bench = {
  name: "preview",
  title: "Preview of an app",
  method: `A React app of ${Object.keys(appFiles).length} files with Tailwind and a router of its own, opened in Chromium: as a preview of the whole Worker under \`wrangler dev\`, and on a Vite
dev server with its plugins for React and Tailwind. *First visit* is a browser context without a cache, *warm cache* a second page in it; painted is
the browser's first contentful paint, counted from the start of the navigation, and the page is checked for its styles. *Save* writes one component: by
\`PUT\` of the file, after which the open workbench shows the new version in its frame, and to the disk, after which Vite replaces the module in a
frame; painted is the first frame that has the new text. *Save accepted* counts from the answer of the \`PUT\`, and from the return of the write. ${runs} rounds
after ${warmUp} that are not counted, each side in turns.`,
  caveats: [
    "Vite keeps the page and replaces one component in it. A save here makes a version of the app that is stored, checked and loaded as a new page.",
    "Both are on this machine: no network is between browser and server, so that requests cost less than they do elsewhere.",
    "Before modules came with the page and styles were compiled at the edge (28 November 2026, the same machine, minutes later, the same bench): first visit 996 ms against 580, warm cache 836 against 444, save → painted 579 against 377 (p50), 30 requests and 165 KiB.",
  ],
  run,
};
