// What may become part of an address at the CDN, and what an answer's own words are taken for.
import { describe, expect, test } from "vitest";
import { cdnOf, moduleAddress, sharedPackages } from "../../../src/libraries/cdn/address.ts";
import { exactFile, integrityOf } from "../../../src/libraries/cdn/answer.ts";
import { wantedRanges } from "../../../src/libraries/cdn/ranges.ts";
import { readSpecifier } from "../../../src/libraries/cdn/specifier.ts";

test.each([
  ["swr", { name: "swr", range: null, subpath: "" }],
  ["@scope/pack-age.js/sub/file.css", { name: "@scope/pack-age.js", range: null, subpath: "/sub/file.css" }],
  ["sonner@2.0.3", { name: "sonner", range: "2.0.3", subpath: "" }],
  ["@radix-ui/react-slot@^1.1.2/dist/x", { name: "@radix-ui/react-slot", range: "^1.1.2", subpath: "/dist/x" }],
  ["three@latest/examples/jsm/OrbitControls.js", { name: "three", range: "latest", subpath: "/examples/jsm/OrbitControls.js" }],
])("%s is a package", (specifier, read) => {
  expect(readSpecifier(specifier)).toEqual(read);
});

test.each([
  "",
  "@",
  "@scope",
  ".hidden",
  "a/../b",
  "a/..",
  "a//b",
  "a/./b",
  "a?x=1",
  "a#x",
  "a b",
  "a%2fb",
  "a\\b",
  "a@",
  "a@1 || 2",
  "a@git+ssh://host/x",
  "a@1@2",
  "a@../../x",
  "@/components/ui/button",
  "@../x/y",
  "a\n",
  `a${"b".repeat(300)}`,
  "ünder/way",
  "host:80/x",
])("%j is no package", (specifier) => {
  expect(readSpecifier(specifier)).toBeNull();
});

test("The CDN is an address of http or https; empty and whatever is none switch it off", () => {
  expect(cdnOf(undefined)?.host).toBe("esm.sh");
  expect(cdnOf("https://cdn.example/esm/")).toEqual({
    base: "https://cdn.example/esm",
    origin: "https://cdn.example",
    host: "cdn.example",
  });
  for (const off of ["", " ", "off", "none", "ftp://cdn.example", "javascript:alert(1)", "https://user:secret@cdn.example"]) {
    expect(cdnOf(off)).toBeNull();
  }
});

test("An address has the range, what it is built for, and what is left out of the code", () => {
  const cdn = cdnOf("https://cdn.example");
  if (cdn === null) throw new Error("No CDN.");
  const module = { name: "@scope/x", range: null, subpath: "/sub" };
  const address = new URL(moduleAddress(cdn, module, ">=1.2", sharedPackages));
  expect(address.pathname).toBe("/@scope/x@%3E%3D1.2/sub");
  expect(address.searchParams.get("external")).toBe("react,react-dom");
  expect(moduleAddress(cdn, { ...module, subpath: "/x.css" }, "1.0.0", sharedPackages)).toBe(
    "https://cdn.example/@scope/x@1.0.0/x.css",
  );
});

describe("The exact version's file", () => {
  const module = { name: "@s/x", range: null, subpath: "" };
  const from = (headers: Record<string, string>, url = "https://cdn.example/@s/x", body = "") =>
    exactFile(module, url, new Headers(headers), body);

  test("is named by the header, the address or the text, in this order", () => {
    expect(from({ "x-esm-path": "/@s/x@1.2.3/es2022/x.mjs" })).toEqual({
      version: "1.2.3",
      url: "https://cdn.example/@s/x@1.2.3/es2022/x.mjs",
    });
    expect(from({}, "https://cdn.example/@s/x@1.2.3-beta.1?target=es2022")?.version).toBe("1.2.3-beta.1");
    expect(from({}, undefined, '/* x */\nexport * from "/@s/x@4.5.6/es2022/x.mjs";')?.version).toBe("4.5.6");
  });

  test.each([
    ["another host", { "x-esm-path": "https://other.example/@s/x@1.2.3/x.mjs" }],
    ["another package", { "x-esm-path": "/@s/xy@1.2.3/x.mjs" }],
    ["a range", { "x-esm-path": "/@s/x@^1.2.3/x.mjs" }],
    ["nothing", {}],
  ])("is not what names %s", (_, headers) => {
    expect(from(headers as Record<string, string>)).toBeNull();
  });
});

test("A digest that does not fit what was sent is no integrity", async () => {
  const bytes = new TextEncoder().encode("export {}");
  const hash = Buffer.from(await crypto.subtle.digest("SHA-512", bytes)).toString("base64");
  expect(await integrityOf(new Headers({ "Repr-Digest": `sha-512=:${hash}:` }), bytes)).toBe(`sha512-${hash}`);
  expect(await integrityOf(new Headers({ "Repr-Digest": `sha-512=:${hash}:` }), new Uint8Array(3))).toBeNull();
  expect(await integrityOf(new Headers(), bytes)).toBeNull();
});

test("Ranges of a package.json; whatever is none of npm's is left out", () => {
  const ranges = wantedRanges(
    JSON.stringify({
      dependencies: { a: "^1.0.0", b: "workspace:*", c: "git+https://x/y.git", d: 3, e: "npm:z@1" },
      devDependencies: { a: "2", f: "~4.1" },
    }),
  );
  expect(Object.fromEntries(ranges)).toEqual({ a: "^1.0.0", f: "~4.1" });
  for (const broken of [undefined, "", "{", "[]", '{"dependencies": []}', '{"dependencies": {"__proto__": "1"}}']) {
    expect(wantedRanges(broken).get("a")).toBeUndefined();
  }
});
