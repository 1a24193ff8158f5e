// A page on its way to a browser takes time in proportion to its length, whatever its markup repeats: as tests/workspace/growth.test.ts, in workerd, which
// has the rewriter of HTML. That one calls us for every element, so thousands of them take longer than a text of the same length.
import { describe, expect, test } from "vitest";
import { fewOf, sized } from "../setup/full.ts";
import { pumps, textOf } from "../workspace/pumps.ts";
import { asPerson, preview } from "./support.ts";

const largeCharacters = 100_000;
const smallCharacters = 2_000;
const slowestTried = sized(2, 4);
const shorter = 8;
/** In proportion is eight times as long for eight times the text, with its square 64 times. Only wall time can be told here, on a busy machine as well. */
const mostTimesLonger = 30;
/** What is over this soon is not compared: there, it is chance. */
const soonMs = 60;
const tries = 3;

/** Attributes and elements that are led, compiled or put into the page, none like another. */
const numbered: [what: string, one: (n: number) => string][] = [
  ["handlers of different names", (n) => `<a on${n}=location.x>`],
  ["handlers", (n) => `<a onclick="location='/${n}'">`],
  ["addresses", (n) => `<a href=/${n}>`],
  ["sources", (n) => `<img srcset="/${n} 1x, /b 2x">`],
  ["attributes of one element", (n) => `${n === 0 ? "<a " : ""} on${n}=location.x`],
  ["styles", (n) => `<style>@import './${n}.css';</style>`],
  ["links to one stylesheet", () => "<link rel=stylesheet href=a.css>"],
  ["Tailwind's styles", (n) => `<style>@apply a${n};</style>`],
  ["modules", (n) => `<script type=module>import '/${n}.js'</script>`],
  ["scripts", (n) => `<script>location.x${n}</script>`],
  ["bombs in scripts", () => "<script type=module>async (async (async (async (</script>"],
];
const bodies: [what: string, text: (characters: number) => string][] = [
  ...fewOf(pumps, 30).map((pump): [string, (characters: number) => string] => [
    JSON.stringify(pump),
    (characters) => textOf(["<body>", ""], pump, characters),
  ]),
  ...numbered.map(([what, one]): [string, (characters: number) => string] => [
    what,
    (characters) => Array.from({ length: characters / one(0).length }, (_, n) => one(n)).join(""),
  ]),
];

async function msOf(text: string, mounted: boolean): Promise<number> {
  const visit = preview({ "index.html": text, "a.css": "@import './b.css'; @apply x;", "b.css": "@import './a.css';" });
  const before = performance.now();
  try {
    await (await visit("/", { mounted, headers: asPerson })).text();
  } catch (error) {
    // The rewriter takes no tag that is longer than its memory: whoever serves the preview answers that for it.
    expect(String(error)).toMatch(/memory limit/);
  }
  return performance.now() - before;
}

/** How many times longer the whole takes than a part of it, by the best time of each: chance only adds. Measured again only where it looks bad. */
async function timesLonger(text: (characters: number) => string, mounted: boolean): Promise<number> {
  let [whole, part] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let n = 0; n < tries; n += 1) {
    whole = Math.min(whole, await msOf(text(largeCharacters), mounted));
    if (whole < soonMs) return 0;
    part = Math.min(part, await msOf(text(largeCharacters / shorter), mounted));
    if (whole / part < mostTimesLonger) break;
  }
  return whole / part;
}

describe.each([["on a host of its own", false] as const, ["under a path", true] as const])("a page %s", (_, mounted) => {
  test("is made in time, whatever it repeats", async () => {
    const tried: { what: string; text: (characters: number) => string; ms: number }[] = [];
    for (const [what, text] of bodies) tried.push({ what, text, ms: await msOf(text(smallCharacters), mounted) });
    tried.sort((one, other) => other.ms - one.ms);
    const always = tried.filter(({ what }) => numbered.some(([name]) => name === what));
    for (const { what, text } of new Set([...tried.slice(0, slowestTried), ...always])) {
      expect(await timesLonger(text, mounted), what).toBeLessThan(mostTimesLonger);
    }
  }, 60_000);
});
