import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { filePathMaxCharacters } from "../../src/protocol/constants.ts";
import { checkPath } from "../../src/workspace/paths.ts";

describe("checkPath", () => {
  test.each([
    ["src/App.tsx", "src/App.tsx"],
    ["./src//App.tsx", "src/App.tsx"],
    ["/index.html", "index.html"],
    ["//a/./b.css", "a/b.css"],
    [".gitignore", ".gitignore"],
    ["a b/ü (1).md", "a b/ü (1).md"],
    ["cafe\u0301.txt", "caf\u00e9.txt"],
    ["constructor", "constructor"],
  ])("takes %j as %j", (given, path) => {
    expect(checkPath(given)).toEqual({ ok: true, path });
  });

  test.each([
    ["", /empty/],
    ["  ", /empty/],
    ["/", /folder/],
    [".", /names no file/],
    ["src/", /folder/],
    ["src/.", /names no file/],
    ["../a", /"\.\."/],
    ["a/../../b", /"\.\."/],
    ["a/../b", /"\.\."/],
    ["a\\b", /back-slash/],
    ["C:/a", /characters/],
    ["https://x/y", /characters/],
    ["a?b", /characters/],
    ["a%2e", /characters/],
    ["~/a", /~/],
    ["a\u0000b", /invisible/],
    ["a\nb", /invisible/],
    ["a\u202eb", /invisible/],
    ["a\ud83d", /invisible/],
    ["a/ b", /space/],
    ["__edgewright/x.js", /kept/],
    ["/__EDGEWRIGHT/x.js", /kept/],
    ["a".repeat(filePathMaxCharacters + 1), /characters; at most 200/],
  ])("refuses %j with a sentence", (given, message) => {
    const result = checkPath(given);
    expect(result.ok).toBe(false);
    expect(result.ok ? "" : result.reason).toMatch(message);
  });

  test("gives a path that it takes again as it is, and that never leaves the app", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", ".", "/", " ", "\\", "-"), maxLength: 20 }), (given) => {
        const result = checkPath(given);
        if (!result.ok) return;
        expect(checkPath(result.path)).toEqual(result);
        expect(new URL(result.path, "http://x/base/").pathname.startsWith("/base/")).toBe(true);
      }),
    );
  });
});
