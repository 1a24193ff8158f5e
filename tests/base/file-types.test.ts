// What a file is: its bytes say it, its name only helps where they leave it open, and neither makes text of what is none.
import { describe, expect, test } from "vitest";
import { isMedia, recognise } from "../../src/base/file-types.ts";
import { heads, png, wav } from "../fakes/pictures.ts";

const bytes = (...values: number[]) => new Uint8Array(values);
const utf8 = (value: string) => new TextEncoder().encode(value);
const kept = (path: string, content: Uint8Array) => {
  const found = recognise(path, content);
  return found.as === "binary" ? found.type.type : found.as;
};

describe("a file's content says what it is", () => {
  test.each<[string, Uint8Array, string]>([
    ["a.gif", heads.gif(1, 1), "image/gif"],
    ["a.jpg", heads.jpeg(1, 1), "image/jpeg"],
    ["a.webp", heads.webp(1, 1), "image/webp"],
    ["a.bmp", heads.bmp(1, 1), "image/bmp"],
    ["a.avif", heads.mp4("avif"), "image/avif"],
    ["a.wav", wav(0.01), "audio/wav"],
    ["a.mp3", heads.mp3(), "audio/mpeg"],
    ["bare.mp3", bytes(0xff, 0xfb, 0x90, 0x64, 0), "audio/mpeg"],
    ["a.ogg", heads.ogg(), "audio/ogg"],
    ["film.ogv", heads.ogg(), "video/ogg"],
    ["a.mp4", heads.mp4(), "video/mp4"],
    ["song.m4a", heads.mp4(), "audio/mp4"],
    ["a.woff2", heads.woff2(), "font/woff2"],
    ["a.ttf", bytes(0, 1, 0, 0, 0, 12), "font/ttf"],
    ["a.wasm", heads.wasm(), "application/wasm"],
    ["a.zip", heads.zip(), "application/zip"],
    ["a.ico", bytes(0, 0, 1, 0, 1, 0, 16, 16), "image/x-icon"],
    // A PDF may be valid text, and is none.
    ["a.pdf", heads.pdf(), "application/pdf"],
    ["an ending that nobody knows.xyz", bytes(1, 2, 0, 255), "application/octet-stream"],
    ["model.bin", bytes(0, 1, 2), "application/octet-stream"],
  ])("%s", (path, content, type) => expect(kept(path, content)).toBe(type));

  test("whatever its name promises: a JPEG called .png is served as a JPEG", async () => {
    expect(kept("a.png", heads.jpeg(1, 1))).toBe("image/jpeg");
    expect(kept("photo", await png(1, 1))).toBe("image/png");
    expect(kept("a.gif", await png(1, 1))).toBe("image/png");
  });

  test.each<[string, string]>([
    ["src/App.tsx", "export {}"],
    ["logo.svg", "<svg/>"],
    ["notes", "BM is short for something, and no picture"],
    ["notes.txt", "%PDF- is how a PDF begins"],
    ["readme", "ID3 tags, OggS pages, RIFF chunks"],
    ["empty.png", ""],
    ["video.ts", "ﬁ 👋"],
    ["unknown.ending", "text all the same"],
  ])("%s is text", (path, content) => expect(recognise(path, utf8(content))).toEqual({ as: "text", text: content }));

  test("a byte order mark is part of the text", () => {
    expect(recognise("a.csv", bytes(0xef, 0xbb, 0xbf, 0x61))).toEqual({ as: "text", text: "\ufeffa" });
  });
});

describe("what is neither is refused with a reason that names the file", () => {
  test.each<[string, Uint8Array, RegExp]>([
    ["a.tsx", bytes(0x66, 0xff), /a\.tsx has to be text in UTF-8/],
    ["page.html", bytes(0xff, 0xfe, 0x3c, 0), /page\.html has to be text/],
    ["zero.json", utf8('{"a":"\0"}'), /without zero bytes/],
    ["logo.svg", heads.jpeg(1, 1), /logo\.svg has to be text/],
    ["latin.png", bytes(0x63, 0x61, 0x66, 0xe9), /neither text nor a PNG picture/],
    ["LICENSE", bytes(0x63, 0xe9, 0x20), /no ending/],
  ])("%s", (path, content, reason) => {
    expect(recognise(path, content)).toEqual({ as: "neither", reason: expect.stringMatching(reason) });
  });
});

test("pictures, fonts, sounds and films are what an app can do without", () => {
  for (const path of ["a.png", "a.SVG", "b/c.woff2", "d.mp3", "e.webm"]) expect([path, isMedia(path)]).toEqual([path, true]);
  for (const path of ["a.ts", "data.json", "x.wasm", "y.bin", "z"]) expect([path, isMedia(path)]).toEqual([path, false]);
});
