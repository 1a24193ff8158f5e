// Every regular expression of src is tried over texts that repeat what it looks for: its time may grow with their length, and no faster. A new one is
// tried by being there.
import { readdirSync, readFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { cpuTimeMs } from "../fakes/cpu-time.ts";
import { attacks, type Found, findRegularExpressions } from "./regular-expressions.ts";

/** Lengths of the texts, characters. Upwards, so that an expression that doubles its time with each repetition is found out before it takes minutes. */
const lengths = [12, 16, 20, 25, 50, 100, 200, 400, 800, 1_600, 3_200, 6_400];
/** Milliseconds: a linear expression needs a fraction for the longest. */
const calmMs = 0.5;
/** Growth for twice the text: linear is two, quadratic four. */
const mostGrowth = 3;
/** From this length on, growth is measured a second time, so much farther: what the machine does beside it, or the engine's compiler, is no fault. */
const measuredTwice = 100;
const farther = 8;

function run(pattern: RegExp, text: string): void {
  pattern.lastIndex = 0;
  if (pattern.global) text.replace(pattern, "");
  else pattern.test(text);
}

function wallMs(pattern: RegExp, text: string): number {
  const before = performance.now();
  run(pattern, text);
  return performance.now() - before;
}

/** The least of several times for each of two texts, in turns: what the machine does beside it only adds. */
function bestMs(pattern: RegExp, short: string, long: string): { shortMs: number; longMs: number } {
  const times = [1, 2, 3, 4].map(() => [wallMs(pattern, short), wallMs(pattern, long)] as const);
  return { shortMs: Math.min(...times.map(([ms]) => ms)), longMs: Math.min(...times.map(([, ms]) => ms)) };
}

interface Slow {
  ms: number;
  growth: number;
  attack: string;
}

/** A text on which an expression is slow; `null` when there is none. */
function slowness(pattern: RegExp): Slow | null {
  for (const { prefix, pump, suffix } of attacks(pattern)) {
    const ofLength = (characters: number) => prefix + pump.repeat(Math.ceil(characters / pump.length)) + suffix;
    for (const length of lengths) {
      if (wallMs(pattern, ofLength(length)) < calmMs) continue;
      const { shortMs, longMs: ms } = bestMs(pattern, ofLength(length / 2), ofLength(length));
      const growth = ms / shortMs;
      if (ms < calmMs || growth < mostGrowth) continue;
      // A long run is interrupted by what else the machine does, so that only processor time tells.
      const fartherMs =
        length < measuredTwice ? Number.POSITIVE_INFINITY : cpuTimeMs(() => run(pattern, ofLength(farther * length)));
      if (fartherMs / ms > mostGrowth * farther)
        return { ms, growth, attack: `${JSON.stringify(`${prefix}·${pump}·${suffix}`)} (${length})` };
    }
  }
  return null;
}

function sources(): string[] {
  return readdirSync("src", { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !path.startsWith("demo/apps/"))
    .map((path) => `src/${path}`)
    .sort();
}

/** Made while their module is loaded, from whatever they are made of. */
async function made(file: string): Promise<Found[]> {
  const found: Found[] = [];
  const original = globalThis.RegExp;
  globalThis.RegExp = new Proxy(original, {
    construct(target, given, newTarget) {
      const pattern = Reflect.construct(target, given, newTarget);
      found.push({ file, pattern, line: 0 });
      return pattern;
    },
  });
  try {
    // Another test may have loaded it before.
    vi.resetModules();
    await import(/* @vite-ignore */ `../../${file}`);
  } finally {
    globalThis.RegExp = original;
  }
  return found;
}

const makesSome = /new RegExp\(/;

test("the time of every regular expression grows with the text, and no faster", async () => {
  const found: Found[] = [];
  const whileLoading: Found[] = [];
  for (const file of sources()) {
    const source = readFileSync(file, "utf8");
    found.push(...findRegularExpressions(file, source));
    if (makesSome.test(source)) whileLoading.push(...(await made(file)));
  }
  expect(whileLoading.length).toBeGreaterThan(10);
  found.push(...whileLoading);
  expect(found.length).toBeGreaterThan(200);
  const patterns = new Map(found.map((entry) => [String(entry.pattern), entry]));
  const slow: string[] = [];
  for (const { file, line, pattern } of patterns.values()) {
    const worst = slowness(pattern);
    if (worst)
      slow.push(
        `${file}:${line} ${String(pattern).slice(0, 200)} takes ${worst.ms.toFixed(1)} ms (x${worst.growth.toFixed(1)}) for ${worst.attack.slice(0, 120)}`,
      );
  }
  expect(slow).toEqual([]);
}, 60_000);

test.each([/(a+)+b/, /a+b/, /\s*x/, /@import\s+url\(\s*([^)]*?)\s*\)/, /\/\*[\s\S]*?\*\//, /<!--.*-->/, /(?:ab|a)(?:b|ab)*c/])(
  "%s is found out",
  (pattern) => {
    expect(slowness(pattern)).not.toBeNull();
  },
);

test.each([/^a+b/, /a/g, /"[^"\n]*"/y, /\/\*[^*]*/g])("%s is not", (pattern) => {
  expect(slowness(pattern)).toBeNull();
});
