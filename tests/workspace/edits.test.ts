// Edits: where a search text matches, what a refusal says, and that nothing outside the edit ever changes.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { applyEdits, type Edit, type Splice } from "../../src/workspace/edits.ts";

function applied(content: string, changes: readonly Splice[]): string {
  return changes.reduce(
    (text, { offset, remove, text: put }) => text.slice(0, offset) + put + text.slice(offset + remove),
    content,
  );
}

function edited(content: string, ...edits: Edit[]): string {
  const result = applyEdits(content, edits);
  if (!result.ok) throw new Error(result.reason);
  expect(applied(content, result.changes)).toBe(result.content);
  return result.content;
}

function refused(content: string, ...edits: Edit[]): string {
  const result = applyEdits(content, edits);
  if (result.ok) throw new Error(`was accepted: ${JSON.stringify(result.content)}`);
  return result.reason;
}

const edit = (search: string, replace: string): Edit => ({ search, replace });

const matching: [name: string, content: string, search: string, replace: string, expected: string][] = [
  ["a word in a line", "let a = 1;\n", "a = 1", "b = 2", "let b = 2;\n"],
  ["a whole line", "a\nb\nc\n", "b", "x", "a\nx\nc\n"],
  ["a whole line with its break", "a\nb\nc\n", "b\n", "x\n", "a\nx\nc\n"],
  ["several lines", "a\nb\nc\nd\n", "b\nc", "x", "a\nx\nd\n"],
  ["a line becomes several", "a\nb\n", "a", "1\n2\n3", "1\n2\n3\nb\n"],
  ["nothing comes instead", "a\nb\nc\n", "b\n", "", "a\nc\n"],
  ["the whole content", "all", "all", "new", "new"],
  ["the start", "start end", "start", "begin", "begin end"],
  ["the end", "start end", "end", "stop", "start stop"],
  ["between lines", "a\nb\n", "a\nb", "a\nx\nb", "a\nx\nb\n"],
  ["dollar ampersand in the new text", "a = 1", "1", "$&$&", "a = $&$&"],
  ["other patterns of replace in the new text", "a = 1", "1", "$1 $` $' $$ $<n>", "a = $1 $` $' $$ $<n>"],
  ["signs of regular expressions in the search text", "f(a.b*[c]) + 1", "f(a.b*[c])", "g()", "g() + 1"],
  ["a template literal", "const s = `\x24{a}`;", "`\x24{a}`", "`\x24{b}`", "const s = `\x24{b}`;"],
  ["characters beyond 16 bits", "say('🙂')", "🙂", "🙃", "say('🙃')"],
  ["right-to-left text", "שלום עולם", "עולם", "לכולם", "שלום לכולם"],
  ["trailing spaces in the file", "a  \nb\t\nc\n", "a\nb\nc", "x", "x\n"],
  ["trailing spaces in the search text", "a\nb\nc\n", "a \nb  ", "x", "x\nc\n"],
  ["a blank line with spaces in the file", "a\n   \nb\n", "a\n\nb", "x", "x\n"],
  [
    "missing indentation",
    "  if (a) {\n    b();\n  }\n",
    "if (a) {\n  b();\n}",
    "if (c) {\n  d();\n}",
    "  if (c) {\n    d();\n  }\n",
  ],
  ["too much indentation", "if (a) {\n  b();\n}\n", "    if (a) {\n      b();\n    }", "    c();", "c();\n"],
  [
    "tabs in the file, spaces in the search text",
    "\tif (a) {\n\t\tb();\n\t}\n",
    "  if (a) {\n    b();\n  }",
    "  if (a) {\n    c();\n  }",
    "\tif (a) {\n\t\tc();\n\t}\n",
  ],
  [
    "spaces in the file, tabs in the search text",
    "  if (a) {\n    b();\n  }\n",
    "\tif (a) {\n\t\tb();\n\t}",
    "\tif (a) {\n\t\tc();\n\t}",
    "  if (a) {\n    c();\n  }\n",
  ],
  [
    "deeper new lines in the file's unit",
    "\tif (a) {\n\t\tb();\n\t}\n",
    "if (a) {\n  b();\n}",
    "if (a) {\n  for (;;) {\n    b();\n  }\n}",
    "\tif (a) {\n\t\tfor (;;) {\n\t\t\tb();\n\t\t}\n\t}\n",
  ],
  [
    "one line with the wrong indentation",
    "    total += 1;\n    end\n",
    "  total += 1;\nend",
    "  total += 2;\n  log();\nend",
    "    total += 2;\n    log();\n    end\n",
  ],
  ["blank lines in the new text stay blank", "  a();\n  b();\n", "a();\nb();", "a();\n\nc();", "  a();\n\n  c();\n"],
  ["the last line without a break", "a\nb", "b", "c", "a\nc"],
  ["the last line without a break, search text with one", "a\n  b", "b\n", "c\n", "a\n  c"],
  ["the last line keeps its break", "a\nb\n", "b\n", "c", "a\nc\n"],
  ["deleting the last line", "a\nb\n", "b\n", "", "a\n"],
  ["Windows line breaks, search text with Unix ones", "a\r\nb\r\nc\r\n", "a\nb", "x\ny", "x\r\ny\r\nc\r\n"],
  ["Windows line breaks in both", "a\r\nb\r\nc\r\n", "a\r\nb", "x\r\ny", "x\r\ny\r\nc\r\n"],
  ["Unix line breaks, search text with Windows ones", "a\nb\nc\n", "a\r\nb", "x\r\ny", "x\ny\nc\n"],
  [
    "Windows line breaks with other indentation",
    "  a {\r\n    b\r\n  }\r\n",
    "a {\n  b\n}",
    "a {\n  c\n}",
    "  a {\r\n    c\r\n  }\r\n",
  ],
  ["a mixed file is left as it is elsewhere", "a\r\nb\nc\r\n", "b", "x", "a\r\nx\nc\r\n"],
  ["an exact match goes before a loose one", "  a\na \n", "a ", "b", "  a\nb\n"],
  ["a line of which another one is a part", "item\nitems\n", "items", "things", "item\nthings\n"],
  ["markup", "<p>one</p>\n<p>two</p>\n", "<p>two</p>", "<p>2</p>", "<p>one</p>\n<p>2</p>\n"],
  ["a line of brackets once", "a(\n)\n", ")", "]", "a(\n]\n"],
  ["only white space, once", "a  b", "  ", " ", "a b"],
];

