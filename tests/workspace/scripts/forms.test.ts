// What models write beside plain modules: each form runs and gives what it would give a bundler's user, or is refused with what to write instead.
import { describe, expect, test } from "vitest";
import { compileModule } from "../../../src/workspace/modules.ts";
import { fitModule } from "../../../src/workspace/scripts/fit.ts";
import { type Files, problemsOf, runApp } from "./run-app.ts";

const kinds = "export interface Box { n: number }\nexport type Id = string;\nexport const size = 3;\n";

/** `result` of main.ts, unless another entry is named by its ending. */
const running: [form: string, files: Files, result: unknown][] = [
  [
    "a type imported without the word, exported again as a type",
    {
      "main.ts":
        'import { size, Box } from "./kinds"; export type { Box } from "./kinds"; const b: Box = { n: size }; export const result = b.n;',
      "kinds.ts": kinds,
    },
    3,
  ],
  [
    "a type handed on in a list",
    {
      "main.ts": 'import { size, Box } from "./barrel"; export const result = size;',
      "barrel.ts": 'export { size, Box, Id as Name } from "./kinds";',
      "kinds.ts": kinds,
    },
    3,
  ],
  [
    "a type imported and exported",
    {
      "main.ts": 'import { again } from "./barrel"; export const result = again;',
      "barrel.ts": 'import { size, Box } from "./kinds";\nexport { Box,\n  size as again };',
      "kinds.ts": kinds,
    },
    3,
  ],
  [
    "a type through two barrels and a star",
    {
      "main.ts": 'export { Box } from "./one"; export const result = 1;',
      "one.ts": 'export { Box } from "./two";',
      "two.ts": 'export * from "./kinds";',
      "kinds.ts": kinds,
    },
    1,
  ],
  [
    "a default that is a type",
    {
      "main.ts": 'import { x } from "./barrel"; export const result = x;',
      "barrel.ts": 'import Shape from "./shape"; export { Shape }; export const x = 4;',
      "shape.ts": "interface Shape { a: 1 }\nexport default Shape;",
    },
    4,
  ],
  [
    "export type * and a type named type",
    {
      "main.ts":
        'export type * from "./kinds"; import { type size as type } from "./kinds"; import { size } from "./kinds"; export const result = size;',
      "kinds.ts": kinds,
    },
    3,
  ],
  [
    "enums",
    {
      "main.ts":
        "enum A { X, Y = X + 4, Z = 'z', 'odd name' = 9 }\nconst enum B { P = 1 << 3 }\nenum A { Q = 7 }\nexport const result = [A.X, A.Y, A[4], A.Z, A['odd name'], B.P, A.Q];",
    },
    [0, 4, "Y", "z", 9, 8, 7],
  ],
  [
    "a namespace",
    {
      "main.ts":
        "export namespace Geo {\n export interface P { x: number }\n export const half = 2;\n export let count = 0;\n export function next(): number { count += half; return count; }\n const hidden = 1;\n}\nGeo.next(); Geo.count++;\nexport const result = [Geo.next(), Geo.count, Object.keys(Geo)];",
    },
    [5, 5, ["half", "count", "next"]],
  ],
  [
    "namespaces in each other, with dots, in several blocks",
    {
      "main.ts":
        "namespace A.B { export const x = 1 }\nnamespace A.B { export const y = x + 1 }\nnamespace A { export namespace C { export enum E { K = 5 } } export import D = B; export const z = A.C.E.K }\nexport const result = [A.B.x, A.B.y, A.C.E.K, A.D.y, A.z];",
    },
    [1, 2, 5, 2, 5],
  ],
  [
    "a namespace beside a class and a function of its name",
    {
      "main.ts":
        "class Box { v = 1 }\nnamespace Box { export class Box { v = 2 } export const a = new Box().v }\nfunction f() { return f.n }\nnamespace f { export const n = 3 }\nexport const result = [new Box().v, Box.a, f()];",
    },
    [1, 2, 3],
  ],
  [
    "a namespace of types alone",
    {
      "main.ts":
        "namespace T { export type A = 1; export namespace I { export interface B {} } }\ndeclare namespace W { const a: number }\nexport const result = typeof T;".replace(
          "typeof T",
          "1",
        ),
    },
    1,
  ],
  [
    "abstract members",
    {
      "main.ts":
        "abstract class Shape { abstract name: string\n protected abstract readonly sides: { n: number;\n m: 1 };\n abstract area(): number; abstract get kind(): string; constructor(public scale: number) {}\n text() { return this.name + this.area() * this.scale + this.kind } }\nclass Square extends Shape { get name() { return 'sq' } get sides() { return { n: 4, m: 1 as const } } area() { return 9 } get kind() { return '!' } }\nexport const result = new Square(2).text();",
    },
    "sq18!",
  ],
  [
    "import and export in TypeScript's own form",
    {
      "main.ts":
        'import pad = require("./pad"); import deep = pad.inner.deep; export import again = pad.inner; export const result = [pad("a"), deep, again.deep];',
      "pad.ts": 'function pad(s: string) { return s + "_"; }\nnamespace pad { export const inner = { deep: 7 } }\nexport = pad;',
    },
    ["a_", 7, 7],
  ],
  [
    "decorators as the standard has them",
    {
      "main.ts":
        'import { twice, named, bound } from "./decorators";\n@named("box")\nexport class Box {\n @twice x = 21;\n @twice accessor y = 1;\n @twice static s = 4;\n constructor(private z: number) {}\n @twice\n sum(a: number): number { return a + this.z; }\n @bound over() { return this.z; }\n @twice get half(): number { return 5; }\n @twice #p = 6; get p() { return this.#p; }\n}\nconst box = new Box(7); const { over } = box;\nexport const result = [box.x, box.y, Box.s, box.sum(1), over(), box.half, box.p, (Box as any).label, Box.name];',
      "decorators.ts":
        "export function twice(value: any, { kind }: any) {\n if (kind === 'field') return (first: number) => first * 2;\n if (kind === 'accessor') return { init: (first: number) => first + 1, get(this: any) { return value.get.call(this) * 2; } };\n return function (this: any, ...all: any[]) { return value.apply(this, all) * 2; };\n}\nexport const named = (label: string) => (_: any, context: any) => context.addInitializer(function (this: any) { this.label = label; });\nexport function bound(_: any, { name, addInitializer }: any) { addInitializer(function (this: any) { this[name] = this[name].bind(this); }); }",
    },
    [42, 4, 8, 16, 7, 10, 12, "box", "Box"],
  ],
  [
    "decorators as they were before the standard",
    {
      "main.ts":
        "function Log(target: any, propertyKey: string, descriptor: PropertyDescriptor) { const original = descriptor.value; descriptor.value = function (...all: any[]) { return 'log ' + original.apply(this, all); }; return descriptor; }\nfunction Least(n: number) { return (target: any, key: string) => { const own = Symbol(); Object.defineProperty(target, key, { get() { return this[own]; }, set(value) { this[own] = Math.max(n, value); } }); }; }\nfunction sealed(made: Function) { Object.seal(made); }\n@sealed\nexport default class A { @Least(5) n = 1; @Least(2) q; @Log run(x: string) { return x + this.n; } constructor() { this.q = 1; } }\nconst a = new A();\nexport const result = [a.n, a.run('x'), Object.isSealed(A), a.q];",
    },
    [5, "log x5", true, 2],
  ],
  ["JSX's brackets stay casts in .ts", { "main.ts": "const x: unknown = 'a'; export const result = (<string>x).length;" }, 1],
  [
    "types in a .js file",
    {
      "main.js": 'import { n } from "./n.mjs";\nfunction f(a: number): number { return a + n; }\nexport const result = f(1);',
      "n.mjs": "type N = number;\nexport const n: N = 2;",
    },
    3,
  ],
  [
    "CommonJS",
    {
      "main.js":
        'const { add, two } = require("./math");\nconst one = require("./one.js");\nexport const result = [add(one, two), require("./data.json").list.length];',
      "math.js": "exports.add = (a, b) => a + b;\nexports.two = 2;",
      "one.js": "module.exports = 1;",
      "data.json": '{"list":[1,2]}',
    },
    [3, 2],
  ],
  [
    "CommonJS imported as a module",
    {
      "main.ts":
        'import whole, { a, b } from "./old.cjs"; import * as all from "./old.cjs"; export const result = [a, b, whole.c, all.a];',
      "old.cjs": 'const c = 3;\nmodule.exports = { a: 1, "b": 2, c, f() { return { nested: 1 } } };',
    },
    [1, 2, 3, 1],
  ],
  [
    "a module from CommonJS",
    {
      "main.js": 'const es = require("./es");\nmodule.exports.result = [es.default(), es.named];'.replace(
        "module.exports.result =",
        "exports.result =",
      ),
      "es.ts": "export default () => 5; export const named = 6;",
    },
    [5, 6],
  ],
  [
    "a script that may be CommonJS",
    {
      "main.js":
        "var result = 1; if (typeof module !== 'undefined' && module.exports) module.exports = result;\nexport { result };",
    },
    1,
  ],
  [
    "process and global",
    { "main.ts": "const process = { env: { A: '1' } }; export const result = [process.env.A, typeof global];" },
    ["1", "object"],
  ],
  [
    "many files at once",
    {
      "main.ts":
        'const all = import.meta.glob<{ default: string }>(["./pages/*.ts", "!./pages/skip.ts"], { eager: true });\nconst names = import.meta.glob("./pages/**/*.ts", { import: "default" });\nconst text = import.meta.glob("/pages/*.md", { query: "?raw", eager: true, import: "default" });\nexport const result = [Object.entries(all).map(([k, m]) => [k, m.default]), Object.keys(names), await names["./pages/deep/c.ts"](), text];',
      "pages/a.ts": 'export default "A";',
      "pages/skip.ts": "",
      "pages/deep/c.ts": 'export default "C";',
      "pages/t.md": "# T",
    },
    [[["./pages/a.ts", "A"]], ["./pages/a.ts", "./pages/skip.ts", "./pages/deep/c.ts"], "C", { "/pages/t.md": "# T" }],
  ],
  [
    "an import of a computed name",
    {
      "main.ts":
        'const load = (name: string) => import(`./pages/${name}`); const full = (name: string) => import(`./pages/${name}.ts`);\nexport const result = [(await load("a")).default, (await load("deep/c.ts")).default, (await full("a")).default, await full("none").catch((error) => error.message)];',
      "pages/a.ts": 'export default "A";',
      "pages/deep/c.ts": 'export default "C";',
    },
    ["A", "C", "A", "There is no file ./pages/none.ts"],
  ],
  [
    "imports with attributes",
    {
      "main.js":
        'import data from "./d.json" with { type: "json" }; import old from "./d.json" assert { type: "json" };\nconst later = await import("./d.json", { with: { type: "json" } }); export const result = [data.n, old.n, later.default.n];',
      "d.json": '{"n":1}',
    },
    [1, 1, 1],
  ],
  [
    "a dynamic import without an ending",
    { "main.ts": 'export const result = (await import("./pages/a")).default;', "pages/a.ts": "export default 1;" },
    1,
  ],
];

