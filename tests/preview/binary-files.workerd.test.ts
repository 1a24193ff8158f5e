// Binary files in previews: their bytes by address and by import, and what stands for pictures that are missing.
import { describe, expect, test } from "vitest";
import { heads, png, wav } from "../fakes/pictures.ts";
import { asPerson, preview } from "./support.ts";

const picture = await png(6, 4);
const app = preview({
  "index.html": '<!doctype html><body><img src="logo.png"><script type="module" src="/src/main.ts"></script></body>',
  "src/main.ts":
    'import logo from "../public/logo.png";\nimport gone from "./gone.webp";\nimport font from "./gone.woff2";\nimport vector from "./gone.svg";\nconsole.log(logo, gone, font, vector);\n',
  "src/lost.ts": 'import "./gone";\n',
  "public/logo.png": picture,
  "tone.wav": wav(0.1),
  "paper.pdf": heads.pdf(),
  "odd.html.bin": new Uint8Array([60, 0, 255]),
});

describe("a file that is there", () => {
  test.each([
    ["/logo.png", "image/png"],
    ["/public/logo.png", "image/png"],
    ["/tone.wav", "audio/wav"],
    ["/paper.pdf", "application/pdf"],
    ["/odd.html.bin", "application/octet-stream"],
  ])("%s is %s, for a person too", async (path, type) => {
    for (const headers of [{}, asPerson]) {
      const response = await app(path, { headers, mounted: true });
      expect([response.status, response.headers.get("Content-Type")]).toEqual([200, type]);
      expect(response.headers.get("X-Content-Type-Options")).toBe("nosniff");
      expect(response.headers.get("Content-Security-Policy")).toMatch(/^sandbox /);
    }
  });

  test("is read in parts; one that changed is read whole", async () => {
    const part = await app("/logo.png", { headers: { Range: "bytes=1-3" } });
    expect([part.status, part.headers.get("Content-Range"), await part.text()]).toEqual([
      206,
      `bytes 1-3/${picture.length}`,
      "PNG",
    ]);
    const changed = await app("/logo.png", { headers: { Range: "bytes=1-3", "If-Range": '"old"' } });
    expect([changed.status, (await changed.arrayBuffer()).byteLength]).toEqual([200, picture.length]);
    const head = await app("/logo.png", { method: "HEAD", headers: { Range: "bytes=1-3" } });
    expect([head.status, await head.text()]).toEqual([200, ""]);
    const beyond = await app("/logo.png", { headers: { Range: "bytes=99999-" } });
    expect([beyond.status, beyond.headers.get("Content-Range")]).toEqual([416, `bytes */${picture.length}`]);
  });

  test("imported, is its address", async () => {
    const code = await (await app("/src/main.ts", { mounted: true })).text();
    const url = /"([^"]*logo\.png[^"]*)"/.exec(code)?.[1]?.replace(/^\/p\/[0-9a-f]+/, "") ?? "";
    const module = await app(url, { mounted: true });
    expect(module.headers.get("Content-Type")).toContain("text/javascript");
    expect(await module.text()).toMatch(/^export default "\/p\/[0-9a-f]+\/public\/logo\.png";/);
  });
});

describe("a picture that is missing", () => {
  test("is grey, with its name as text, and still a 404", async () => {
    const response = await app("/images/hero%3Cb%3E.jpg");
    const svg = await response.text();
    expect([response.status, response.headers.get("Content-Type")]).toEqual([404, "image/svg+xml; charset=utf-8"]);
    expect(svg).toContain("hero&lt;b&gt;.jpg is missing");
    expect(svg).not.toContain("<script");
  });

  test("for a person who opens it, and for what is no picture, it is a sentence", async () => {
    expect(await (await app("/hero.jpg", { headers: asPerson })).text()).toContain("has no file hero.jpg");
    for (const path of ["/gone.woff2", "/gone.mp3", "/gone.js"])
      expect((await app(path)).headers.get("Content-Type")).toBe("text/plain; charset=utf-8");
  });

  test("imported, keeps nothing from loading; a missing module does", async () => {
    const code = await (await app("/src/main.ts")).text();
    for (const name of ["gone.webp", "gone.woff2", "gone.svg"]) {
      const url = new RegExp(`"([^"]*${name}[^"]*)"`).exec(code)?.[1] ?? "";
      expect(await (await app(url)).text()).toBe(`export default "/src/${name}";\n`);
    }
    expect(await (await app("/src/lost.ts")).text()).toContain("leads to src/gone");
  });
});
