import { describe, expect, test } from "vitest";
import { addressInApp, readFrameMessage } from "../../../src/web/preview/frame-message.ts";

const source = "edgewright-preview";

describe("what a preview's frame says", () => {
  test.each([
    [{ source, type: "hello" }, { type: "hello" }],
    [
      { source, type: "error", message: "m", stack: "s" },
      { type: "error", message: "m" },
    ],
    [
      { source, type: "route", path: "/a?b#c" },
      { type: "route", path: "/a?b#c" },
    ],
  ])("%j is read", (data, expected) => {
    expect(readFrameMessage(data)).toEqual(expected);
  });

  test.each([
    null,
    "text",
    { type: "hello" },
    { source: "other", type: "hello" },
    { source, type: "error", message: 1 },
    { source, type: "route", path: "a" },
    { source, type: "route", path: { toString: "/a" } },
    { source, type: "route", path: `/${"a".repeat(2_000)}` },
    { source, type: "other" },
  ])("%j is nothing", (data) => {
    expect(readFrameMessage(data)).toBeNull();
  });
});

describe("an address in an app", () => {
  test.each(["https://key.previews.test/", "https://edgewright.test/p/key/"])("stays in %s", (url) => {
    expect(addressInApp(url, "/")).toBe(url);
    expect(addressInApp(url, "/a/b?c=1#d")).toBe(`${url}a/b?c=1#d`);
    expect(addressInApp(url, "//other.test/")).toMatch(url);
    expect(addressInApp(url, "/\\other.test/")).toMatch(url);
  });

  test("does not lead out of a folder", () => {
    const url = "https://edgewright.test/p/key/";
    for (const path of ["/../../api/apps", "/..", "/%2e%2e/%2e%2e/", "/./../x"]) expect(addressInApp(url, path)).toBe(url);
  });
});
