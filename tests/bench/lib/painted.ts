// Times of a page as a person sees it, taken in the page itself and on the clock that all processes of this machine share.
import type { Browser, BrowserContext, Page } from "playwright-core";
import { headingColor } from "./preview-app.ts";

const waitMaxMs = 30_000;

/** Milliseconds since the epoch, with fractions. */
export const now = () => performance.timeOrigin + performance.now();

/** Runs in every page and frame of the bench: the outermost page keeps when which mark was first in a frame that was painted. */
function watchMarks(): void {
  const painted: Record<string, number> = {};
  if (window.top === window) {
    Reflect.set(window, "painted", painted);
    addEventListener("message", ({ data }) => {
      if (typeof data?.mark === "string") painted[data.mark] ??= data.at;
    });
  }
  let last = "";
  const look = () => {
    const heading = document.querySelector("[data-mark]");
    const mark = heading?.textContent ?? "";
    if (mark !== "" && mark !== last) {
      last = mark;
      window.top?.postMessage({ mark, at: performance.timeOrigin + performance.now() }, "*");
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export async function openContext(browser: Browser): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  context.setDefaultTimeout(waitMaxMs);
  await context.addInitScript(watchMarks);
  return context;
}

export interface Load {
  firstPaintMs: number;
  requests: number;
  /** As they came over the wire, with their headers. */
  bytes: number;
}

/** Opens a page and answers when its first content was painted, from the start of the navigation. Fails if it is not the styled app. */
export async function load(context: BrowserContext, url: string): Promise<Load> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await devtools.send("Network.enable");
  const loaded = { requests: 0, bytes: 0 };
  page.on("request", (request) => {
    if (/^https?:/.test(request.url())) loaded.requests += 1;
  });
  devtools.on("Network.loadingFinished", ({ encodedDataLength }) => {
    loaded.bytes += encodedDataLength;
  });
  await page.goto(url);
  const firstPaintMs = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          for (const { name, startTime } of list.getEntries()) if (name === "first-contentful-paint") resolve(startTime);
        });
        observer.observe({ type: "paint", buffered: true });
      }),
  );
  const color = await page.locator("[data-mark]").evaluate((heading) => getComputedStyle(heading).color);
  if (color !== headingColor) throw new Error(`${url} was painted without its styles: the heading is ${color}.`);
  await page.close();
  return { firstPaintMs, ...loaded };
}

/** When the frame in `page` first showed the mark. */
export async function markPainted(page: Page, mark: string): Promise<number> {
  const found = await page.waitForFunction((wanted) => Reflect.get(window, "painted")[wanted] as number | undefined, mark);
  return (await found.jsonValue()) ?? Number.NaN;
}
