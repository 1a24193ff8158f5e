import { describe, expect, test } from "vitest";
import { vendored } from "../../src/libraries/libraries.ts";
import { withAliases } from "../../src/workspace/aliases.ts";
import { findServed, resolveUrl } from "../../src/workspace/app-files.ts";
import { resolveImport } from "../../src/workspace/resolve.ts";

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
  "src/lib/format.ts",
  "server/rates.js",
  "web/src/parts/Menu.tsx",
  "lab/kit/Dial.tsx",
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
    ["~/util", "src/util.ts"],
    ["#/util", "src/util.ts"],
    ["$lib/format", "src/lib/format.ts"],
    ["@/server/rates", "server/rates.js"],
    ["src/util", "src/util.ts"],
    ["components/Button", "src/components/Button.jsx"],
    ["@components/Button", "src/components/Button.jsx"],
    ["server/rates", "server/rates.js"],
    ["./main.jsx", "src/main.tsx"],
    ["./components/Button.tsx", "src/components/Button.jsx"],
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
    ["node:fs", { kind: "unknown", name: "node:fs" }],
    ["src/nowhere", { kind: "missing", path: "src/nowhere" }],
    ["lodash/fp", { kind: "unknown", name: "lodash/fp" }],
    ["@scope/name", { kind: "unknown", name: "@scope/name" }],
    ["https://esm.sh/x", { kind: "external", url: "https://esm.sh/x" }],
    ["//esm.sh/x", { kind: "external", url: "//esm.sh/x" }],
    ["data:text/javascript,1", { kind: "external", url: "data:text/javascript,1" }],
  ])("says of %j what it is", (specifier, expected) => {
    expect(resolveImport(specifier, "src/main.tsx", exists)).toEqual(expected);
  });
});

describe("an app's own aliases", () => {
  const resolve = (specifier: string, path: string, text: string) => {
    const libraries = withAliases(vendored, (asked) => (asked === path ? text : undefined));
    const found = resolveImport(specifier, "src/main.tsx", exists, libraries);
    return found.kind === "file" ? found.path : found.kind;
  };

  test.each([
    ["kit/Dial", "tsconfig.json", '{ // paths\n "compilerOptions": { "paths": { "kit/*": ["./lab/kit/*",], }, }, }'],
    ["Dial", "tsconfig.json", '{ "compilerOptions": { "baseUrl": "./lab/kit" } }'],
    ["!/Dial", "jsconfig.json", '{ "compilerOptions": { "baseUrl": "lab", "paths": { "!/*": ["kit/*"] } } }'],
    ["#dial", "package.json", '{ "imports": { "#dial": "./lab/kit/Dial.tsx" } }'],
    ["@lab/Dial", "vite.config.ts", 'export default { resolve: { alias: { "@lab": path.resolve(__dirname, "./lab/kit") } } }'],
    [
      "@lab/Dial",
      "vite.config.ts",
      'resolve: { alias: [{ find: "@lab", replacement: fileURLToPath(new URL("./lab/kit", import.meta.url)) }] }',
    ],
    ["lab/Dial", "vite.config.js", "resolve: { alias: { lab: '/lab/kit' } }"],
  ])("%j by %s", (specifier, path, text) => {
    expect(resolve(specifier, path, text)).toBe("lab/kit/Dial.tsx");
  });

  test("hide no library by chance, and a broken configuration changes nothing", () => {
    expect(resolve("react", "tsconfig.json", '{ "compilerOptions": { "baseUrl": "." } }')).toBe("library");
    expect(resolve("@/util", "tsconfig.json", "{ paths: ")).toBe("src/util.ts");
  });

  test("the src folder of a larger repository comes first for its own files", () => {
    const found = resolveImport("@/parts/Menu", "web/src/App.tsx", exists);
    expect(found).toEqual({ kind: "file", path: "web/src/parts/Menu.tsx", query: "" });
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
