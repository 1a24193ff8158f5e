// Ranges as RFC 9110 has them.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { answerOfPart, wantedPart } from "../../src/base/ranges.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";

const asked = (range: string | null, size = 100, ifRange?: string) => {
  const headers = new Headers();
  if (range !== null) headers.set("Range", range);
  if (ifRange !== undefined) headers.set("If-Range", ifRange);
  return wantedPart(headers, size, '"tag"');
};
const part = (offset: number, length: number) => ({ type: "part", offset, length });
const whole = { type: "whole" };

describe("the part that a request asks for", () => {
  test.each<[string | null, object]>([
    [null, whole],
    ["bytes=0-0", part(0, 1)],
    ["bytes=0-", part(0, 100)],
    ["bytes=10-19", part(10, 10)],
    ["bytes= 10 - 19", part(10, 10)],
    ["bytes=90-1000", part(90, 10)],
    ["bytes=-1", part(99, 1)],
    ["bytes=-1000", part(0, 100)],
    ["bytes=99-", part(99, 1)],
    ["bytes=100-", { type: "beyond" }],
    ["bytes=100-200", { type: "beyond" }],
    ["bytes=-0", { type: "beyond" }],
    // What is no range of bytes is as if it were not there, and several at once get the whole.
    ["bytes=20-10", whole],
    ["bytes=0-1,5-6", whole],
    ["bytes=-", whole],
    ["bytes=a-b", whole],
    ["items=0-1", whole],
    [`bytes=${"9".repeat(400)}-`, whole],
  ])("%s", (range, wanted) => expect(asked(range)).toEqual(wanted));

  test("of an empty file there is none", () => {
    expect(asked("bytes=0-", 0)).toEqual({ type: "beyond" });
    expect(asked(null, 0)).toEqual(whole);
  });

  test("of another state of the file is the whole one", () => {
    expect(asked("bytes=0-9", 100, '"tag"')).toEqual(part(0, 10));
    expect(asked("bytes=0-9", 100, '"other"')).toEqual(whole);
    expect(asked("bytes=0-9", 100, 'W/"tag"')).toEqual(whole);
    expect(asked("bytes=0-9", 100, "Sat, 28 Nov 2026 09:00:00 GMT")).toEqual(whole);
  });
});

test("an answer names what it brings", () => {
  expect(answerOfPart({ type: "part", offset: 5, length: 3 }, 10)).toEqual({
    status: 206,
    headers: { "Accept-Ranges": "bytes", "Content-Range": "bytes 5-7/10", "Content-Length": "3" },
  });
  expect(answerOfPart({ type: "beyond" }, 10)).toMatchObject({ status: 416, headers: { "Content-Range": "bytes */10" } });
});

test("no part leaves the file, whatever is asked for", () => {
  fc.assert(
    fc.property(fc.string(), fc.option(fc.nat()), fc.option(fc.nat()), fc.nat(1_000), (junk, first, last, size) => {
      const ranges = [`bytes=${first ?? ""}-${last ?? ""}`, `bytes=${junk}`].filter((value) => /^[\x20-\x7e]*$/.test(value));
      for (const range of ranges) {
        const found = asked(range, size);
        if (found.type !== "part") continue;
        expect(found.length).toBeGreaterThan(0);
        expect(found.offset + found.length).toBeLessThanOrEqual(size);
      }
    }),
    { numRuns: fuzzRuns(1_000) },
  );
});
