// Configurations of Tailwind as models write them: what is read, and what is told of the rest.
import { expect, test } from "vitest";
import { readConfig } from "../../src/styles/compiler/config/read.ts";

function read(files: Record<string, string>, path = "tailwind.config.js") {
  const told: string[] = [];
  const value = readConfig(path, {
    files: new Map(Object.entries(files)),
    exists: (name) => Object.hasOwn(files, name),
    tell: (name, _, message) => told.push(`${name}: ${message}`),
  });
  return { value, told };
}

const theme = (code: string) => `module.exports = { theme: { extend: { colors: { a: ${code} } } } };`;

test.each<[string, string, unknown]>([
  ["a text", "'#fff'", "#fff"],
  ["a template", "`hsl(var(--a))`", "hsl(var(--a))"],
  ["a template with a value", "`hsl(${[1, 2, 3].join(' ')})`", "hsl(1 2 3)"],
  ["numbers", "String((2 + 4) / 3 - -1)", "3"],
  ["a choice", "process.env.NODE_ENV === 'production' ? 'one' : 'other'", "one"],
  ["Tailwind's colours", "require('tailwindcss/colors').white", "#fff"],
  ["a list of names", "Object.fromEntries(['x', 'y'].map((name) => [name, `var(--${name})`]))", { x: "var(--x)", y: "var(--y)" }],
  ["spread", "{ ...{ one: '1' }, two: '2' }", { one: "1", two: "2" }],
  ["a function called at once", "((name, suffix = '!') => { const all = name + suffix; return all; })('b')", "b!"],
])("%s", (_, code, expected) => {
  const { value, told } = read({ "tailwind.config.js": theme(code) });
  expect(told).toEqual([]);
  expect(value).toEqual({ theme: { extend: { colors: { a: expected } } } });
});

test.each([
  ["export default { darkMode: 'class' }", "tailwind.config.mjs"],
  ["const config = { darkMode: 'class' };\nexport default config;", "tailwind.config.mjs"],
  ["import type { Config } from 'tailwindcss';\nexport default { darkMode: 'class' } satisfies Config;", "tailwind.config.ts"],
  [
    "import type { Config } from 'tailwindcss';\nconst config: Config = { darkMode: 'class' as const };\nexport default config",
    "tailwind.config.ts",
  ],
  ["/** @type {import('tailwindcss').Config} */\nmodule.exports = { darkMode: 'class' }", "tailwind.config.cjs"],
  ["exports.default = { darkMode: 'class' }", "tailwind.config.js"],
])("%s", (source, path) => expect(read({ [path]: source }, path)).toEqual({ value: { darkMode: "class" }, told: [] }));

test("files that it imports", () => {
  const { value, told } = read({
    "tailwind.config.js":
      "import shared, { brand } from './theme/shared';\nimport data from './colors.json';\nexport default { theme: { colors: { ...shared, brand, ...data } } }",
    "theme/shared.js": "export const brand = '#123';\nexport default { base: '#eee' };",
    "colors.json": '{ "sea": "#0af" }',
  });
  expect(told).toEqual([]);
  expect(value).toEqual({ theme: { colors: { base: "#eee", brand: "#123", sea: "#0af" } } });
});

test.each<[string, string, unknown, RegExp]>([
  ["a name that is not there", theme("palette.red"), { theme: { extend: { colors: {} } } }, /"palette" is not known here/],
  [
    "a package that is not here",
    "module.exports = { plugins: [require('daisyui'), 1] }",
    { plugins: [1] },
    /"daisyui" is not available .*@tailwindcss\/forms/,
  ],
  ["something run", theme("await fetch('x')"), { theme: { extend: { colors: {} } } }, /a configuration is not run/],
  [
    "the inside of a function",
    theme("(() => {}).constructor('return 1')()"),
    { theme: { extend: { colors: {} } } },
    /not a function that is known/,
  ],
  ["a wrapper", "module.exports = withEverything({ darkMode: 'media' })", { darkMode: "media" }, /"withEverything" is not known/],
  ["without an end", `const f = () => f();\n${theme("f()")}`, { theme: { extend: { colors: {} } } }, /nested too deeply/],
  ["a circle of files", "module.exports = { presets: [require('./tailwind.config.js')] }", { presets: [] }, /in a circle/],
])("%s is told, and the rest counts", (_, source, expected, message) => {
  const { value, told } = read({ "tailwind.config.js": source });
  expect(value).toEqual(expected);
  expect(told).toHaveLength(1);
  expect(told[0]).toMatch(message);
});

test("what does not parse is told", () => {
  expect(read({ "tailwind.config.js": "module.exports = {" }).told).toEqual([expect.stringMatching(/^tailwind\.config\.js: /)]);
});
