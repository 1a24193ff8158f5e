// What an app can reach from its preview, in a real browser: nothing of the chat, of the person who is signed in there, or of another app. On a host of
// its own and under a path of the chat's host, shown in the chat and opened by its link. One server and one browser do for all of it.
import { type IncomingMessage, request as sendRequest } from "node:http";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launch } from "../../scripts/browser.ts";
import type { Account, App } from "../../src/protocol/resources.ts";
import { fakeProvider, finishApp, turn, unique, writeFile } from "../fakes/client.ts";
import { png } from "../fakes/pictures.ts";
import { namedHost } from "../setup/servers.ts";
import { attack, hostileFiles, ownAttempts, patience, possibleForUs, type Target } from "./hostile.ts";
import { type SharedFake, sharedServer } from "./shared-server.ts";
import { actionTimeoutMs, send } from "./stage.ts";

let server: SharedFake;
let browser: Browser;

beforeAll(async () => {
  server = await sharedServer("fake");
  // As if it were served by HTTPS: there a page can do more.
  const secure = `--unsafely-treat-insecure-origin-as-secure=http://${namedHost}:${server.port}`;
  browser = await launch({ args: [`--host-resolver-rules=MAP *.test 127.0.0.1`, secure] });
});
afterAll(() => browser?.close());

/** An app of these files, made in the chat, where it then is open. */
async function makeApp(page: Page, chat: string, files: Record<string, string>): Promise<App> {
  const prompt = unique("isolated");
  const writes = Object.entries(files).map(([path, content]) => writeFile(path, content));
  await fakeProvider(server.providerUrl).scenario(prompt, turn(...writes), turn(finishApp("Done.", ["Add more"])));
  await page.goto(chat);
  await send(page, prompt);
  await page.getByRole("button", { name: "Add more" }).waitFor();
  const id = new URL(page.url()).pathname.split("/").pop() ?? "";
  return (await read<{ app: App }>(page, `/api/apps/${id}`)).app;
}

/** Something that is not text, in version 2. */
async function putPicture(page: Page, { id }: App): Promise<void> {
  const bytes = [...(await png(8, 8, [9, 9, 9], 4_000))];
  const status = await page.evaluate(
    async ([address, content]) => {
      const init = { method: "PUT", headers: { "If-Match": "1" }, body: new Uint8Array(content) };
      return (await fetch(address, init)).status;
    },
    [`/api/apps/${id}/files/secret.png`, bytes] as const,
  );
  expect(status).toBe(201);
}

const read = <T>(page: Page, path: string): Promise<T> =>
  page.evaluate(async (address) => (await fetch(address)).json(), path) as Promise<T>;

/** What a person has in the chat, as the API tells it to them. */
async function belongings(page: Page) {
  const { account } = await read<{ account: Account }>(page, "/api/account");
  const { apps } = await read<{ apps: App[] }>(page, "/api/apps");
  return { account, names: apps.map(({ name }) => name).sort() };
}

/** Something to steal in each of the browser's stores. */
const leaveTraces = (page: Page) =>
  page.evaluate(async () => {
    localStorage.setItem("trace", "victim");
    sessionStorage.setItem("trace", "victim");
    await caches.open("victim");
    await new Promise((done) => {
      indexedDB.open("victim").onsuccess = done;
    });
  });

const frameOf = async (page: Page): Promise<Frame> => {
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  if (!frame) throw new Error("The preview is not there.");
  return frame;
};

const places: [mode: string, chat: () => string][] = [
  ["on a host of its own", () => server.url],
  ["under a path of the chat's host", () => `http://${namedHost}:${server.port}`],
];

