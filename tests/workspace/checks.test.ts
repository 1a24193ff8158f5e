// What is wrong with a file or an app, with its place; and that nothing is said of what is right.
import { describe, expect, test } from "vitest";
import { checkApp, checkFile } from "../../src/workspace/checks.ts";
import { createWorkspace } from "../../src/workspace/files.ts";

const files = new Set(["index.html", "src/App.tsx", "src/util.ts", "src/a.css", "src/pic.svg"]);
const exists = (path: string) => files.has(path);

function check(path: string, content: string): string[] {
  return checkFile(path, content, exists).map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity}: ${message}`,
  );
}

function checkFiles(contents: Record<string, string>): string[] {
  return checkApp(createWorkspace(Object.entries(contents))).map(
    ({ path, line, severity, message }) => `${path}:${line} ${severity}: ${message}`,
  );
}

describe("checkFile is silent about", () => {
  test.each([
    [
      "src/x.tsx",
      "import type { A } from './gone';\nimport App from './App';\nexport const x = (a: A) => <App {...a}>{a}</App>;",
    ],
    ["src/x.ts", "const x = <number>(1 as unknown);\nexport default x satisfies number;"],
    ["src/x.ts", "class A { constructor(private readonly a: number) {} }\nenum B { C }"],
    ["src/x.jsx", "import { useState } from 'react';\nexport default () => <><p>It's {useState(1)}</p></>;"],
    ["src/x.js", "const a = 1 < 2, b = 3 > 2; // no JSX\nexport { a, b };"],
    ["src/x.tsx", "import './a.css';\nimport pic from './pic.svg?url';\nconst lazy = () => import('./util');"],
    ["src/x.tsx", "const s = \"import x from 'nowhere'\"; // import 'y'\nexport default s;"],
    ["src/types.d.ts", "declare module '*.svg';"],
    ["data.json", '{"a": [1, -2.5e3, true, null, {"b": "\\u00e9\\n"}]}'],
    ["inline.html", "<p>x</p><script>with (Math) { show(PI) }</script>"],
    ["inline.html", "<p>x</p><script><!--\nshow(010);\n--> done\n</script>"],
    ["legacy.js", "with (settings) start(name);\n"],
    ["a.ts", "class Box { accessor size: number = 1; static accessor count; accessor #own = 2; accessor }"],
    ["marked.json", '\ufeff{"a": 1}'],
    ["tsconfig.json", "{ /* comment */ }"],
    [
      "a.css",
      '@import "tailwindcss";\n@theme { --a: #fff; }\n.a\\:b:hover { content: "}"; background: url(data:image/svg+xml,%3Csvg); } /* } */',
    ],
    ["a.css", "a { background: url('src/pic.svg#x'); }"],
    ["index.html", '<script src="/src/App.tsx" type="module"></script><script>let a = "<p>" </script>'],
    ["index.html", '<!doctype html><p>Text<img src="src/pic.svg"><link rel="icon" href="data:,">'],
    ["index.html", '<h1>x</h1><script src="https://cdn.tailwindcss.com"></script><script type="application/ld+json">{</script>'],
    ["page.html", "<!--><p>a < b <!-- c --!> <b>d</b><!----><style>a { content: '<!--' }</style><textarea><b></textarea>"],
    ["page.html", "<p>never closed <li>nor this <template><p>"],
    ["notes.md", "anything { ` goes"],
  ])("%s %j", (path, content) => {
    expect(check(path, content)).toEqual([]);
  });
});

