// What models leave around and in contents: what is taken off, what is refused, and what stays since it may be meant.
import { describe, expect, test } from "vitest";
import { cleanContent } from "../../../src/workspace/contents/clean.ts";

const page =
  '<!doctype html>\n<html lang="en">\n<body class="a">\n<p>x</p>\n<script>\nconst a = "y";\n</script>\n</body>\n</html>\n';
const script = 'export const a = "x";\nif (a < "b" && a > "A") console.log(`x`);\n';
const css = "a {\n  color: red;\n}\n";
const json = '{\n  "a": [1, 2]\n}\n';
const files: [path: string, content: string][] = [
  ["index.html", page],
  ["src/a.js", script],
  ["src/a.tsx", "export const A = () => <p title='x'>a &lt; b</p>;\nconst b = 1;\n"],
  ["a.css", css],
  ["a.json", json],
  ["a.svg", '<svg xmlns="http://www.w3.org/2000/svg">\n<path d="M0 0"/>\n</svg>\n'],
];
const each = <T>(ways: [what: string, put: T][]) =>
  files.flatMap(([path, content]) => ways.map(([what, put]) => [what, path, content, put] as const));
const numbers = (text: string, sign: string, from = 1) =>
  text
    .replace(/\n$/, "")
    .split("\n")
    .map((line, index) => `${index + from}${sign}${line}\n`)
    .join("");
const fence = "```";

describe("taken off for certain", () => {
  test.each(
    each<(text: string, path: string) => string>([
      ["a fence with a language", (text) => `${fence}js\n${text}${fence}`],
      ["a fence of tildes", (text) => `\n~~~\n${text}~~~\n\n`],
      ["a fence with a file's name", (text, path) => `${fence}js title="${path}"\n${text}${fence}\n`],
      ["a fence without its end", (text) => `${fence}\n${text}`],
      ["line numbers", (text) => numbers(text, "\t")],
      ["line numbers of a part", (text) => numbers(text, "\t", 41)],
      ["line numbers of another product", (text) => numbers(text, "→")],
      ["line numbers and bars", (text) => numbers(text, " | ")],
      ["a listing with its head", (text, path) => `${path}, lines 1-9 of 9\n${numbers(text, "\t")}`],
      ["a token behind it", (text) => `${text}<|endoftext|>`],
      ["the end of a sequence behind it", (text) => `${text}</s>`],
      ["a closing tag behind it", (text) => `${text}</content>\n`],
      ["tags around it", (text) => `<content>\n${text}</content>`],
      ["a fence and a token", (text) => `${fence}\n${text}${fence}\n<|im_end|>`],
      ["the file's path on a line", (text, path) => `${path}\n${text}`],
    ]),
  )("%s: %s", (what, path, text, put) => {
    const parts = what === "a fence and a token" ? 2 : 1;
    const takenOff = Array.from({ length: parts }, () => expect.any(String));
    expect(cleanContent(path, put(text, path))).toEqual({ ok: true, content: text, takenOff });
  });

  test.each<[what: string, path: string, given: string, right: string]>([
    ["a page with line breaks as two characters", "index.html", page.replaceAll("\n", "\\n").replaceAll('"', '\\"'), page],
    ["a page whose quotes alone were escaped", "index.html", page.replaceAll('"', '\\"'), page],
    ["a script with line breaks as two characters", "a.js", JSON.stringify(script).slice(1, -1), script],
    ["one that begins with a comment", "a.js", "// x\\nconst a = 1;\\n", "// x\nconst a = 1;\n"],
    ["a whole script as JSON text", "a.js", JSON.stringify(script), script],
    ["styles with line breaks as two characters", "a.css", css.replaceAll("\n", "\\n"), css],
    ["JSON with line breaks as two characters", "a.json", json.replaceAll("\n", "\\n").replaceAll('"', '\\"'), json],
    [
      "a page as entities",
      "index.html",
      page.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
      page,
    ],
    [
      "a script as entities",
      "a.js",
      script.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;"),
      script,
    ],
    ["a sentence before a page", "index.html", `Here is the page:\n\n${page}`, page],
    ["a sentence before and behind a page", "index.html", `Sure!\n${fence}html\n${page}${fence}\nEnjoy.`, page],
    ["a sentence before a block of code", "a.js", `Here it is:\n\n${fence}js\n${script}${fence}\n\nIt logs x.`, script],
    ["a page whose line breaks alone were escaped", "index.html", page.replaceAll("\n", "\\r\\n"), page.replaceAll("\n", "\r\n")],
    ["a script as a text in single quotes", "a.js", "'const a = 1;\\nconst b = 2;\\n'", "const a = 1;\nconst b = 2;\n"],
    [
      "a page as entities of entities",
      "index.html",
      "&amp;lt;!doctype html&amp;gt;&amp;lt;p&amp;gt;x\n",
      "<!doctype html><p>x\n",
    ],
    ["styles as entities", "a.css", "a &gt; b { content: &quot;x&quot;; }\n", 'a > b { content: "x"; }\n'],
    ["a page with a plus before each line", "index.html", page.replace(/^(?=.)/gm, "+"), page],
    ["what XML needs around a page", "index.html", `<![CDATA[${page}]]>`, page],
    ["the token of a model with signs of its own", "a.js", `${script}<｜end▁of▁sentence｜>`, script],
    ["a thought before a page", "index.html", `<think>\nA page.\n</think>\n${page}`, page],
    ["a language without its fence", "a.ts", `typescript\n${script}`, script],
    ["a language before a page", "index.html", `html\n${page}`, page],
    ["the call once more", "a.js", JSON.stringify({ path: "a.js", content: script }), script],
    ["a plus before each line", "a.js", script.replace(/^(?=.)/gm, "+"), script],
  ])("%s", (_what, path, given, right) => {
    expect(cleanContent(path, given)).toEqual({
      ok: true,
      content: right,
      takenOff: expect.arrayContaining([expect.any(String)]),
    });
  });
});

