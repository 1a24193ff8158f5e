// Which new texts are stubs of the old one, and which merely say such words.
import { describe, expect, test } from "vitest";
import { placeholderRefusal } from "../../../src/workspace/edits/placeholders.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";

const functions = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, index) => `export function part${from + index}() {\n  return ${from + index};\n}\n`).join(
    "\n",
  );
const base = `import x from "../x";\n${functions(0, 20)}`;

const stubs: [name: string, before: string, after: string][] = [
  ["a line comment", base, `${functions(0, 3)}\n// ... rest of the code unchanged\n`],
  ["the rest of the file", base, `${functions(0, 3)}\n// The rest of the file remains the same\n`],
  ["existing code", base, "// ... existing code ...\nexport const added = 1;\n// ... existing code ...\n"],
  ["a block comment", base, `${functions(0, 2)}\n/* existing code */\n`],
  ["a block comment in a body", base, "export function part0() { /* ... existing code ... */ }\n"],
  ["JSX", base, "export default () => (\n  <main>\n    {/* rest unchanged */}\n  </main>\n);\n"],
  ["HTML", base, "<body>\n  <!-- the rest stays the same -->\n</body>\n"],
  ["a hash", base, "# ... (remaining code)\n"],
  ["remaining functions, with an ellipsis", base, `${functions(0, 5)}\n// … remaining functions\n`],
  ["dots alone", base, `${functions(0, 5)}\n// ...\n`],
  ["same as before", base, `${functions(0, 5)}\n// same as before\n`],
  ["omitted for brevity", base, `${functions(0, 5)}\n// (other functions omitted for brevity)\n`],
  ["keep", base, "// keep existing handlers here\nconst a = 1;\n"],
  ["CSS", base, ".a { color: red; }\n/* Other styles remain unchanged */\n"],
  ["a comment over several lines", base, "/*\n * Rest of the component stays as is.\n */\nconst a = 1;\n"],
  ["no comment signs at all", base, `${functions(0, 5)}\n... rest of the code unchanged ...\n`],
  ["brackets", base, `${functions(0, 5)}\n[... rest of the file ...]\n`],
  ["your code", base, "<div>\n  {/* ... your existing code here ... */}\n</div>\n"],
  ["a heading, where little is left", base, `${functions(0, 3)}\n// Remaining functions\n`],
  ["more new text than was lost", base, `// ... existing code ...\n${functions(100, 160)}`],
  ["the tail of a file only", base, `import x from "../x";\n${functions(0, 17)}\n// rest of the code unchanged\n`],
  ["a file that had such a line elsewhere", `// ...\n${base}`, `${functions(0, 2)}\n// ... existing code ...\n`],
  ...[
    "// ... keep the rest of your existing code here",
    "// All other functions remain the same as in the previous version",
    "// The remaining code is identical",
    "// … the rest of App.tsx stays exactly as it was",
    "// ... lines 20-80 unchanged ...",
    "// [Previous code remains the same]",
    "// Other event handlers remain unchanged",
    "/* (all other CSS rules are kept) */",
    "{/* ... other components ... */}",
    "<!-- Existing content -->",
  ].map((comment): [string, string, string] => [comment, base, `${functions(0, 2)}\n${comment}\n${functions(50, 80)}`]),
  ["Windows line breaks", base.replaceAll("\n", "\r\n"), "// ... existing code ...\r\nconst a = 1;\r\n"],
];

const complete: [name: string, before: string, after: string][] = [
  ["a new file", "", "// ... existing code ...\n"],
  ["the whole file again with such a comment", base, `${base}\n// rest of the code unchanged\n`],
  ["one line changed, and such a comment", base, `${base.replace("return 7", "return 8")}\n// ... existing code ...\n`],
  [
    "a comment that merely contains the words",
    base,
    "// Keep the rest of the items unchanged while one of them is dragged.\nmove(item);\n",
  ],
  ["a sentence on state", base, "// Return the existing state if nothing was selected\nreturn state;\n"],
  ["a sentence on the remaining time", base, "// remaining time in seconds\nconst left = 3;\n"],
  ["a heading in a complete stylesheet", base, `/* Other styles */\n${base}`],
  ["a heading in a rewritten file of the same size", base, `// Remaining functions\n${functions(50, 70)}`],
  ["a spread", base, "const all = [\n  ...rest,\n  ...existing,\n];\nexport { all };\n"],
  ["a rest parameter", base, "export function f(\n  ...rest: string[]\n) {\n  return rest;\n}\n"],
  ["words in a text", base, 'export const hint = "// ... rest of the code unchanged";\n'],
  ["a comment behind code", base, "let a = b; // unchanged\n"],
  ["a much smaller file without such words", base, "export const all = 1;\n"],
  ["a line that was there before", `${base}\n// ... existing code ...\n`, "// ... existing code ...\nconst a = 1;\n"],
  ["loading dots", base, "<p>\n  Loading…\n</p>\n<p>...</p>\n"],
  ["a heading in Markdown", "# Notes\nfoo bar\n", "# Notes\n\n## The same\n\nfoo baz\n"],
  ["a private field", base, "class A {\n  #rest = 1;\n  #existing = 2;\n}\n"],
  ["a list", base, "/*\n * rest: what is left over after the division\n * same: whether both are equal\n */\nconst a = 1;\n"],
  ["a universal selector", base, "* {\n  margin: 0;\n}\n*::before {\n  content: '';\n}\n"],
  ["a TODO", base, "// TODO: show the rest of the list when there is room\nconst a = 1;\n"],
  ["words about other items", base, "// Other items keep their order\nsort(items);\n"],
];

describe("a text is refused as a stub:", () => {
  test.each(stubs)("%s", (_, before, after) => {
    expect(placeholderRefusal(before, after)).toMatch(/^Line \d+ of the new text, ".+", stands for code that was left out/);
  });
});

describe("a text is taken:", () => {
  test.each(complete)("%s", (_, before, after) => {
    expect(placeholderRefusal(before, after)).toBeNull();
  });
});

test("a stranger's comment takes no time", () => {
  const took = cpuTimeMs(() => {
    for (const words of ["the ", "the rest of ", "code of the ", "code ", "existing code "]) {
      placeholderRefusal(
        base,
        `// ${words.repeat(30_000)}\n`.repeat(3) + `// ${words.repeat(60 / words.length)}x\n`.repeat(10_000),
      );
    }
  });
  // Ten times what it takes; backtracking without end takes minutes.
  expect(took).toBeLessThan(3_000);
});