describe("checkFile reports", () => {
  test.each([
    ["src/x.ts", "const a = 1;\nconst b = ;\n", '2:11 error: Unexpected token: found ";"'],
    [
      "src/x.tsx",
      "export default function A() {\n  return <div>\n",
      "3:1 error: Unexpected token: the file ends before a tag, bracket or block is closed",
    ],
    [
      "src/x.tsx",
      "export default () => {\n  return [1].map((n) => (\n    <p>{n</p>\n  ));\n};\n",
      '4:3 error: Unexpected token, expected ",": found ")"',
    ],
    ["src/x.ts", "const f = (a) => { b(; };\n", '1:22 error: Unexpected token: found ";"'],
    ["src/x.ts", "const s = 'abc\n", "1:11 error: Unterminated string constant"],
    ["src/x.tsx", "\n  import x from './gone';\nx();", '2:18 error: "./gone" leads to src/gone, and there is no such file.'],
    ["src/x.js", "export * from '@/gone';", '1:16 error: "@/gone" leads to src/gone, and there is no such file.'],
    ["src/x.js", "const a = () => import('./gone');", '1:25 warning: "./gone" leads to src/gone, and there is no such file.'],
    [
      "src/x.ts",
      "import _ from 'underscore';\n_();",
      /1:16 error: The package "underscore" is not available\. Use "lodash-es", or write/,
    ],
    ["a.json", '{\n  "a": 1,\n}', '3:1 error: A comma before "}" is not allowed in JSON.'],
    ["a.json", "{'a': 1}", "1:2 error: Expected a name in double quotes."],
    ["a.json", "[1 2]", '1:4 error: Expected "," or "]".'],
    ["a.json", "", "1:1 error: Unexpected end of JSON. Expected a value."],
    ["a.json", "// hi\n1", "1:1 error: Comments are not allowed in JSON."],
    ["a.css", "a {\n  b { c: d; }\n", '1:3 error: This "{" is never closed.'],
    ["a.css", "a { }\n}", '2:1 error: This "}" closes nothing.'],
    ["a.css", "/* a", "1:1 error: This comment is never closed with */."],
    ["a.css", "a { content: 'x\n}", "1:14 error: This string is never closed."],
    ["src/b.css", "@import './gone.css';", '1:10 warning: "./gone.css" leads to src/gone.css, and there is no such file.'],
    [
      "index.html",
      '<p>x\n<script src="/gone.js"></script>',
      '2:1 error: "/gone.js" leads to gone.js, and there is no such file.',
    ],
    [
      "index.html",
      'x<link rel="stylesheet" href="gone.css">',
      '1:2 warning: "gone.css" leads to gone.css, and there is no such file.',
    ],
    [
      "index.html",
      '<script src="/src/App.tsx"></script>',
      '1:1 error: "/src/App.tsx" is a module: its script tag needs type="module".',
    ],
    [
      "a.js",
      'import { registerSW } from "virtual:pwa-register";\nregisterSW();\n',
      /1:29 error: "virtual:pwa-register" is made by a build tool/,
    ],
    ["a.js", 'import chalk from "npm:chalk@5";\nchalk();\n', /1:20 error: .* Import the package by its name: "chalk@5"\./],
    ["index.html", '<script src="https://unpkg.com/x"></script>', /1:1 warning: .* another host/],
    ["index.html", "<p>x\n<script>\nlet a = ;\n</script>", '3:9 error: Unexpected token: found ";"'],
    [
      "index.html",
      '<script type="module">import "./gone.js"</script>',
      '1:31 error: "./gone.js" leads to gone.js, and there is no such file.',
    ],
    ["page.html", "<p>x\n<!-- y", "2:1 error: This comment is never closed with -->."],
    ["page.html", "<p>x</p>\n<div class='a", "2:1 error: This <div tag never ends: its > is missing."],
    ["page.html", "<title>x\n<p>y</p>", /^1:1 error: This <title> is never closed/],
    ["page.html", "<style>\n  a {\n</style>", '2:5 error: This "{" is never closed.'],
    ["page.html", "<p>\n<style>a { }", /^2:1 error: This <style> is never closed/],
    ["page.html", "<p>\n<script>let a;", /^2:1 error: This <script> is never closed/],
    [
      "index.html",
      "<html><body><div id='root'></div></body></html>",
      "1:1 error: The page shows nothing: its body is empty and it loads no script.",
    ],
  ])("%s %j", (path, content, expected) => {
    const found = check(path, content);
    expect(found).toHaveLength(1);
    expect(found[0]).toEqual(typeof expected === "string" ? expected : expect.stringMatching(expected));
  });
});

const page = '<body><div id="root"></div><script type="module" src="/src/main.tsx"></script></body>';
const main = "import App from './App';\nimport { helper, type Helper } from './lib';\nhelper(App as Helper);";

describe("what browsers do not have", () => {
  const errorsOf = (path: string, text: string) =>
    checkFile(path, text, () => true).map(({ line, column, message }) => `${line}:${column} ${message.slice(0, 32)}`);

  test.each([
    ["a.tsx", "class A {\n  @bound #handle() {}\n}", "2:10 A decorator on a private method"],
    ["a.ts", "class A {\n  accessor [name] = 1;\n}", "2:3 Browsers do not have `accessor`"],
    ["a.mjs", "with (Math) {}", '1:1 Unexpected token: found "with"'],
    ["a.html", '<p>x</p><script type="module">with (Math) {}</script>', '1:31 Unexpected token: found "with"'],
    ["a.js", "with (Math) { const = 1 }", '1:1 Unexpected token: found "with"'],
  ])("%s %j is told: %s", (path, text, expected) => {
    expect(errorsOf(path, text).map((line) => line.slice(0, expected.length))).toEqual([expected]);
  });

  test("a classic script that is imported", () => {
    const files = new Map([
      ["index.html", '<script type="module">import "./old.js";</script><script type="module" src="main.js"></script>'],
      ["main.js", 'import "./old.js";'],
      ["old.js", "with (Math) {}"],
    ]);
    const found = checkApp({ read: (path) => files.get(path), has: (path) => files.has(path) });
    expect(found.map(({ path, message }) => [path, message.slice(0, 20)])).toEqual([["main.js", "old.js is no module:"]]);
  });
});

