// Class names put together while an app runs: told where they are likely to be classes, and nowhere else.
import { describe, expect, test } from "vitest";
import { assembledNames } from "../../src/styles/compiler/assembled.ts";
import { compileStyle } from "../../src/styles/compiler/compile.ts";

const hole = "${";

describe("found", () => {
  test.each([
    [`<p className={\`p-4 bg-${hole}color}-500\`}>`, `bg-${hole}color}-500`],
    [`const tone = \`hover:bg-${hole}props.tone}-50\`;`, `hover:bg-${hole}props.tone}-50`],
    [`cn("a", \`grid-cols-${hole}n}\`)`, `grid-cols-${hole}n}`],
    [`<p className={"text-" + size}>`, '"text-" + size'],
    ["const c = 'bg-' + tone + '-500';", "'bg-' + tone"],
  ])("%s", (source, written) => {
    expect(assembledNames(source).map((one) => one.written)).toEqual([written]);
  });
});

test.each([
  `const key = \`p-${hole}index}\`;`,
  `<li className="p-4" key={\`p-${hole}index}\`}>`,
  `<p class="p-2" id={"top-" + name}>`,
  `<p className={\`badge-${hole}kind}\`}>`,
  `const id = "to-" + name;`,
  '<p className="text-lg">',
  `<p className={\`p-4 ${hole}open}\`}>`,
])("not found: %s", (source) => {
  expect(assembledNames(source)).toEqual([]);
});

async function told(css: string, source = `export const A = (p) =>\n  <p className={\`bg-${hole}p.c}-500\`} />;`) {
  const files = { "a.css": css, "A.jsx": source };
  const sheet = { path: "a.css", parts: [{ text: css, offset: 0 }] };
  const { diagnostics } = await compileStyle({ sheet, files, paths: Object.keys(files) });
  return diagnostics.map(({ path, line, message }) => `${path}:${line} ${message}`);
}

test("told with its line, unless the stylesheet lists it", async () => {
  expect(await told('@import "tailwindcss";')).toEqual([expect.stringMatching(/^A\.jsx:2 bg-.*@source inline\("bg-/)]);
  expect(await told('@import "tailwindcss";\n@source inline("bg-{red,blue}-500");')).toEqual([]);
});