describe.each(places)("an app %s", (_mode, chatUrl) => {
  let chat: string;
  let context: BrowserContext;
  let page: Page;
  let hostile: App;
  let target: Target;
  let before: Awaited<ReturnType<typeof belongings>>;

  beforeAll(async () => {
    chat = chatUrl();
    context = await browser.newContext();
    context.setDefaultTimeout(actionTimeoutMs);
    page = await context.newPage();
    const other = await makeApp(page, chat, { "index.html": "<!doctype html><title>Other</title><h1>Other</h1>\n" });
    await putPicture(page, other);
    hostile = await makeApp(page, chat, hostileFiles);
    target = { chat, appId: other.id, other: other.preview_url ?? "" };
    await leaveTraces(page);
    before = await belongings(page);
  });
  afterAll(() => context?.close());

  async function expectNothingHappened(): Promise<void> {
    expect(await belongings(page)).toEqual(before);
    expect(context.pages().flatMap((one) => one.frames().map((frame) => frame.url()))).not.toContain(`${chat}/?led-astray`);
    // Neither the chat nor another app shows inside of it.
    for (const frame of context.pages().flatMap((one) => one.frames())) {
      if (frame.name().startsWith("framed-")) expect([`${chat}/`, target.other]).not.toContain(frame.url());
    }
  }

  test("shown in the chat, with a click of the person's, gets nothing", async () => {
    expect(new URL(hostile.preview_url ?? "").host === new URL(chat).host).toBe(chat.includes(namedHost));
    const frame = await frameOf(page);
    await frame.click("h1");
    const loot = await frame.evaluate(attack, { target, names: null, ...patience.foreign });
    expect(Object.keys(loot).length).toBeGreaterThan(25);
    expect(Object.entries(loot).filter(([, got]) => got !== null)).toEqual([]);
    expect(page.url()).toMatch(/\/apps\/[a-z2-7]{26}$/);
    await expectNothingHappened();
  });

  test("opened by its link gets nothing", async () => {
    const opened = await context.newPage();
    await opened.goto(hostile.preview_url ?? "");
    await opened.click("h1");
    const loot = await opened.evaluate(attack, { target, names: null, ...patience.foreign });
    expect(Object.entries(loot).filter(([, got]) => got !== null)).toEqual([]);
    await opened.close();
    await expectNothingHappened();
  });

  test("tries what is possible: our own page gets all of it", async () => {
    await page.goto(chat);
    await page.evaluate(ownAttempts);
    const loot = await page.evaluate(attack, { target, names: possibleForUs, ...patience.own });
    expect(Object.entries(loot).filter(([, got]) => got === null)).toEqual([]);
    expect((await belongings(page)).names).toContain("Taken");
  });
});

/** A request with headers that no browser and no fetch would let us choose. */
function ask(method: "GET" | "POST", path: string, headers: Record<string, string>): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const request = sendRequest({ host: "127.0.0.1", port: server.port, method, path, headers }, (answer) =>
      resolve(answer.resume()),
    );
    request.on("error", reject).end(method === "POST" ? "{}" : undefined);
  });
}

describe("a name that was pointed at the server", () => {
  const rebound = () => `rebound.test:${server.port}`;
  const ours = () => `localhost:${server.port}`;
  const read = async (headers: Record<string, string>) => (await ask("GET", "/api/models", headers)).statusCode;

  test("is told that it is none of ours, pages, files and API", async () => {
    const page = await browser.newPage();
    for (const path of ["/", "/icon.svg", "/api/models", "/p/x/"]) {
      const answer = await page.goto(`http://${rebound()}${path}`);
      expect([path, answer?.status(), await page.textContent("body")]).toEqual([
        path,
        421,
        expect.stringContaining("HOSTS=rebound.test"),
      ]);
    }
    await page.close();
  });

  test("cannot be hidden behind another header", async () => {
    expect([await read({ Host: ours() }), await read({ Host: namedHost })]).toEqual([200, 200]);
    for (const name of ["X-Forwarded-Host", "X-Original-Host", "X-Host", "X-Original-URL", "X-Rewrite-URL", "Forwarded"]) {
      const value = name.endsWith("URL") ? `http://${ours()}/api/models` : name === "Forwarded" ? `host=${ours()}` : ours();
      expect([name, await read({ Host: rebound(), [name]: value })]).toEqual([name, 421]);
    }
  });

  test("writes nothing by the one header that wrangler's own server obeys: its Origin gives it away", async () => {
    const hidden = {
      Host: rebound(),
      "MF-Original-URL": `http://${ours()}/api/auth/sign-in/anonymous`,
      "Content-Type": "application/json",
    };
    for (const Origin of [`http://${rebound()}`, "null"]) {
      const answer = await ask("POST", "/api/auth/sign-in/anonymous", { ...hidden, Origin });
      expect([answer.statusCode, answer.headers["set-cookie"]]).toEqual([403, undefined]);
    }
  });
});