const refusals: [name: string, content: string, search: string, message: RegExp][] = [
  ["an empty search text", "a", "", /search text is empty.*write_file/],
  ["no match", "one\ntwo\n", "three", /not in the file.*no line is like it.*Nothing was changed/s],
  ["no match in an empty file", "", "a", /not in the file/],
  ["several matches in one line", "a a", "a", /found 2 times, at lines 1, 1/],
  ["several matches", "x = 1\ny = 2\nx = 1\n", "x = 1", /found 2 times, at lines 1, 3\. Add lines before or after it/],
  ["overlapping matches", "aaa", "aa", /found 2 times/],
  ["several loose matches", "  a\n  b\n    a\n    b\n", "a \nb", /found 2 times, at lines 1, 3/],
  ["another letter case", "Hello world\n", "hello world", /not in the file.*1 \| Hello world/s],
  ["a line between", "a\nx\nb\n", "a\nb", /not in the file/],
  ["part of a line with other white space", "foo(a,  b) + 1\n", "foo(a, b)", /not in the file.*1 \| foo\(a, {2}b\) \+ 1/s],
  ["half a character", "🙂", "\ud83d", /surrogate/],
];

describe("one edit", () => {
  test.each(matching)("replaces %s", (_, content, search, replace, expected) => {
    expect(edited(content, edit(search, replace))).toBe(expected);
  });

  test.each(refusals)("refuses %s", (_, content, search, message) => {
    expect(refused(content, edit(search, "new"))).toMatch(message);
  });

  test("is refused when it changes nothing", () => {
    expect(refused("a\n", edit("a", "a"))).toMatch(/change nothing/);
  });

  test("shows the nearest lines with their numbers", () => {
    const content = Array.from({ length: 40 }, (_, index) => `const value${index} = compute(${index});`).join("\n");
    const reason = refused(content, edit("const value20 = compute(99);", "x"));
    expect(reason).toContain("21 | const value20 = compute(20);");
    expect(reason.split("\n").length).toBeLessThan(12);
  });

  test("changes only what differs, and never half a character", () => {
    expect(applyEdits("let colour = 'red';", [edit("colour = 'red'", "colour = 'rot'")])).toMatchObject({
      changes: [{ offset: 15, remove: 2, text: "ot" }],
    });
    // The two faces share their first surrogate.
    expect(applyEdits("a🙂b", [edit("🙂", "🙃")])).toMatchObject({ changes: [{ offset: 1, remove: 2, text: "🙃" }] });
    // 𝒜 and 🂜 share their second one.
    expect(applyEdits("\u{1d49c}", [edit("\u{1d49c}", "\u{1f09c}")])).toMatchObject({ changes: [{ offset: 0, remove: 2 }] });
  });
});

