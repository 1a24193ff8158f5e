// What makes a browser refuse a script as a whole: told with its place in the source and with what to do; and what it accepts passes.
import { describe, expect, test } from "vitest";
import { parseSyntax } from "../../../src/workspace/checks/syntax/parse.ts";
import { checkApp, checkFile } from "../../../src/workspace/checks.ts";
import { createWorkspace } from "../../../src/workspace/files.ts";

const toldIn = (path: string, text: string) =>
  checkFile(path, text, () => true).map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity === "error" ? "" : "warning "}${message}`,
  );

describe("a browser refuses", () => {
  test.each<[path: string, text: string, told: RegExp]>([
    [
      "a.tsx",
      "import { memo } from 'react';\nimport { memo } from 'react';\nmemo(() => null);",
      /^2:10 "memo" is declared a second time/,
    ],
    [
      "a.ts",
      "type Row = { a: string };\nconst rows: Row[] = [];\nlet rows: Row[] = [];",
      /^3:5 "rows" is declared a second time/,
    ],
    ["a.tsx", "import Card from './Card';\nfunction Card() { return <i/>; }\nexport default Card;", /^2:10 "Card" is declared/],
    ["a.jsx", "export default function A() {}\nexport default function B() {}", /^2:8 This file has a second default export/],
    ["a.ts", "export const a = 1;\nexport { a };", /^2:10 "a" is exported a second time/],
    ["a.ts", "const load = (url: string): unknown => await fetch(url);", /1:40 `await` stands in a function that is not async/],
    ["a.js", "export {};\nreturn;", /^2:1 `return` stands outside of a function/],
    ["a.js", "export {};\nconst list = [1].forEach((n) => { if (n) break; });", /^2:42 `break` stands outside/],
    ["a.js", "export {};\nfor (const a of []) { for (;;) continue outer; }", /^2:32 `continue` stands outside/],
    ["a.js", "export {};\nconst next = () => { yield 1; };", /^2:22 `yield` is a reserved word/],
    ["a.ts", "export const f = () => super.f();", /^1:24 `super` stands outside/],
    ["a.js", "export const made = new.target;", /^1:21 `new.target` stands outside/],
    ["a.ts", "export const word = /[a-z+/g;", /regular expression/],
    ["a.ts", "export const word = /a(b/g;", /^1:21 Invalid regular expression.*Unterminated group/],
    ["a.ts", "export const word = /a/gx;", /^1:21 This regular expression has a flag that does not exist/],
    ["a.ts", "const a = 1;\nexport { a, b };", /^2:13 "b" is exported, but this file neither declares nor imports it/],
    ["a.ts", "export class A { read() { return this.#size; } }", /^1:39 The private name "#size" is not declared/],
    ["a.js", "export const mode = 0755;", /^1:21 A number cannot start with 0/],
    ["a.js", "export const f = (x, y, x) => x + y;", /^1:25 Two parameters/],
    ["a.ts", "export const f = (package: string) => package;", /`package` is a reserved word/],
    ["a.js", "let old = 1;\ndelete old;\nexport { old };", /^2:1 `delete` removes properties/],
    ["a.js", "export const f = (a) => { a() = 1; };", /^1:27 Nothing can be assigned to this/],
    ["a.js", "export {};\nouter: for (;;) { outer: for (;;) ; }", /^2:19 The label "outer" stands inside/],
    ["a.js", "function f() {\n  import x from './x.js';\n}", /^2:3 `import` and `export` cannot stand inside/],
    ["a.js", "export const a = null ?? 1 || 2;", /`\?\?` cannot be mixed/],
    ["page.html", "<p>x</p>\n<script>\n  let a = 1;\n  let a = 2;\n</script>", /^4:7 "a" is declared a second time/],
    ["page.html", "<p>x</p><script>import a from './a.js'</script>", /^1:17 `import` and `export` need a module/],
    ["page.html", '<p>x</p>\n<button onclick="go(1">x</button>', /^2:22 warning Unexpected token/],
  ])("%s %j", (path, text, told) => {
    const found = toldIn(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(told);
  });
});

describe("a browser accepts", () => {
  test.each<[path: string, text: string]>([
    ["a.ts", "function f(a: string): void;\nfunction f(a: number): void;\nfunction f(a: unknown) { console.log(a); }\nf(1);"],
    ["a.ts", "interface A { a: 1 }\ninterface A { b: 2 }\nconst A = 1;\nexport { A };"],
    ["a.js", "var a = 1;\nvar a = 2;\nfunction a() {}"],
    ["a.js", "const cookie = 017;\ndelete cookie;"],
    ["a.js", "const page = await fetch('/x');\nconsole.log(page);"],
    ["a.ts", "export const f = async () => { for await (const a of []) { if (a) continue; } };"],
    ["a.ts", "export const dates = /(?<year>\\d{4})-(?<month>\\d\\d)|(?i:now)/u, sets = /[\\p{L}--[a-z]]/v;"],
    ["a.js", "import data from './a.json' with { type: 'json' };\nexport * as all from './b.js';\nexport { data };"],
    ["a.ts", "class A { #a = 1; static #b = 2; has(o: object) { return #a in o; } static { A.#b = 3; } }\nexport default A;"],
    ["page.html", "<p>x</p><script>var let_ = 010; var yield = 1; if (1) function f() {}</script>"],
    [
      "page.html",
      "<p>x</p><button onclick=\"if (!window.go) return false; event.preventDefault()\" onblur='a(&quot;b&quot;)'>x</button>",
    ],
  ])("%s %j", (path, text) => {
    expect(checkFile(path, text, () => true).filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

test("how a page loads a script decides how it is read", () => {
  const page = (tag: string) => [
    ["index.html", `<p>x</p><script ${tag} src="old.js"></script>`] as const,
    ["old.js", "const rate = 010;\nconsole.log(rate);"] as const,
  ];
  expect(checkApp(createWorkspace(page("")))).toEqual([]);
  expect(checkApp(createWorkspace(page('type="module"'))).map(({ path, line, column }) => [path, line, column])).toEqual([
    ["old.js", 1, 14],
  ]);
});

test("a file of thousands of names is read in time that grows with it", () => {
  const names = (count: number) => Array.from({ length: count }, (_, n) => `let a${n} = ${n};`).join("\n");
  const time = (code: string) => {
    const before = performance.now();
    expect(parseSyntax(code, "module").ok).toBe(true);
    return performance.now() - before;
  };
  time(names(1_000));
  const small = Math.max(5, time(names(2_000)));
  expect(time(names(20_000))).toBeLessThan(small * 60);
});

test("what is nested too deeply is a problem with a place", () => {
  const deep = `export const a = ${"[".repeat(20_000)}${"]".repeat(20_000)};`;
  const read = parseSyntax(deep, "module");
  expect(read).toMatchObject({ ok: false, message: expect.stringMatching(/nested too deeply/) });
  expect(read.ok ? 0 : read.offset).toBeGreaterThan(20);
});
