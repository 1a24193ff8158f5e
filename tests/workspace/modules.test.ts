import { describe, expect, test } from "vitest";
import { compileModule } from "../../src/workspace/modules.ts";

function compiled(path: string, source: string) {
  const result = compileModule(path, source);
  if (!result.ok) throw new Error(result.problem.message);
  return result.module;
}

describe("compileModule", () => {
  test("takes types out, turns JSX into calls and keeps every line where it was", () => {
    const module = compiled(
      "a.tsx",
      "import {\n  type A,\n  b,\n} from './b';\n\nexport const c = (a: A) => <p title={b}>{a}</p>;\n",
    );
    expect(module.code).not.toContain("type A");
    expect(module.code.split("\n")).toHaveLength(7);
    expect(module.code.split("\n")[5]).toContain("_jsx('p', { title: b, children: a}");
    expect(module.imports.map(({ specifier, names, line }) => ({ specifier, names, line }))).toEqual([
      { specifier: "react/jsx-runtime", names: ["jsx"], line: 1 },
      { specifier: "./b", names: ["b"], line: 4 },
    ]);
    expect(module.exports).toEqual(["c"]);
  });

  test.each([
    ["import a from 'x'", ["default"]],
    ["import a, { b as c, default as d } from 'x'", ["default", "b", "default"]],
    ["import * as a from 'x'", []],
    ["import a, * as b from 'x'", ["default"]],
    ["import 'x'", []],
    ["import{a}from'x'", ["a"]],
    ["import { /* } */ a, // b\n c } from 'x'", ["a", "c"]],
    ["export { a as b, default } from 'x'", ["a", "default"]],
    ["export * from 'x'", []],
    ['import { "odd name" as a } from "x"', ["odd name"]],
  ])("knows which names %j asks for", (source, names) => {
    expect(compiled("a.js", source).imports).toMatchObject([{ specifier: "x", names }]);
  });

  test("tells dynamic imports, stars and import.meta.env from the rest", () => {
    const module = compiled("a.js", "export * from './a'; import('./b'); import(c); import(`./\x24{d}`); import.meta.env.MODE;");
    expect(module.imports.map(({ specifier, dynamic, star }) => [specifier, dynamic, star])).toEqual([
      ["./a", false, true],
      ["./b", true, false],
    ]);
    expect(module).toMatchObject({ usesMetaEnv: true, moduleSyntax: true });
    expect(compiled("a.js", "x = 1")).toMatchObject({ usesMetaEnv: false, moduleSyntax: false });
  });

  test("reads `<T>x` as a cast in .ts and as JSX elsewhere", () => {
    expect(compiled("a.ts", "x = <T>y;").code).toContain("y");
    expect(compileModule("a.tsx", "x = <T>y;")).toMatchObject({ ok: false, problem: { line: 1 } });
  });
});
