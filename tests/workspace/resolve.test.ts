import { describe, expect, test } from "vitest";
import { vendored } from "../../src/libraries/libraries.ts";
import { findServed, resolveImport, resolveUrl } from "../../src/workspace/resolve.ts";

const files = new Set([
  "index.html",
  "src/App.tsx",
  "src/main.tsx",
  "src/util.ts",
  "src/data.json",
  "src/styles.css",
  "src/components/index.ts",
  "src/components/Button.jsx",
  "src/caf\u00e9.ts",
  "public/logo.svg",
  "src/logo.svg",
]);
const exists = (path: string) => files.has(path);

describe("resolveImport", () => {
  test.each([
    ["./App", "src/App.tsx"],
    ["./App.tsx", "src/App.tsx"],
    ["./App.jsx", "src/App.tsx"],
    ["./util", "src/util.ts"],
    ["./cafe\u0301", "src/caf\u00e9.ts"],
    ["./util.js", "src/util.ts"],
    ["./data.json", "src/data.json"],
    ["./styles.css", "src/styles.css"],
    ["./components", "src/components/index.ts"],
    ["./components/", "src/components/index.ts"],
    ["./components/Button", "src/components/Button.jsx"],
    ["../src/util", "src/util.ts"],
    ["/src/App", "src/App.tsx"],
    ["@/util", "src/util.ts"],
    ["@/components/Button", "src/components/Button.jsx"],
    ["/logo.svg", "public/logo.svg"],
  ])("leads %j to %j", (specifier, path) => {
    expect(resolveImport(specifier, "src/main.tsx", exists)).toEqual({ kind: "file", path, query: "" });
  });

  test.each([
    ["./logo.svg?url", { kind: "file", path: "src/logo.svg", query: "url" }],
    ["./util?raw#x", { kind: "file", path: "src/util.ts", query: "raw" }],
    ["./nowhere", { kind: "missing", path: "src/nowhere" }],
    ["../../outside", { kind: "missing", path: "../../outside" }],
    ["/__edgewright/vendor/x.js", { kind: "missing", path: "/__edgewright/vendor/x.js" }],
    ["@/nowhere", { kind: "missing", path: "src/nowhere" }],
    ["react", { kind: "library", name: "react", provided: vendored.find("react") }],
    ["react-dom/client", { kind: "library", name: "react-dom/client", provided: vendored.find("react-dom/client") }],
    ["lodash/fp", { kind: "unknown", name: "lodash/fp" }],
    ["@scope/name", { kind: "unknown", name: "@scope/name" }],
    ["https://esm.sh/x", { kind: "external", url: "https://esm.sh/x" }],
    ["//esm.sh/x", { kind: "external", url: "//esm.sh/x" }],
    ["data:text/javascript,1", { kind: "external", url: "data:text/javascript,1" }],
  ])("says of %j what it is", (specifier, expected) => {
    expect(resolveImport(specifier, "src/main.tsx", exists)).toEqual(expected);
  });
});

describe("resolveUrl", () => {
  test.each([
    ["logo.svg?v=1", "src/styles.css", { kind: "file", path: "src/logo.svg", query: "" }],
    ["/logo.svg", "src/styles.css", { kind: "file", path: "public/logo.svg", query: "" }],
    ["./App", "src/main.tsx", { kind: "missing", path: "src/App" }],
    ["#top", "index.html", null],
    ["data:image/png;base64,x", "index.html", null],
    ["https://x/y.css", "index.html", null],
    ["%zz", "index.html", { kind: "missing", path: "%zz" }],
  ])("reads %j in %s as a browser does", (url, importer, expected) => {
    expect(resolveUrl(url, importer, exists)).toEqual(expected);
  });

  test("a request for a file in public/ may leave the folder out", () => {
    expect(findServed("logo.svg", exists)).toBe("public/logo.svg");
    expect(findServed("App.tsx", exists)).toBeNull();
  });
});
