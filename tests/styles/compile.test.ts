// Stylesheets as models write them, compiled: what is in the plain CSS, and what was left out and told.
import { describe, expect, test } from "vitest";
import { compileStyle } from "../../src/styles/compiler/compile.ts";

/** Of an app with these files, whose `path` is compiled. */
async function compiled(files: Record<string, string>, path = "src/index.css") {
  const { css, remote, diagnostics } = await compileStyle({
    sheet: { path, parts: [{ text: files[path] ?? "", offset: 0 }] },
    files,
    paths: Object.keys(files),
  });
  return { css, remote, told: diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`) };
}

describe("version 4", () => {
  test("theme, variants, utilities and local classes", async () => {
    const { css, told } = await compiled({
      "src/index.css": `@import "tailwindcss";
@custom-variant dark (&:is(.night *));
@theme { --color-tide: #0b7285; --animate-bob: bob 1s infinite; @keyframes bob { to { translate: 0 -4px } } }
@utility content-thin { max-width: 40rem; }
@layer components { .panel { @apply rounded-lg p-4; } .panel:hover { @apply bg-tide; } }
.note { @apply panel font-bold; }
@source inline("{hover:,}bg-red-{100,200}");`,
      "src/App.tsx": `<p className={clsx("text-tide", on && "dark:bg-tide/50", { 'animate-bob': x })}><b className="content-thin md:panel [&>i]:mt-1" /></p>`,
    });
    expect(told).toEqual([]);
    for (const part of [
      ".text-tide",
      ".dark\\:bg-tide\\/50:is(.night *)",
      "@keyframes bob",
      "max-width: 40rem",
      ".md\\:panel",
      "> i",
      ".hover\\:bg-red-200",
    ])
      expect(css).toContain(part);
    expect(css).toMatch(/\.note \{[^}]*border-radius/);
    // Its own rule is there once: as it was written, in its layer.
    expect(css.match(/^\s*\.panel \{/gm)).toHaveLength(1);
    expect(css).not.toMatch(/@(apply|theme|utility|custom-variant|source)\b/);
  });

  test("a configuration in JavaScript counts, whether the sheet names it or not", async () => {
    const config = {
      "tailwind.config.js": "module.exports = { theme: { extend: { colors: { dusk: '#495057' } } } }",
      "a.html": "bg-dusk",
    };
    expect((await compiled({ ...config, "src/index.css": '@import "tailwindcss";' })).css).toContain(".bg-dusk");
    const named = await compiled({ ...config, "src/index.css": '@import "tailwindcss"; @config "../tailwind.config.js";' });
    expect(named.css).toContain(".bg-dusk");
  });

  test("opacity in a class of its own changes the colour beside it", async () => {
    const { css } = await compiled({
      "src/index.css": '@import "tailwindcss";',
      "a.html": '<div class="bg-black bg-opacity-40 text-white">',
    });
    expect(css).toContain("background-color: color-mix(in srgb, var(--color-black) var(--tw-bg-opacity, 100%), transparent);");
    expect(css).toContain("--tw-bg-opacity: calc(40 * 1%)");
    expect(css).toContain("  color: var(--color-white);");
  });
});

describe("version 3", () => {
  const sheet = "@tailwind base;\n@tailwind components;\n@tailwind utilities;\n";

  test("directives have no layers, so that plain rules behave as they did", async () => {
    const { css, told } = await compiled({
      "src/index.css": `${sheet}@layer base { h2 { font-size: 2rem } }\n@layer components { .pill { @apply rounded px-2; } }\nh1 { font-size: 3rem }`,
      "a.html": '<h1 class="text-sm border shadow-sm ring">',
    });
    expect(told).toEqual([]);
    expect(css).not.toMatch(/@layer (?!properties)/);
    const places = ["box-sizing: border-box", "font-size: 2rem", ".pill", ".text-sm", "font-size: 3rem"].map((part) =>
      css.indexOf(part),
    );
    expect(places).toEqual([...places].sort((one, other) => one - other));
    expect(places).not.toContain(-1);
    expect(css).toContain("border-color: var(--color-gray-200");
    expect(css).toContain("0 1px 2px 0 var(--tw-shadow-color, rgb(0 0 0 / 0.05))");
    expect(css).toContain("calc(3px + var(--tw-ring-offset-width))");
  });

  test("screens, imports of its parts and important applies", async () => {
    const { css, told } = await compiled({
      "src/index.css":
        '@import "tailwindcss/base";\n@import "tailwindcss/components";\n@import "tailwindcss/utilities";\n@screen md { .wide { color: theme("colors.red.500"); } }\n.loud { @apply font-bold !important; }',
    });
    expect(told).toEqual([]);
    expect(css).toMatch(/@media \(width >= (48rem|768px)\) \{\s*\.wide/);
    expect(css).toMatch(/font-weight: [^;]*!important/);
  });
});

describe("what cannot be compiled is left out and told", () => {
  const rest = "\n.kept { @apply p-4; }\n";
  test.each([
    [
      "an unknown class",
      ".a {\n  @apply flexx p-2;\n}",
      ['src/index.css:3 @apply does not know the class "flexx", which is left out. Did you mean "flex"?'],
    ],
    [
      "several in one",
      ".a { @apply aaa-bbb ccc-ddd; }",
      [/^src\/index\.css:2 @apply does not know the class "aaa-bbb"/, /"ccc-ddd"/],
    ],
    [
      "an unknown key of the theme",
      ".a { color: theme(colors.nowhere.500); }",
      [/^src\/index\.css:2 Tailwind cannot compile this.*colors\.nowhere/],
    ],
    ["an unknown variant", ".a { @variant nowhere { color: red } }", [/^src\/index\.css:2 .*nowhere/]],
    ["a theme that is none", "@theme {\n  color: red;\n}", [/^src\/index\.css:[23] /]],
    ["an invalid utility", "@utility Bad! { color: red }", [/^src\/index\.css:2 .*Bad!/]],
    ["a plugin that is not here", '@plugin "daisyui";', [/^src\/index\.css:2 .*daisyui.*@tailwindcss\/typography/]],
    [
      "a circle",
      "@utility one { @apply two; }\n@utility two { @apply one; }",
      [/^src\/index\.css:[23] .*circular/, /^src\/index\.css:2 .*"two"/, /^src\/index\.css:2 .*@utility one/],
    ],
  ])("%s", async (_, css, expected) => {
    const { css: made, told } = await compiled({
      "src/index.css": `@import "tailwindcss";\n${css}${rest}`,
      "a.html": "underline",
    });
    expect(told).toEqual(expected.map((line) => (typeof line === "string" ? line : expect.stringMatching(line))));
    expect(made).toContain("text-decoration-line: underline");
    expect(made).toMatch(/\.kept \{\s*padding/);
  });

  test("with the file that it stands in, through imports", async () => {
    const { told, css } = await compiled({
      "src/index.css": '@import "tailwindcss";\n@import "./parts/buttons.css" layer(components);',
      "src/parts/buttons.css": "/* a */\n.b { background: url(x.png) }\n.a { @apply p-2 nope-nope; }",
      "src/parts/x.png": "",
    });
    expect(told).toEqual([expect.stringMatching(/^src\/parts\/buttons\.css:3 .*"nope-nope"/)]);
    expect(css).toContain("url(/__edgewright/mount/src/parts/x.png)");
  });
});
