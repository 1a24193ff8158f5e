import { readdirSync, readFileSync } from "node:fs";
import { transform } from "sucrase";
import { describe, expect, test } from "vitest";
import { checkFile } from "../../../src/workspace/checks.ts";
import { compileModule } from "../../../src/workspace/modules.ts";
import { jsxOptions } from "../../../src/workspace/scripts/jsx-options.ts";
import { meterText, OutOfSteps, stepsFor } from "../../../src/workspace/scripts/metered-text.ts";
import { toJavaScript } from "../../../src/workspace/scripts/transform.ts";

const problemOf = (path: string, source: string) => {
  const result = compileModule(path, source);
  if (result.ok) throw new Error("It compiled.");
  return result.problem;
};
const codeOf = (path: string, source: string) => {
  const result = compileModule(path, source);
  if (!result.ok) throw new Error(result.problem.message);
  return result.module.code;
};

describe("what the compiler cannot go on with is a problem with a place", () => {
  test.each([
    ["brackets", "a.ts", `const x = 1;\nexport const a = ${"[".repeat(2_000)}${"]".repeat(2_000)};\n`, /nested too deeply/, 2],
    ["brackets that are never closed", "a.js", "[".repeat(1_400_000), /nested too deeply/, 1],
    ["parentheses", "a.tsx", `\n\n${"(".repeat(30_000)}`, /nested too deeply/, 3],
    ["tags", "a.jsx", `export default () =>\n  ${"<b>".repeat(5_000)}${"</b>".repeat(5_000)};\n`, /nested too deeply/, 2],
    ["blocks", "a.mjs", `${"{".repeat(40_000)}`, /nested too deeply/, 1],
    ["templates", "a.ts", `export const a =\n  ${"`${".repeat(9_000)}`, /nested too deeply/, 2],
    ["type parameters", "a.ts", `export const a = 1;\n${"async <T>(".repeat(16)}`, /too many ways/, 2],
    ["conditions with arrow functions", "a.tsx", `${"a ? (b) : c => ".repeat(17)}`, /too many ways/, 1],
  ])("%s", (_, path, source, message, line) => {
    expect(problemOf(path, source)).toMatchObject({ message: expect.stringMatching(message), line });
    expect(checkFile(path, source, () => true)).toMatchObject([{ path, severity: "error", line }]);
  });

  test("forms that can be read in several ways compile where they are not nested without end", () => {
    const source = Array.from(
      { length: 300 },
      (_, at) => `export const f${at} = (a: any) => (a ? (b: any) : any => b : (c) => async <T,>(d: T) => d);`,
    );
    expect(compileModule("a.tsx", source.join("\n").replaceAll(": any) : any =>", ") =>")).ok).toBe(true);
  });
});

describe("names with a colon in JSX", () => {
  test.each([
    ['<use xlink:href="#a" />', `_jsx('use', { "xlinkHref": "#a",} )`],
    ["<use xlink:href={a} b />", `_jsx('use', { "xlinkHref": a, b: true,} )`],
    [
      '<svg xmlns="x" xmlns:xlink="y" xml:space="preserve"/>',
      `_jsx('svg', { xmlns: "x", "xmlnsXlink": "y", "xmlSpace": "preserve",})`,
    ],
    ["<a on:click={() => a} />", `_jsx('a', { "on:click": () => a,} )`],
    ["<a bind:this />", `_jsx('a', { "bind:this": true,} )`],
    ["<a data:foo-bar='1' />", `_jsx('a', { "data:foo-bar": "1",} )`],
    ["<svg:rect />", `_jsx('svg:rect', {} )`],
    ["<x:a y:b='1'>c</x:a>", `_jsx('x:a', { "y:b": "1", children: "c"})`],
    ["<A b={<c:d e:f='1' />} />", `_jsx(A, { b: _jsx('c:d', { "e:f": "1",} ),} )`],
  ])("%s", (source, code) => {
    expect(codeOf("a.jsx", `x = ${source}`)).toContain(code);
    expect(codeOf("a.tsx", `x = ${source}`)).toContain(code);
  });

  test("a minus where none may stand is still a mistake", () => {
    expect(problemOf("a.tsx", "let a:b-c;\nlet x = <p a:b-c='1' />;")).toMatchObject({ line: 1, column: 8 });
  });

  test("what only looks like one stays as it is", () => {
    const around = [
      "const o = { a:b, on:click, c: 1 };",
      "const t = ' xlink:href=\"#a\"' + ` <svg:rect on:click={1}` + ' <svg:rect: ';",
      "const u = x ? y ? a <b:c : d;",
      "const v = x ? y <z:w;",
      '// <use xlink:href="#a" on:click={1} />',
    ];
    const code = codeOf(
      "a.jsx",
      `${around.slice(0, 2).join("\n")}\n${around.slice(3).join("\n")}\nx = <use xlink:href="#a" on:click={1} />;\n`,
    );
    for (const line of [...around.slice(0, 2), ...around.slice(3)]) expect(code).toContain(line);
    expect(code).toContain(`{ "xlinkHref": "#a", "on:click": 1,}`);
  });

  test("a mistake in the same file keeps its place and its words", () => {
    const source = 'const a = <use xlink:href="#a" />;\nconst b = <svg:rect x:y="1" />; const = 1;\n';
    expect(problemOf("a.jsx", source)).toEqual({ line: 2, column: 39, message: 'Unexpected token: found "="' });
  });

  test("hundreds of one name cost one more reading; of too many different ones the first is told", () => {
    const icon = '<use xlink:href="#a" xml:space="preserve" />';
    expect(codeOf("a.tsx", `x = <svg>${icon.repeat(2_000)}</svg>`).match(/"xlinkHref"/g)).toHaveLength(2_000);
    const many = Array.from({ length: 3_000 }, (_, at) => `a${at}:b="1"`).join("\n");
    expect(problemOf("a.tsx", `x = <svg\n${many}\n/>`)).toMatchObject({ message: expect.stringContaining("have a colon") });
  });
});

test("the compiler's own limits leave nothing behind: the next source compiles", () => {
  problemOf("a.ts", "async <T>(".repeat(16));
  problemOf("a.ts", "[".repeat(100_000));
  expect(codeOf("a.ts", "export const a: number = 1;")).toContain("export const a = 1;");
});

test("a text that is counted is read as it is", () => {
  const options = { transforms: ["typescript" as const, "jsx" as const], jsxRuntime: "automatic" as const, production: true };
  const files = readdirSync("src", { recursive: true, encoding: "utf8" }).filter((path) => path.endsWith(".tsx"));
  expect(files.length).toBeGreaterThan(50);
  for (const path of files) {
    const source = readFileSync(`src/${path}`, "utf8");
    const { code } = transform(source, { ...options, ...jsxOptions(source), disableESTransforms: true });
    expect(toJavaScript(path, source, stepsFor(source)), path).toEqual({ ok: true, code });
  }
});

test("a counted text throws when it was looked at too often, and says where", () => {
  const { text, lastOffset } = meterText("abcdef", { left: 3 });
  expect([text.charCodeAt(1), text.slice(0, 4), text.charCodeAt(2), lastOffset()]).toEqual([98, "abcd", 99, 2]);
  expect(() => text.charCodeAt(5)).toThrow(OutOfSteps);
  expect(lastOffset()).toBe(5);
});
