// CSS modules: names of their own, and the map that a script gets.
import { expect, test } from "vitest";
import { cssModule, isCssModule } from "../../src/workspace/css-modules.ts";

const own = (css: string) => {
  const { css: made, names } = cssModule("src/a.module.css", css);
  const suffix = cssModule("src/a.module.css", ".x {}").names.x?.slice(1) ?? "?";
  return {
    css: made.replaceAll(suffix, "·"),
    names: Object.fromEntries(Object.entries(names).map(([key, value]) => [key, value.replaceAll(suffix, "·")])),
  };
};

test.each([
  [".a { color: red }", ".a· { color: red }", { a: "a·" }],
  [".a:hover > .b, div.c::after { top: 0.5px }", ".a·:hover > .b·, div.c·::after { top: 0.5px }", { a: "a·", b: "b·", c: "c·" }],
  [":global(.dark) .a { }", ".dark .a· { }", { a: "a·" }],
  [":global .dark .x, .a { }", " .dark .x, .a· { }", { a: "a·" }],
  [":global { .x { top: 0 } }", " { .x· { top: 0 } }", { x: "x·" }],
  [":local(.a) :not(.b) { }", ".a· :not(.b·) { }", { a: "a·", b: "b·" }],
  [
    "@media (width > 1.5px) { .a { &.b { left: 0 } } }",
    "@media (width > 1.5px) { .a· { &.b· { left: 0 } } }",
    { a: "a·", b: "b·" },
  ],
  [
    "@keyframes spin { to { rotate: 1turn } } .a { animation: spin 1s, fade 2s; }",
    "@keyframes spin· { to { rotate: 1turn } } .a· { animation: spin· 1s, fade 2s; }",
    { a: "a·" },
  ],
  [
    ".a { top: 0 } .b { composes: a; left: 0 } .c { composes: b x from global; }",
    ".a· { top: 0 } .b· {  left: 0 } .c· {  }",
    { a: "a·", b: "b· a·", c: "c· b x" },
  ],
  ['.a { background: url(./x.png) } [data-x=".y"] { }', '.a· { background: url(./x.png) } [data-x=".y"] { }', { a: "a·" }],
])("%s", (css, expected, names) => expect(own(css)).toEqual({ css: expected, names }));

test("two files with the same names do not meet", () => {
  expect(cssModule("a.module.css", ".x {}").names.x).not.toBe(cssModule("b.module.css", ".x {}").names.x);
  expect(isCssModule("src/App.module.css")).toBe(true);
  expect(isCssModule("src/App.css")).toBe(false);
});
