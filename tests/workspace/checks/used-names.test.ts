// Names that nothing declares: told with what was probably meant, as an error where the app surely fails, as a warning where it may never get there.
import { describe, expect, test } from "vitest";
import { checkApp, checkFile } from "../../../src/workspace/checks.ts";
import { createWorkspace } from "../../../src/workspace/files.ts";

const toldIn = (path: string, text: string) =>
  checkFile(path, text, (found) => /^src\/(?:b\.ts|own\.js|card\.tsx)$/.test(found)).map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity}: ${message}`,
  );
const page = '<div id="root"></div><script type="module" src="/src/main.tsx"></script>';
const toldOf = (files: Record<string, string>) =>
  checkApp(createWorkspace(Object.entries({ "index.html": page, ...files }))).map(
    ({ path, line, severity, message }) => `${path}:${line} ${severity}: ${message}`,
  );

describe("keeps the app from showing", () => {
  test.each<[path: string, text: string, told: RegExp]>([
    [
      "a.tsx",
      "export const A = () => { const [n] = useState(0); return <b>{n}</b>; };",
      /^1:38 error: "useState" .* "react" exports it/,
    ],
    [
      "a.tsx",
      "export const A = () => {\n  const box = useReff(null);\n  return <b ref={box}/>;\n};",
      /^2:15 error: "useReff" .*Did you mean "useRef"\?/,
    ],
    [
      "a.tsx",
      "import { Card } from './src/card';\nexport const A = () => (\n  <Crad />\n);",
      /^3:4 error: <Crad> is used here.*Did you mean "Card"\?/,
    ],
    ["a.tsx", "export const A = ({ on }) => on && <Menu.Item />;", /^1:37 error: <Menu>/],
    ["a.tsx", "export const A = () => <Image src='/a.png' />;", /^1:25 error: "Image" .*the browser's own Image/],
    ["a.tsx", "const Page = memo(() => <p/>);\nexport default Page;", /^1:14 error: "memo"/],
    ["a.tsx", "export default function () { return <p>{format(1)}</p>; }", /^1:41 error: "format"/],
    ["a.tsx", "export const A = ({ rows }) => <ul>{rows.map((row) => <li>{short(row)}</li>)}</ul>;", /error: "short"/],
    [
      "a.tsx",
      "class A extends React.Component { render() { return <p/>; } }\nexport default A;",
      /^1:17 error: "React" .* Write `import \* as React from "react"`/,
    ],
    [
      "a.ts",
      "import { b } from './src/b';\nstrat(b);\nfunction start(x: unknown) { console.log(x); }",
      /^2:1 error: "strat" .*Did you mean "start"\?/,
    ],
    ["a.ts", "(() => { documnet.title = 'x'; })();", /^1:10 error: "documnet" .*Did you mean "document"\?/],
    ["a.ts", "window.addEventListener('load', begin);\nfunction begin() { missingThing(); }", /^2:20 error: "missingThing"/],
    ["a.ts", "class Game { constructor() { setUp(); } }\nnew Game();", /^1:30 error: "setUp"/],
    [
      "a.tsx",
      "export function A() {\n  const press = () => 1;\n  return <button onClick={presss}>x</button>;\n}",
      /^3:27 error: "presss" .*Did you mean "press"\?/,
    ],
    ["a.mjs", "total = 1;", /^1:1 error: "total" .*Declare it with let or const/],
    [
      "a.ts",
      "run();\nconst speed = 2;\nfunction run() { return speed; }",
      /^3:25 error: "speed" is used before the line that declares it/,
    ],
    ["a.ts", "const a = b + 1;\nconst b = 1;\nexport { a };", /^1:11 error: "b" is used before/],
    ["a.ts", "const count = 1;\nexport const add = () => { count += 1; };", /^2:28 error: "count" is a constant/],
    ["a.ts", "import { total } from './src/b';\nexport const add = () => total++;", /^2:26 error: "total" is imported/],
    ["a.tsx", "```tsx\nconst a = 1;\nconsole.log(a);\n```", /^1:1 error: A code fence/],
    ["a.ts", "const all = [1, 2]\n(() => all)()", /^1:13 error: A list stands before brackets/],
  ])("%s %j", (path, text, told) => {
    const found = toldIn(path, text).filter((line) => line.includes(" error: "));
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(told);
  });
});

describe("is a warning where it may never run", () => {
  test.each<[path: string, text: string, told: RegExp]>([
    ["a.ts", "export function later() { undeclared(); }", /^1:27 warning: "undeclared"/],
    ["a.ts", "try { ga('send'); } catch { console.log(1); }", /warning: "ga"/],
    ["a.ts", "if (Math.random() > 2) report();", /warning: "report"/],
    ["a.ts", "const box = document.querySelector('p');\nbox?.addEventListener('click', () => lost());", /^2:38 warning: "lost"/],
    [
      "a.html",
      '<button onclick="go()">x</button><script type="module">function go() {}</script>',
      /^1:18 warning: "go" is declared in a\.html, which is a module.*window\.go = go/,
    ],
    ["a.html", '<button onclick="shwo()">x</button><script>function show() {}</script>', /^1:18 warning: "shwo"/],
  ])("%s %j", (path, text, told) => {
    const found = toldIn(path, text);
    expect(found).toHaveLength(1);
    expect(found[0]).toMatch(told);
  });
});

describe("nothing is said of", () => {
  test.each<[path: string, text: string]>([
    ["a.ts", "export const a = () => b();\nconst b = () => c;\nconst c = 1;"],
    ["a.ts", "setTimeout(run, 0);\nconst speed = 2;\nfunction run() { console.log(speed); }"],
    ["a.ts", "export class A { static made = new A(); self = A; }"],
    [
      "a.ts",
      "export const { a, b = a, ...rest } = { a: 1, c: 2 };\nfor (const [k, v] of Object.entries(rest)) console.log(k, v);",
    ],
    ["a.ts", "label: for (var i = 0; i < 2; i++) { if (i) continue label; }\nconsole.log(i);\nexport {};"],
    [
      "a.ts",
      "declare const BUILD: string;\ndeclare global { interface Window { x: 1 } var shared: number; }\nexport const a = BUILD + shared;",
    ],
    [
      "a.ts",
      "if (typeof gsap !== 'undefined') gsap.to('.a', {});\nif ('L' in window) L.map('m');\nif (window.Chart) new Chart();\nexport {};",
    ],
    [
      "a.ts",
      "export function f(this: Window, a = arguments.length) { try { return a; } catch ({ message }) { return message; } }",
    ],
    [
      "a.tsx",
      "/** @jsxImportSource react */\nimport { createElement as h } from 'react';\nexport const A = () => <><svg><path /></svg>{h('b', {})}</>;",
    ],
    ["a.ts", "export default function walk(n: number): number { return n > 0 ? walk(n - 1) : 0; }"],
    ["a.ts", "enum A { B, C = B }\nexport const x = A.C;"],
    ["a.ts", "switch (Math.random()) { case 1: { const a = 1; console.log(a); break; } default: }\nexport {};"],
    ["a.js", "(function (root) { root.Thing = 1; })(this);\ncount = 1;\nconsole.log(count);"],
    ["a.js", "module.exports = { a: require('./src/b') };"],
    ["a.html", '<p id="board"></p><script>board.textContent = total; var total = 1;</script>'],
    ["a.html", '<p id="x"></p><script>anything();</script>'],
    ["a.html", '<script src="src/own.js"></script><script>ownThing();</script>'],
    ["a.html", '<form><input onchange="form.submit(); this.blur(); reportValidity(); alert(value)"></form>'],
    ["a.html", "<script>with (Math) { console.log(floor(PI)); }</script>"],
  ])("%s %j", (path, text) => {
    expect(toldIn(path, text)).toEqual([]);
  });
});

describe("in an app", () => {
  test("who exports the missing name is told, be it another file, a library, or a file that nothing imports yet", () => {
    const told = toldOf({
      "src/main.tsx": "import App from './App';\nconsole.log(App);",
      "src/App.tsx":
        "import { total } from './lib/sums';\nimport { createRoot } from 'react-dom/client';\ncreateRoot(root).render(<p>{total}{twice(2)}<Badge /></p>);\nexport default 1;",
      "src/lib/sums.ts": "export const total = 1;\nexport const twice = (n: number) => n * 2;",
      "src/components/Badge.tsx": "export default function Badge() { return <i />; }",
    });
    expect(told).toEqual([
      expect.stringMatching(/^src\/App\.tsx:3 error: "twice" .* src\/lib\/sums\.ts exports it/),
      expect.stringMatching(/^src\/App\.tsx:3 error: <Badge> .* src\/components\/Badge\.tsx exports it/),
    ]);
  });

  test("what a script from another host declares is not known", () => {
    const html = '<p>x</p><script src="https://example.com/three.js"></script><script>new THREE.Scene();</script>';
    expect(toldOf({ "index.html": html })).toEqual([expect.stringMatching(/warning: .*another host/)]);
    expect(toldOf({ "index.html": "<p>x</p><script>new THREE.Scene();</script>" })).toEqual([
      expect.stringMatching(/^index\.html:1 error: "THREE"/),
    ]);
  });

  test("a name that two classic scripts declare is refused by the browser, and so is one that is its own", () => {
    const scripts = '<p>x</p><script src="a.js"></script><script src="b.js"></script>';
    const told = (a: string, b: string) => toldOf({ "index.html": scripts, "a.js": a, "b.js": b });
    expect(told("const rate = 1;", "const rate = 2;")).toEqual([
      expect.stringMatching(/^[ab]\.js:1 error: "rate" is declared at [ab]\.js:1, too/),
    ]);
    expect(told("var rate = 1;\nfunction run() {}", "var rate = 2;\nfunction run() {}\n{ const run = 1; run; }")).toEqual([]);
    expect(told("function run() {}", "let run = 1;")).toHaveLength(1);
    expect(told("const top = 1;", "var name = 1;")).toEqual([
      expect.stringMatching(/^a\.js:1 error: "top" is the browser's own/),
    ]);
  });

  test("what follows from a broken script is not told", () => {
    const page =
      '<button onclick="go()">x</button><script>function go() { let a = ; }</script><script type="module">go();</script>';
    expect(toldOf({ "index.html": page })).toEqual([expect.stringMatching(/^index\.html:1 error: Unexpected token/)]);
    const files = {
      "index.html": '<p>x</p><script type="module" src="a.js"></script><script type="module" src="b.js"></script>',
    };
    const told = toldOf({ ...files, "a.js": "window.start = () => ;", "b.js": "start();" });
    expect(told).toEqual([expect.stringMatching(/^a\.js:1 error/)]);
  });

  test("classic scripts share what they declare, and a module sees it, too", () => {
    const html =
      '<p id="out"></p><script src="a.js"></script><script src="b.js"></script><script type="module" src="c.js"></script>';
    const files = {
      "index.html": html,
      "a.js": "const rate = 2;\nfunction scale(n) { return n * rate; }\nwindow.shared = 1;",
      "b.js": "out.textContent = scale(rate);",
      "c.js": "import './d.js';\nscale(shared);",
      "d.js": "globalThis.other = scale(2);",
    };
    expect(toldOf(files)).toEqual([]);
    expect(toldOf({ ...files, "b.js": "out.textContent = scael(rate);" })).toEqual([
      expect.stringMatching(/^b\.js:1 error: "scael" .*Did you mean "scale"\?/),
    ]);
    // Only what is broken is told, and not what cannot be known because of it.
    expect(toldOf({ ...files, "a.js": "const rate = ;" })).toEqual([expect.stringMatching(/^a\.js:1 error: Unexpected token/)]);
  });
});
