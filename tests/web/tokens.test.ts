// One scale of type, space, radius, layers, colour and motion: styles/tokens.css holds its values, every other sheet names them. Whoever needs a new
// value adds a token, or takes the one beside it.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";

const web = join(import.meta.dirname, "../../src/web");
const read = (path: string) => readFileSync(join(web, path), "utf8").replace(/\/\*[\s\S]*?\*\//g, "");
const sheets = globSync("styles/*.css", { cwd: web }).filter((path) => !path.endsWith("tokens.css"));
const tokens = read("styles/tokens.css");

const declarationsIn = (css: string) =>
  [...css.matchAll(/(?<=[{;]\s*)([\w-]+):\s*([^;{}]+)(?=[;}])/g)].map(([, property = "", value = ""]) => ({ property, value }));

/** How large a part is, is its own: a progress bar, a gutter, the narrowest that a field may get. */
const ownMeasure = /^(?:(?:min|max)-)?(?:inline|block)-size$|^flex$|^grid-template-(?:columns|rows)$/;
const measure = /(?<![\w-])\d*\.?\d+(?:px|r?em|ch|ms|s)\b/;
const colour = /#[\da-f]{3,8}\b|\b(?:oklch|rgb|hsl|color-mix)\(|\b(?:white|black)\b/;
const numbered = /^(?:z-index|line-height|font-weight|font)$/;

/** With the reason why each is no token. */
const exceptions = new Map([
  // What an app looks like in any browser is no part of our looks.
  ["background: white", "the page of an app without a background"],
]);

function literalsIn(css: string): string[] {
  return declarationsIn(css)
    .filter(
      ({ property, value }) =>
        (measure.test(value) && !ownMeasure.test(property)) ||
        colour.test(value) ||
        (numbered.test(property) && /^\d/.test(value)),
    )
    .map(({ property, value }) => `${property}: ${value}`);
}

test("no sheet but the tokens holds a value of the scale", () => {
  expect(sheets.length).toBeGreaterThan(5);
  const found = sheets.flatMap((path) =>
    literalsIn(read(path))
      .filter((literal) => !exceptions.has(literal))
      .map((literal) => `${path}: ${literal}`),
  );
  expect(found).toEqual([]);
  const all = sheets.flatMap((path) => literalsIn(read(path)));
  expect([...exceptions.keys()].filter((literal) => !all.includes(literal))).toEqual([]);
});

test.each([
  "padding: 7px 12px",
  "gap: 0.5rem",
  "font-size: 14px",
  "line-height: 1.4",
  "transition: opacity 90ms",
  "z-index: 7",
  "color: #333",
])("a literal is found: %s", (declaration) => {
  expect(literalsIn(`.part {\n  ${declaration};\n}`)).toEqual([declaration]);
});

test("every token is used, and every one that is used is there", () => {
  const defined = new Set(declarationsIn(tokens).flatMap(({ property }) => (property.startsWith("--") ? [property] : [])));
  const everySheet = [tokens, ...sheets.map(read)].join("\n");
  const used = [...everySheet.matchAll(/var\((--[\w-]+)(,?)/g)].map(([, name = "", fallback]) => ({ name, fallback }));
  const scripts = globSync("**/*.{ts,tsx}", { cwd: web }).map(read).join("\n");
  expect(defined.size).toBeGreaterThan(40);
  expect([...defined].filter((name) => !used.some((use) => use.name === name))).toEqual([]);
  const missing = used.filter(({ name, fallback }) => !defined.has(name) && fallback === "" && !scripts.includes(`"${name}"`));
  expect(missing).toEqual([]);
});

test("components hold no measure either, and the code view's line is as high as the token says", () => {
  const parts = globSync("**/*.tsx", { cwd: web });
  expect(parts.filter((path) => /[\s"'`]\d+px/.test(read(path)))).toEqual([]);
  const lineHeight = /lineHeightPx = (\d+)/.exec(read("code/code-view.tsx"))?.[1];
  expect(declarationsIn(tokens).find(({ property }) => property === "--leading-code")?.value).toBe(`${lineHeight}px`);
});