describe("several edits", () => {
  test("are applied in order, each to what the one before left", () => {
    expect(edited("a\nb\n", edit("a", "b1"), edit("b1", "c"), edit("b\n", "d\n"))).toBe("c\nd\n");
  });

  test("are made all or none, and the refusal says which one failed", () => {
    expect(refused("a\nb\n", edit("a", "x"), edit("nowhere", "y"))).toMatch(/^Edit 2 of 2: .*None of the edits was made/s);
  });

  test("may have one that changes nothing beside one that does", () => {
    expect(edited("a\nb\n", edit("a", "a"), edit("b", "c"))).toBe("a\nc\n");
  });

  test("are refused when there are none", () => {
    expect(refused("a")).toMatch(/no edits/);
  });
});

const line = fc.string({ unit: fc.constantFrom("a", "b", " ", "\t", "$", "&", "{", "🙂", "é"), maxLength: 8 });
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join("\n"));

describe("properties", () => {
  test("an exact edit changes its place and nothing else, and can be taken back", () => {
    fc.assert(
      fc.property(text, text, text, (before, replace, after) => {
        const search = "<<mark>>";
        const other = `<<${replace}>>`;
        const content = `${before}${search}${after}`;
        const forward = applyEdits(content, [edit(search, other)]);
        expect(forward).toMatchObject({ ok: true, content: `${before}${other}${after}` });
        expect(edited(`${before}${other}${after}`, edit(other, search))).toBe(content);
      }),
    );
  });

  test("whatever is asked, the changes lead from the old content to the new one", () => {
    fc.assert(
      fc.property(text, fc.array(fc.record({ search: text, replace: text }), { maxLength: 3 }), (content, edits) => {
        const result = applyEdits(content, edits);
        if (result.ok) {
          expect(applied(content, result.changes)).toBe(result.content);
          expect(result.changes.every((change) => change.text.isWellFormed())).toBe(true);
          expect(result.content).not.toBe(content);
        } else expect(result.reason).not.toBe("");
      }),
      { numRuns: 500 },
    );
  });

  test("line breaks stay of one kind", () => {
    fc.assert(
      fc.property(text, text, (before, replace) => {
        const content = `${before}\nmark\n`.replaceAll("\n", "\r\n");
        expect(edited(content, edit("mark\n", `${replace}x\n`))).not.toMatch(/(^|[^\r])\n/);
      }),
    );
  });
});
