// Import maps that pages bring themselves: what is read of them, where they lead names, and what checks then know.
import { describe, expect, test } from "vitest";
import { bringsReact, joinedMaps, ledBy, readImportMap, withImportMap } from "../../src/libraries/import-map.ts";
import { vendored } from "../../src/libraries/libraries.ts";
import { resolveImport } from "../../src/workspace/resolve.ts";

const read = (value: unknown) => readImportMap(JSON.stringify(value)) ?? expect.unreachable();
const imports = (entries: Record<string, unknown>) => read({ imports: entries });

describe("what is read", () => {
  test("names that lead to texts; the rest is left out as browsers leave it out", () => {
    const map = read({
      imports: { a: "/a.js", b: null, "": "/c.js", __proto__: 1 },
      scopes: { "/x/": { a: "/y.js" }, "/z/": 3 },
      more: 1,
    });
    expect([...map.imports]).toEqual([["a", "/a.js"]]);
    expect([...map.scopes].map(([prefix, entries]) => [prefix, [...entries]])).toEqual([
      ["/x/", [["a", "/y.js"]]],
      ["/z/", []],
    ]);
  });

  test.each(["", "{", "[]", "null", '"a"'])("%s is no map", (text) => {
    expect(readImportMap(text)).toBeNull();
  });

  test("of several maps the first that has a name counts", () => {
    const map = joinedMaps([imports({ a: "/1.js" }), imports({ a: "/2.js", b: "/3.js" })]);
    expect(Object.fromEntries(map.imports)).toEqual({ a: "/1.js", b: "/3.js" });
  });
});

test.each([
  ["three", "https://cdn.test/three.js"],
  ["three/addons/controls/Orbit.js", "https://cdn.test/jsm/controls/Orbit.js"],
  ["three/addons/loaders/GLTF.js", "/own/GLTF.js"],
  ["three/src/x.js", null],
  ["other", null],
  ["constructor", null],
])("%s leads to %s", (name, target) => {
  const map = imports({
    three: "https://cdn.test/three.js",
    "three/addons/": "https://cdn.test/jsm/",
    "three/addons/loaders/": "/own/",
  });
  expect(ledBy(map.imports, name)).toBe(target);
});

describe("what an import then means", () => {
  const exists = (path: string) => path === "src/tools.ts" || path === "lib/a.js";
  const resolve = (specifier: string, entries: Record<string, unknown>, folder = "") =>
    resolveImport(specifier, "src/main.ts", exists, withImportMap(vendored, imports(entries), folder));

  test("a name of the page's is known, and the page leads it", () => {
    const found = resolve("vue", { vue: "https://unpkg.com/vue@3/dist/vue.esm-browser.js" });
    expect(found).toMatchObject({ kind: "library", provided: { exports: null, source: { kind: "page" } } });
    expect(resolve("pinia", { vue: "https://unpkg.com/vue@3" }).kind).toBe("unknown");
  });

  test("one that leads to a file of the app is that file, from the page's folder on", () => {
    expect(resolve("tools", { tools: "./src/tools.ts" })).toMatchObject({ kind: "file", path: "src/tools.ts" });
    expect(resolve("lib/a.js", { "lib/": "/lib/" })).toMatchObject({ kind: "file", path: "lib/a.js" });
    expect(resolve("tools", { tools: "../src/tools.ts" }, "pages/")).toMatchObject({ kind: "file", path: "src/tools.ts" });
  });

  test("React comes from one side: from the page if it has both of its parts, and JSX follows it", () => {
    const whole = { react: "https://esm.test/react", "react-dom/client": "https://esm.test/react-dom/client" };
    expect(bringsReact(imports(whole))).toBe(true);
    for (const name of ["react", "react/jsx-runtime"])
      expect(resolve(name, whole)).toMatchObject({ provided: { source: { kind: "page" } } });
    const part = { react: "https://esm.test/react" };
    expect(bringsReact(imports(part))).toBe(false);
    expect(resolve("react", part)).toMatchObject({ provided: { source: { kind: "vendored" } } });
    expect(bringsReact(imports({ react: "https://esm.test/react", "react-dom/": "https://esm.test/react-dom/" }))).toBe(true);
  });
});