const entryOf = (files: Files) => Object.keys(files).find((path) => path.startsWith("main.")) ?? "";

describe("runs", () => {
  test.each(running)("%s", async (_, files, result) => {
    expect(problemsOf(files, entryOf(files))).toEqual([]);
    expect((await runApp(files, entryOf(files))).result).toEqual(result);
  });
});

const refused: [form: string, files: Files, problem: RegExp][] = [
  [
    "a type used as a value",
    { "main.ts": 'import { size,\n  Box } from "./kinds";\nconsole.log(size, new Box());', "kinds.ts": kinds },
    /^main\.ts:2 .*kinds\.ts exports "Box" as a type/,
  ],
  [
    "a name that is neither",
    { "main.ts": 'export { Bax } from "./kinds";', "kinds.ts": kinds },
    /^main\.ts:1 .*does not export "Bax"/,
  ],
  [
    "require of a computed name",
    { "main.js": "const name = './a';\nconst a = require(name);" },
    /^main\.js:2 .*await import\(name\)/,
  ],
  ["require.context", { "main.js": "\nrequire.context('./x', true, /js$/);" }, /^main\.js:2 .*import\.meta\.glob/],
  [
    "a computed pattern",
    { "main.ts": "const p = './x/*.ts';\nexport const m = import.meta.glob(p);" },
    /^main\.ts:2 .*written out/,
  ],
  ["Node's modules", { "main.js": "import fs from 'node:fs';" }, /^main\.js:1 .*localStorage/],
  ["Node's modules, bare", { "main.js": "\nimport { join } from 'path';" }, /^main\.js:2 .*new URL/],
  [
    "a single-file component",
    { "main.js": "import App from './App.vue';", "App.vue": "<template></template>" },
    /^main\.js:1 App\.vue: .*template/,
  ],
  [
    "a single-file component without its ending",
    { "main.js": "import App from './App';", "App.svelte": "<p/>" },
    /^main\.js:1 App\.svelte: Svelte/,
  ],
  [
    "a decorator on a private method",
    { "main.ts": "const d = (...all: any[]) => {};\nclass A {\n  @d #m() {}\n}\nexport { A };" },
    /^main\.ts:3 .*private method/,
  ],
  ["SCSS", { "main.js": "\nimport './a.scss';", "a.scss": "a { b { c: d } }" }, /^main\.js:2 a\.scss: .*nesting/],
];

test("what a first reading found stays known when a module is fitted into its app", () => {
  const source =
    'import sheet from "./a.css" with { type: "css" };\nimport.meta.glob("./*.md"); process.env.A;\nexport { sheet };\n';
  const compiled = compileModule("main.js", source);
  if (!compiled.ok) throw new Error(compiled.problem.message);
  const fitted = fitModule(compiled.module, source, "main.js", { graph: null, paths: ["a.css", "b.md"] });
  expect(fitted.imports.map(({ specifier, attribute }) => [specifier, attribute])).toEqual([
    ["./a.css", "css"],
    ["/b.md", null],
  ]);
  expect(fitted.usesProcess).toBe(true);
});

describe("is refused with what to write", () => {
  test.each(refused)("%s", (_, files, problem) => {
    expect(problemsOf(files, entryOf(files))).toEqual([expect.stringMatching(problem)]);
  });
});
