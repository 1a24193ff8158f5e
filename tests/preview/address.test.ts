import { describe, expect, test } from "vitest";
import { previewAddresses, previewHostOf, recognise, withoutFinalDot } from "../../src/preview/address.ts";
import { embedders } from "../../src/preview/embedders.ts";
import { newPreviewKey, previewOfVersion } from "../../src/protocol/preview-link.ts";

const key = newPreviewKey();
const longest = 999_999_999;

describe("a preview's address", () => {
  test.each(["latest", 7, longest] as const)("leads back to %s on a host of its own", (ref) => {
    const url = new URL(previewAddresses("http://localhost:8787", "localhost:8787")(key, ref));
    expect(recognise(url, "localhost:8787")).toEqual({ type: "preview", target: { key, ref, path: "/", mount: "" } });
    expect(url.hostname.split(".")[0]?.length).toBeLessThanOrEqual(63);
  });

  test.each(["latest", 7] as const)("leads back to %s under a path", (ref) => {
    const url = new URL(previewAddresses("https://edgewright.test", null)(key, ref));
    const inside = new URL("src/a%20b.ts?x=1", url);
    const target = { key, ref, path: "/src/a%20b.ts", mount: url.pathname.slice(0, -1) };
    expect(recognise(inside, null)).toEqual({ type: "preview", target });
  });

  test.each([
    ["https://edgewright.test", null],
    ["http://localhost:8787", "localhost:8787"],
  ])("of a version follows from the app's at %s", (origin, host) => {
    const address = previewAddresses(origin, host);
    expect(previewOfVersion(address(key, "latest"), 12)).toBe(address(key, 12));
  });

  test.each([
    "http://a.localhost:8787/",
    `http://a.${"0".repeat(32)}.localhost:8787/`,
    `http://${"0".repeat(31)}.localhost:8787/`,
    `http://${"0".repeat(32)}--v0.localhost:8787/`,
    `http://${"0".repeat(32)}--v01.localhost:8787/`,
    "http://abcdefghijklmnopqrstuvwxyz.localhost:8787/",
    "http://localhost:8787/p/",
    "http://localhost:8787/p/abcdefghijklmnopqrstuvwxyz/",
  ])("is not seen in %s, which is nothing else either", (url) => {
    expect(recognise(new URL(url), "localhost:8787").type).toBe("no_preview");
  });

  test.each([
    "http://localhost:8787/",
    "http://localhost:8787/apps/p/",
    "http://localhost:9999/",
    `http://${key}.localhost.test:8787/`,
  ])("leaves %s to others", (url) => {
    expect(recognise(new URL(url), "localhost:8787").type).toBe("other");
  });

  test("is the same with a dot at the end of its host", () => {
    const url = withoutFinalDot(new URL(`http://${key}.localhost.:8787/a`));
    expect(recognise(url, "localhost:8787")).toMatchObject({ type: "preview", target: { key, path: "/a" } });
  });

  test("has a host without configuration where the chat is open on this machine", () => {
    expect(previewHostOf("http://localhost:8787", undefined)).toBe("localhost:8787");
    expect(previewHostOf("http://127.0.0.1:8787", "")).toBe("localhost:8787");
    expect(previewHostOf("http://127.0.0.1", "")).toBe("localhost");
    expect(previewHostOf(`http://${key}.localhost:8787`, "")).toBe("localhost:8787");
    expect(previewHostOf("https://edgewright.test", undefined)).toBeNull();
    expect(previewHostOf("https://edgewright.test", " previews.test ")).toBe("previews.test");
  });
});

describe("who may frame a preview on a host of its own", () => {
  test.each([
    ["http://x.localhost:8787/", "", ["http://localhost:8787", "http://127.0.0.1:8787"]],
    ["http://x.localhost/", "", ["http://localhost", "http://127.0.0.1"]],
    ["https://x.previews.test/", "", ["https://*.workers.dev:*"]],
    [
      "https://x.previews.test/",
      "build.example.com, https://Other.test/",
      ["https://build.example.com:*", "https://other.test:*"],
    ],
    ["https://x.previews.test/", "a.test; script-src *", ["https://script-src:*"]],
  ])("%s with HOSTS=%j: %j", (url, HOSTS, expected) => {
    expect(embedders(new URL(url), { HOSTS })).toEqual(expected);
  });
});
