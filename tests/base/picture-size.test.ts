// The pixels of a picture from its header, and that no header, however broken, throws or takes long.
import fc from "fast-check";
import { expect, test } from "vitest";
import { pictureSize } from "../../src/base/picture-size.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { heads, png, wav } from "../fakes/pictures.ts";

test.each(["gif", "jpeg", "webp", "webpLossy", "webpLossless", "bmp"] as const)("%s", (kind) => {
  expect(pictureSize(heads[kind](640, 481))).toEqual({ width: 640, height: 481 });
});

test("png, and nothing where there are no pixels", async () => {
  expect(pictureSize(await png(64, 48))).toEqual({ width: 64, height: 48 });
  for (const none of [wav(0.01), heads.pdf(), heads.gif(0, 5), new Uint8Array(0), new Uint8Array([0xff])]) {
    expect(pictureSize(none)).toBeNull();
  }
});

test("a header that is cut or changed anywhere gives a size or none", () => {
  const all = [heads.gif(3, 2), heads.jpeg(3, 2), heads.webp(3, 2), heads.webpLossless(3, 2), heads.bmp(3, 2)];
  fc.assert(
    fc.property(fc.constantFrom(...all), fc.nat(300), fc.nat(300), fc.nat(255), (head, cut, at, value) => {
      const broken = head.slice(0, cut);
      if (at < broken.length) broken[at] = value;
      const found = pictureSize(broken);
      expect(found === null || (found.width > 0 && found.height > 0)).toBe(true);
    }),
    { numRuns: fuzzRuns(2_000) },
  );
});