test.each<[what: string, path: string, given: string, reason: RegExp]>([
  [
    "marks of an edit",
    "a.js",
    `<<<<<<< SEARCH\nconst a = 1;\n=======\nconst a = 2;\n>>>>>>> REPLACE\n`,
    /mark of an edit.*edit_file/,
  ],
  ["marks of another product's edit", "a.css", `------- SEARCH\na {}\n=======\nb {}\n+++++++ REPLACE\n`, /mark of an edit/],
  ["marks of an edit in a page", "index.html", `${page}<<<<<<< SEARCH\n<p>\n=======\n<b>\n>>>>>>> REPLACE\n`, /mark of an edit/],
  ["a conflict in styles", "a.css", `a {}\n<<<<<<< HEAD\nb {}\n=======\nc {}\n>>>>>>> main\n`, /mark of an edit/],
  ["a diff", "a.js", "--- a/a.js\n+++ b/a.js\n@@ -1 +1 @@\n-const a = 1;\n+const a = 2;\n", /is a diff/],
  ["a patch", "a.js", "*** Begin Patch\n*** Update File: a.js\n-a\n+b\n*** End Patch", /is a diff/],
  ["lines with the signs of a diff", "a.js", " function f() {\n-  one();\n+  two();\n }\n", /is a diff/],
  ["two blocks of code", "a.js", `${fence}js\nconst a = 1;\n${fence}\nand\n${fence}js\nconst b = 1;\n${fence}`, /code fence/],
])("refused: %s", (_what, path, given, reason) => {
  const result = cleanContent(path, given);
  expect(result.ok ? result : result.reason).toMatch(reason);
});

describe("left alone", () => {
  test.each(files)("%s as it should be", (path, content) => {
    expect(cleanContent(path, content)).toEqual({ ok: true, content, takenOff: [] });
  });

  test.each<[what: string, path: string, content: string]>([
    ["a Markdown file that is a fence", "a.md", `${fence}js\nx\n${fence}`],
    ["a README with a sentence and a fence", "README", `Run:\n${fence}\nnpm start\n${fence}\n`],
    ["a table with numbers", "a.csv", "1\ta\n2\tb\n"],
    ["a list with numbers", "a.txt", "1\ta\n2\tb\n"],
    ["a conflict as an example", "a.md", "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n"],
    ["a conflict in a text of a script", "a.js", "export const example = `\n<<<<<<< HEAD\na\n=======\nb\n>>>>>>> main\n`;\n"],
    ["entities in JSX", "a.jsx", "export const a = <p>&lt;b&gt; &amp;&amp;</p>;\n"],
    ["entities in a broken script", "a.jsx", "export const a = <p>&lt;b&gt;</p>\n}\n"],
    ["entities in a text of styles", "a.css", 'a::after { content: "&gt;"; }\n'],
    ["quotes that are escaped in a script", "index.html", "<!doctype html><p id=a>x<script>a = '<b id=\\\"c\\\">'</script>\n"],
    ["a directive on one line", "a.js", "'use strict'; console.log('a\\n');"],
    ["entities in a page", "index.html", "<!doctype html><p>&lt;p&gt;\n"],
    ["a text about escapes on one line", "a.js", 'export const a = "x\\ny\\n";'],
    ["a page on one line with a script", "index.html", '<!doctype html><p>x</p><script>alert("a\\nb<p>\\n<p>")</script>'],
    ["styles on one line with an escape", "a.css", 'a::after { content: "\\201c\\n"; }'],
    ["a script that shows fences", "a.js", `export const text = \`\n${fence}js\nx\n${fence}\n\`;\n`],
    ["a script that ends in a template", "a.js", "export const a = String.raw`x`;\n"],
    ["a text that is JSON", "a.json", '"a\\nb"'],
    ["a page without a doctype", "a.html", "Hello <b>you</b>\n"],
    ["a comment before the page", "index.html", `<!-- page -->\n${page}`],
    ["JSX that ends in a tag", "a.jsx", "export const a = (\n  <content>\n  </content>\n);\n"],
    ["an object with numbers", "a.js", 'export default {\n1: "a",\n2: "b",\n};\n'],
    ["a sum over lines", "a.js", "+1\n+2\n"],
    ["JSON with path and content", "a.json", '{"path":"a","content":"b"}'],
    ["XML with a content", "a.xml", "<file>\n<content>\n</content>\n</file>\n"],
    ["nothing", "a.css", ""],
    ["white space", "a.js", "\n  \n"],
    ["a lone number and tab", "a.css", "2\ta{}"],
  ])("%s", (_what, path, content) => {
    expect(cleanContent(path, content)).toEqual({ ok: true, content, takenOff: [] });
  });
});
