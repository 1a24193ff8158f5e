import fc from "fast-check";
import { expect, test } from "vitest";
import { readJson } from "../../../src/llm/json/lenient.ts";

test.each<[what: string, text: string, value: unknown]>([
  ["raw line breaks and tabs", '{"a":"x\r\n\ty"}', { a: "x\r\n\ty" }],
  ["a comma at the end", '{"a":[1,2,],}', { a: [1, 2] }],
  ["Python", "{'a': True, 'b': None, 'c': False, 'd': 'it\\'s \"q\"'}", { a: true, b: null, c: false, d: 'it\'s "q"' }],
  ["names without quotes", '{path: "a", b_2: 1}', { path: "a", b_2: 1 }],
  ["a template", '{path: `a\n"b"`}', { path: 'a\n"b"' }],
  ["three quotes", '{"a": """x "y" z"""}', { a: 'x "y" z' }],
  ["empty texts", "{'a':'','b':\"\"}", { a: "", b: "" }],
  ["escapes for quotes", String.raw`{"a":"it\'s \$5"}`, { a: "it's $5" }],
  ["codes", '{"a":"\\x41\\u0042"}', { a: "AB" }],
  ["a code point", String.raw`{"a":"\u{1F600}\u{110000}"}`, { a: "😀\\u{110000}" }],
  ["a pattern's back-slashes stay", '{"a":"/\\d+\\.\\w/ \\201C"}', { a: "/\\d+\\.\\w/ \\201C" }],
  ["a fence", '```json\n{"a":1}\n```', { a: 1 }],
  ["a fence without end", '```json\n{"a":1,}', { a: 1 }],
  ["tokens", '<tool_call><|message|>{"a":1}<|call|></s>', { a: 1 }],
  ["brackets too many", '{"a":[1]}]}', { a: [1] }],
  ["the same twice", '{"a":1}\n{"a": 1}', { a: 1 }],
  ["nothing before it", '{}{"a":1}', { a: 1 }],
  ["comments", '{\n// one\n"a":1, // two\n/* three */ "b": 2 // four\n}', { a: 1, b: 2 }],
  ["a comma missing at the end of a line", '{"a":"x"\n"b":1}', { a: "x", b: 1 }],
  ["a name of the language", '{"__proto__":{"a":1},}', JSON.parse('{"__proto__":{"a":1}}')],
])("reads %s", (_what, text, value) => {
  const read = readJson(text);
  expect(read).toEqual({ ok: true, value, isStrict: false });
});

test.each<[what: string, text: string, reason: RegExp]>([
  ["a cut text", '{"path":"a","content":"x', /ends before/],
  ["a cut object", '{"path":"a","content":"x"', /ends before/],
  ["a cut list", '[{"a":1}', /ends before/],
  ["a cut object in a fence", '```json\n{"a":1\n```', /ends before/],
  ["a bracket of the other kind", '{"a":[1}}', /missing/],
  ["quotes in a text", '{"a":"he said "yes" to it"}', /missing/],
  ["an address in quotes in a text", '{"a": "<script src="//host/x.js"></script>"\n}', /missing|ends/],
  ["two objects", '{"a":1}{"b":1}', /two different/],
  ["text behind it", '{"a":1} is what I send', /behind the end/],
  ["text before it", 'Here: {"a":1}', /value is missing/],
  ["typographic quotes", "{“a”:1}", /name is missing/],
  ["nothing", "", /ends before/],
  ["depth", "[".repeat(100_000), /deep/],
])("refuses %s", (_what, text, reason) => {
  const read = readJson(text);
  expect(read.ok ? read : read.reason).toMatch(reason);
});

test("what JSON reads is read the same, and no beginning of an object is read as one", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, at) => {
      const text = JSON.stringify(value);
      expect(readJson(text)).toEqual({ ok: true, value: JSON.parse(text), isStrict: true });
      expect(readJson(`${text},`)).toEqual({ ok: true, value: JSON.parse(text), isStrict: false });
      expect(readJson(text.slice(0, at % text.length)).ok).toBe(false);
    }),
  );
});
