// Archives from people: what comes out is what went in, and no archive takes more than it may, leads outside or ends in anything but a reason.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readZip, ZipError, type ZipLimits } from "../../src/base/zip.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { png } from "../fakes/pictures.ts";
import { packed, zip } from "../fakes/zip.ts";

const roomy: ZipLimits = { files: 50, fileBytes: 100_000, totalBytes: 300_000 };

async function read(archive: Uint8Array<ArrayBuffer>, limits = roomy): Promise<Record<string, string>> {
  const files: Record<string, string> = {};
  for await (const { path, bytes } of readZip(archive, limits)) files[path] = new TextDecoder("latin1").decode(bytes);
  return files;
}
const refusal = (archive: Uint8Array<ArrayBuffer>, limits = roomy) =>
  read(archive, limits).then(
    (files) => ["read", Object.keys(files).join()],
    (error: unknown) => (error instanceof ZipError ? [error.reason, error.message] : ["thrown", String(error)]),
  );

describe("an archive", () => {
  test("gives its files, packed or not, with a comment or without", async () => {
    const picture = await png(4, 4);
    const archive = await zip(
      [packed("index.html", "<p>1</p>"), { path: "public/a.png", bytes: picture, method: 0 }],
      "made by hand",
    );
    expect(await read(archive)).toEqual({ "index.html": "<p>1</p>", "public/a.png": new TextDecoder("latin1").decode(picture) });
  });

  test("loses folders, what systems add, and a folder around everything, unless the folder means something", async () => {
    const files = ["site/", "site/index.html", "__MACOSX/site/._index.html", "site/.DS_Store", "site/img/a.svg"];
    expect(Object.keys(await read(await zip(files.map((path) => packed(path, "x")))))).toEqual(["index.html", "img/a.svg"]);
    expect(Object.keys(await read(await zip([packed("public/a.svg", "x"), packed("public/b.svg", "y")])))).toEqual([
      "public/a.svg",
      "public/b.svg",
    ]);
    expect(Object.keys(await read(await zip([packed("a\\b.txt", "x"), packed("./c.txt", "y")])))).toEqual(["a/b.txt", "c.txt"]);
  });
});

describe("what is refused", () => {
  test.each(["../up.txt", "a/../../up.txt", "/etc/passwd", "C:\\up.txt", "..\\up.txt", "a/.."])(
    "a name that leads outside: %s",
    async (path) => {
      expect(await refusal(await zip([packed("ok.txt", "x"), packed(path, "y")]))).toEqual([
        "path",
        expect.stringContaining("leads outside"),
      ]);
    },
  );

  test("a bomb: a file that grows beyond what it may, or beyond what it says", async () => {
    const bomb = packed("a.txt", "0".repeat(2_000_000));
    expect(await refusal(await zip([bomb]))).toEqual(["too_large", expect.stringContaining("a.txt would be too large")]);
    expect(await refusal(await zip([{ ...bomb, size: 50 }]))).toEqual([
      "unreadable",
      expect.stringContaining("larger than the archive says"),
    ]);
    const many = Array.from({ length: 5 }, (_, at) => packed(`${at}.txt`, "0".repeat(90_000)));
    expect((await refusal(await zip(many)))[0]).toBe("too_large");
  });

  test("too many files, twice the same, damage, encryption, unusual packing, no archive", async () => {
    expect((await refusal(await zip(Array.from({ length: 51 }, (_, at) => packed(`${at}.txt`, "")))))[0]).toBe("too_large");
    expect(await refusal(await zip([packed("a.txt", "1"), packed("./a.txt", "2")]))).toEqual([
      "unreadable",
      expect.stringContaining("twice"),
    ]);
    expect(await refusal(await zip([packed("a.txt", "1", { crc: 7 })]))).toEqual([
      "unreadable",
      expect.stringContaining("damaged"),
    ]);
    expect(await refusal(await zip([packed("a.txt", "1", { flags: 1 })]))).toEqual([
      "unreadable",
      expect.stringContaining("encrypted"),
    ]);
    expect(await refusal(await zip([packed("a.txt", "1", { method: 12 })]))).toEqual([
      "unreadable",
      expect.stringContaining("unusual"),
    ]);
    expect((await refusal(new TextEncoder().encode("PK no archive")))[0]).toBe("unreadable");
    expect((await refusal(new Uint8Array(0)))[0]).toBe("unreadable");
  });

  test("whatever is changed in it, anywhere, ends in files within the limits or a reason", async () => {
    const archive = await zip([packed("a/b.txt", "hello ".repeat(200)), packed("c.txt", "x".repeat(500), { method: 0 })]);
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(archive.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }),
        fc.option(fc.nat(archive.length)),
        async (changes, cut) => {
          const broken = archive.slice(0, cut ?? archive.length);
          for (const [at, value] of changes) if (at < broken.length) broken[at] = value;
          const [what] = await refusal(broken);
          expect(what).not.toBe("thrown");
        },
      ),
      { numRuns: fuzzRuns(300) },
    );
  });
});
