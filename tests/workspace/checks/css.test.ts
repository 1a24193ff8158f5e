// What is read of a stylesheet by its tokens: URLs and at-rules are found where they are, and not where the same signs say something else.
import { describe, expect, test } from "vitest";
import { scanCss, usesTailwind } from "../../../src/workspace/checks/css.ts";

const urlsOf = (css: string) => scanCss(css).references.map(({ url, kind }) => `${kind} ${url}`);
const importsOf = (css: string) =>
  scanCss(css).atRules.flatMap(({ name, url, rest, isStatement }) => (name === "import" && isStatement ? [[url, rest]] : []));

test.each<[css: string, urls: string[]]>([
  ["@import 'a.css';", ["import a.css"]],
  ['@IMPORT URL( "a.css" );', ["import a.css"]],
  ["@import url( a.css ) screen;", ["import a.css"]],
  ["@import/* x */'a.css';", ["import a.css"]],
  ["@import 'a.css' supports(background: url(b.png));", ["import a.css", "url b.png"]],
  ["a { background: url(b.png), url('c.png') }", ["url b.png", "url c.png"]],
  ["a { background: image-set(url(b.png) 1x) }", ["url b.png"]],
  ["/* @import 'a.css'; url(b.png) */", []],
  ["a { content: \"url(b.png) @import 'a.css'\" }", []],
  ["a { content: 'it\\'s url(b.png)' }", []],
  [".my-url(b) {}", []],
  ["a { background: url(b c.png); color: url(d.png) }", ["url d.png"]],
  ["a { background: url(b\\).png) }", []],
  ["a { content: 'x'; b: url() }", ["url "]],
])("%s refers to %j", (css, urls) => {
  expect(urlsOf(css)).toEqual(urls);
  expect(scanCss(css).problem).toBeNull();
});

test.each<[css: string, imports: [string | null, string][]]>([
  [
    "@import 'a.css';\n@import 'b.css'",
    [
      ["a.css", ""],
      ["b.css", ""],
    ],
  ],
  ['@import url( "a.css" ) layer(x) /* y */ screen;', [["a.css", "layer(x)  screen"]]],
  ["@import url(a.css) supports(display: grid) print;", [["a.css", "supports(display: grid) print"]]],
  ["@media x { @import 'a.css'; }", []],
  ["@import 'a.css' { b {} }", []],
])("%s imports %j", (css, imports) => {
  expect(importsOf(css)).toEqual(imports);
});

describe("Tailwind", () => {
  test.each([
    "@import 'tailwindcss';",
    '@import url("tailwindcss/theme");',
    "a { @apply b; }",
    "@theme { --a: b }",
    "@TAILWIND base;",
  ])("%s is for it", (css) => expect(usesTailwind(css)).toBe(true));

  test.each(["/* @apply b; */", "a { content: '@theme' }", "@import 'tailwindcss-free.css';", "@media screen {}"])(
    "%s is not",
    (css) => expect(usesTailwind(css)).toBe(false),
  );
});

test.each<[css: string, offset: number, message: RegExp]>([
  ["a { b: url(c", 7, /url\( is never closed/],
  ["a { b: url('c'", 10, /"\(" is never closed/],
  ["a { b: 'c", 7, /string is never closed/],
  ["a { b: 'c\\'", 7, /string is never closed/],
  ["/*/", 0, /comment is never closed/],
  ["a { b: (c] }", 7, /"\(" is never closed/],
  ["a { } }", 6, /"}" closes nothing/],
])("%s has a problem at %i", (css, offset, message) => {
  expect(scanCss(css).problem).toEqual({ offset, message: expect.stringMatching(message) });
});