describe("checkApp", () => {
  test("finds nothing wrong with an app that loads", () => {
    const app = {
      "index.html": page,
      "src/main.tsx": main,
      "src/App.tsx": "import data, { items } from './data.json';\nexport default () => <p>{data}{items}</p>;",
      "src/data.json": '{"items": []}',
      "src/lib/index.ts": "export * from './helper';\nexport * as more from './helper';",
      "src/lib/helper.ts": "import '../main';\nexport type Helper = string;\nexport function helper(x: unknown) { return x; }",
    };
    expect(checkFiles(app)).toEqual([]);
  });

  test("wants an entry page, or something that a page can be made for", () => {
    expect(checkFiles({ "readme.md": "" })).toEqual([
      "index.html:1 error: There is no index.html. It is the page a preview opens: write it.",
    ]);
    expect(checkFiles({ "src/main.tsx": "" })).toEqual([
      expect.stringMatching(/^index\.html:1 warning: There is no index\.html\./),
    ]);
  });

  test("follows the imports, and leaves alone what nothing reaches", () => {
    const app = {
      "index.html": page,
      "src/main.tsx": "import './deep';",
      "src/deep.ts": "let a = ;",
      "src/unused.ts": "let b = ;",
    };
    expect(checkFiles(app)).toEqual(['src/deep.ts:1 error: Unexpected token: found ";"']);
  });

  test("follows stylesheets and scripts in the page", () => {
    const html = '<p>x<link rel="stylesheet" href="a.css"><script type="module">import "./b.js"</script>';
    expect(checkFiles({ "index.html": html, "a.css": "@import 'c.css';", "c.css": "a {", "b.js": "let = = 1" })).toHaveLength(2);
  });

  test("compares imported names with what is exported", () => {
    const app = {
      "index.html": page,
      "src/main.tsx": main,
      "src/App.tsx": "export function App() { return <p />; }",
      "src/lib.ts": "export const other = 1;\nexport type Helper = string;",
    };
    expect(checkFiles(app)).toEqual([
      "src/main.tsx:1 error: src/App.tsx has no default export. It exports App.",
      'src/main.tsx:2 error: src/lib.ts does not export "helper". It exports other. If it is a type, import and export it with the word type.',
    ]);
  });

  test("says nothing about names of a module that does not parse", () => {
    expect(
      checkFiles({
        "index.html": page,
        "src/main.tsx": main,
        "src/App.tsx": "let a = ;",
        "src/lib.ts": "export * from './App';",
      }),
    ).toEqual([expect.stringMatching(/^src\/App\.tsx:1 error/)]);
  });
});

describe("a check that breaks down", () => {
  const breaks = () => {
    throw new RangeError("Maximum call stack size exceeded");
  };
  const problem = (path: string) =>
    expect.objectContaining({
      path,
      severity: "error",
      message: expect.stringMatching(/could not be checked \(Maximum call stack/),
    });

  test.each([
    ["src/App.tsx", 'import "./util";\n'],
    ["src/a.css", '@import "./b.css";\n'],
    ["index.html", '<script src="/src/App.tsx"></script>'],
  ])("is a problem of %s, and throws nothing", (path, content) => {
    expect(checkFile(path, content, breaks)).toEqual([problem(path)]);
  });

  test("is a problem of the app, and the other files are checked all the same", () => {
    const contents = new Map([
      [
        "index.html",
        '<!doctype html><script type="module" src="/src/App.tsx"></script><link rel="stylesheet" href="/src/a.css">',
      ],
      ["src/App.tsx", 'import "./broken";\n'],
      ["src/a.css", "a {"],
    ]);
    const has = (path: string) => (path.startsWith("src/broken") ? breaks() : contents.has(path));
    const found = checkApp({ read: (path) => contents.get(path), has });
    expect(found).toContainEqual(problem("src/App.tsx"));
    expect(found).toContainEqual(expect.objectContaining({ path: "src/a.css" }));
  });
});
