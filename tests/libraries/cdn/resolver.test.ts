// Libraries from a CDN: resolved once to an exact version, within one deadline, whatever the CDN does.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cdnOf } from "../../../src/libraries/cdn/address.ts";
import { failureSentence } from "../../../src/libraries/cdn/failure.ts";
import { createResolver, newSurroundings } from "../../../src/libraries/cdn/resolver.ts";
import { type ResolvedLibraries, vendored } from "../../../src/libraries/libraries.ts";
import { type LibraryCdn, type PublishedPackage, startLibraryCdn } from "../../fakes/library-cdn.ts";

let server: LibraryCdn;
beforeAll(async () => {
  server = await startLibraryCdn();
});
afterAll(() => server.close());

const at = (url: string) => {
  const cdn = cdnOf(url);
  if (cdn === null) throw new Error(`${url} is no CDN.`);
  return cdn;
};

interface Given {
  resolved?: ResolvedLibraries;
  ranges?: Record<string, string>;
  url?: string;
  now?: () => number;
}

async function resolve(specifiers: string[], { resolved = {}, ranges = {}, url = server.url, now = Date.now }: Given = {}) {
  const cdn = at(url);
  const { added, failed } = await createResolver(cdn, newSurroundings(fetch, now)).resolve({
    specifiers,
    resolved,
    ranges: new Map(Object.entries(ranges)),
    base: vendored,
  });
  const words = Object.fromEntries(failed.entries().map(([name, failure]) => [name, failureSentence(name, failure, cdn)]));
  return { added, failed, words };
}

const library = (name: string, version: string, more: Partial<PublishedPackage> = {}) =>
  server.publish({ name, version, files: { "": "export const one = 1; export default one;" }, ...more });

test("A range becomes an exact version, with the address of its own file and the names that it exports", async () => {
  library("confetti-rain", "1.4.0");
  library("confetti-rain", "2.0.1");
  const { added } = await resolve(["confetti-rain"]);
  expect(added).toEqual({
    "confetti-rain": {
      version: "2.0.1",
      url: expect.stringMatching(/\/confetti-rain@2\.0\.1\/X-[\w-]+\/es2022\/confetti-rain\.bundle\.mjs$/),
      exports: ["one", "default"],
    },
  });
});

test("React stays outside of a library's code", async () => {
  library("rating-stars", "3.1.0", {
    files: {
      "": 'import { useState } from "react"; import { jsx } from "react/jsx-runtime"; export const Stars = () => jsx("i", useState(0));',
    },
    peers: { react: ">=16" },
  });
  const { added } = await resolve(["rating-stars"]);
  expect(added["rating-stars"]?.imports).toEqual(["react", "react/jsx-runtime"]);
});

test("package.json's range counts, then the import's own, and what the app has already most of all", async () => {
  for (const version of ["1.0.0", "1.9.0", "2.3.0"])
    library("wave-form", version, { files: { "": "export {}", "/lite": "export const lite = 1;" } });
  const versionOf = async (specifier: string, given?: Given) => (await resolve([specifier], given)).added[specifier]?.version;
  expect(await versionOf("wave-form", { ranges: { "wave-form": "^1.2.0" } })).toBe("1.9.0");
  expect(await versionOf("wave-form@1.0.0", { ranges: { "wave-form": "^2.0.0" } })).toBe("1.0.0");
  const resolved = { "wave-form": { version: "1.0.0", url: "https://cdn.example/wave-form@1.0.0" } };
  expect(await versionOf("wave-form/lite", { resolved })).toBe("1.0.0");
});

test("What the app has is not asked for again, nor is what this build has", async () => {
  library("steady-state", "1.0.0");
  const { added } = await resolve(["steady-state"]);
  library("steady-state", "1.0.1");
  const before = server.requests.length;
  expect((await resolve(["steady-state", "react", "react-dom/client"], { resolved: added })).added).toEqual({});
  expect(server.requests.length).toBe(before);
});

test("All modules of a package have one version, also when a new one is published in between", async () => {
  library("many-parts", "1.0.0", {
    files: { "": "export {}", "/a": "export const a = 1;", "/b": "export const b = 1;" },
    delayMs: 50,
  });
  const pending = resolve(["many-parts/a", "many-parts/b", "many-parts"]);
  await expect.poll(() => server.requests.some((path) => path.startsWith("/many-parts/a"))).toBe(true);
  library("many-parts", "1.1.0", { files: { "": "export {}", "/a": "export const a = 1;", "/b": "export const b = 1;" } });
  const { added } = await pending;
  expect(Object.keys(added).sort()).toEqual(["many-parts", "many-parts/a", "many-parts/b"]);
  expect(new Set(Object.values(added).map(({ version }) => version)).size).toBe(1);
});

test("A package that another needs beside it is one for both, in one exact version", async () => {
  library("@paint/core", "5.2.0", { files: { "": "export const theme = {};", "/styles": "export const styled = 1;" } });
  library("@paint/grid", "7.0.0", {
    files: {
      "": 'import { theme } from "@paint/core"; import { styled } from "@paint/core/styles"; export const Grid = [theme, styled];',
    },
    peers: { "@paint/core": "^5.0.0" },
  });
  library("@paint/core", "6.0.0", { files: { "": "export const theme = {};", "/styles": "export const styled = 1;" } });
  const { added } = await resolve(["@paint/grid"]);
  expect(added["@paint/grid"]?.imports).toEqual(["@paint/core", "@paint/core/styles"]);
  expect(added["@paint/core"]?.version).toBe("5.2.0");
  expect(added["@paint/core/styles"]?.version).toBe("5.2.0");
});

test("Libraries that need each other are found, one that needs what there is not is none", async () => {
  library("ping-side", "1.0.0", {
    files: { "": 'import { pong } from "pong-side"; export const ping = pong;' },
    peers: { "pong-side": "1" },
  });
  library("pong-side", "1.0.0", {
    files: { "": 'import { ping } from "ping-side"; export const pong = ping;' },
    peers: { "ping-side": "1" },
  });
  expect(Object.keys((await resolve(["ping-side"])).added).sort()).toEqual(["ping-side", "pong-side"]);
  library("half-there", "1.0.0", {
    files: { "": 'import "not-there-at-all"; export const x = 1;' },
    peers: { "not-there-at-all": "1" },
  });
  const { added, words } = await resolve(["half-there"]);
  expect(added).toEqual({});
  expect(words["half-there"]).toContain("it needs not-there-at-all, which could not be loaded");
});

test("A stylesheet is one file of the exact version", async () => {
  library("map-tiles", "1.9.4", { files: { "/dist/map.css": ".map { color: red }" } });
  const { added } = await resolve(["map-tiles/dist/map.css"]);
  expect(added["map-tiles/dist/map.css"]).toEqual({ version: "1.9.4", url: `${server.url}/map-tiles@1.9.4/dist/map.css` });
});

test("Integrity is the digest that the CDN gives", async () => {
  library("sealed-box", "1.0.0", { digest: true });
  const { added } = await resolve(["sealed-box"]);
  expect(added["sealed-box"]?.integrity).toMatch(/^sha256-[A-Za-z0-9+/]{43}=$/);
});

test("A redirect to the exact version says it as well", async () => {
  library("older-way", "0.3.0", { form: "redirected" });
  const { added } = await resolve(["older-way"]);
  expect(added["older-way"]).toMatchObject({ version: "0.3.0", url: expect.stringContaining("/older-way@0.3.0?standalone") });
});

describe("What cannot be had is said, with the reason", () => {
  test.each<[string, Partial<PublishedPackage>, string]>([
    ["wrong-type", { type: "text/html" }, "what it sent is no module that a browser can load: text/html"],
    ["not-code", { files: { "": "this is { no module" } }, "what it sent is no module that a browser can load"],
    ["far-too-large", { padding: 5_000_001 }, "it is larger than 5 MB"],
    ["out-of-order", { status: 503 }, "it answered with status 503"],
    ["led-away", { form: "elsewhere" }, "it led to another host"],
    ["which-one", { form: "unnamed" }, "it did not say which exact version it sent"],
  ])("%s", async (name, more, reason) => {
    library(name, "1.0.0", more);
    const { added, words } = await resolve([name]);
    expect(added).toEqual({});
    expect(words[name]).toBe(
      `The package "${name}" could not be loaded from ${new URL(server.url).host} (${words[name]?.split("(")[1] ?? ""}`,
    );
    expect(words[name]).toContain(reason);
  });

  test("no such package", async () => {
    expect((await resolve(["never-published"])).words["never-published"]).toContain("it has no such package, version or file");
  });

  test("a host that is not there", async () => {
    expect((await resolve(["a-library"], { url: "http://127.0.0.1:9" })).words["a-library"]).toContain("it cannot be reached");
  });
});

test("Slow packages are given up together after one deadline, and others of the call are had", async () => {
  for (const name of ["slow-one", "slow-two", "slow-three"]) library(name, "1.0.0", { delayMs: 20_000 });
  library("quick-one", "1.0.0");
  const before = performance.now();
  const { added, words } = await resolve(["slow-one", "slow-two", "slow-three", "quick-one"]);
  const ms = performance.now() - before;
  expect(Object.keys(added)).toEqual(["quick-one"]);
  expect(words["slow-two"]).toContain("no answer in 1.5 s");
  expect(ms).toBeLessThan(2_500);
});

test("A failure is remembered for a while, and asked again after it", async () => {
  let now = 1_000_000;
  const resolver = createResolver(
    at(server.url),
    newSurroundings(fetch, () => now),
  );
  const once = () => resolver.resolve({ specifiers: ["published-later"], resolved: {}, ranges: new Map(), base: vendored });
  expect((await once()).failed.size).toBe(1);
  const asked = server.requests.length;
  library("published-later", "1.0.0");
  expect((await once()).failed.size).toBe(1);
  expect(server.requests.length).toBe(asked);
  now += 61_000;
  expect(Object.keys((await once()).added)).toEqual(["published-later"]);
});

test("A run that is stopped waits no longer", async () => {
  library("slow-four", "1.0.0", { delayMs: 20_000 });
  const stop = new AbortController();
  const resolver = createResolver(at(server.url), newSurroundings(fetch, Date.now));
  const pending = resolver.resolve({ specifiers: ["slow-four"], resolved: {}, ranges: new Map(), base: vendored }, stop.signal);
  const before = performance.now();
  stop.abort();
  await pending;
  expect(performance.now() - before).toBeLessThan(1_000);
});
