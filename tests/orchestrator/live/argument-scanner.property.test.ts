// For every JSON value and every way to cut it, the scanner's texts are what JSON.parse gives, and on the way never more.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type ArgumentPath, createArgumentScanner } from "../../../src/orchestrator/live/argument-scanner.ts";
import { fuzzRuns } from "../../fakes/fuzz.ts";

const runs = fuzzRuns(500);

/** Strings of a JSON value by path, with halves of characters as tools get them. */
function stringsOf(value: unknown, path: ArgumentPath = []): Map<string, string> {
  if (typeof value === "string") return new Map([[JSON.stringify(path), value.toWellFormed()]]);
  if (value === null || typeof value !== "object") return new Map();
  const inner = Array.isArray(value) ? value.entries() : Object.entries(value);
  return new Map([...inner].flatMap(([key, item]) => [...stringsOf(item, [...path, key])]));
}

/** Feeds pieces; answers texts by path, which of them were closed, and each text as it stood after each piece. */
function scan(pieces: Iterable<string>) {
  const texts = new Map<string, string>();
  const closed = new Set<string>();
  const seen: Map<string, string>[] = [];
  let path = "";
  const scanner = createArgumentScanner({
    open(argument) {
      path = JSON.stringify(argument);
      texts.set(path, "");
      closed.delete(path);
    },
    text(text) {
      expect(text).not.toBe("");
      texts.set(path, texts.get(path) + text);
    },
    close: () => void closed.add(path),
  });
  for (const piece of pieces) {
    scanner.feed(piece);
    seen.push(new Map(texts));
  }
  return { texts, closed, seen };
}

function splitAt(text: string, cuts: number[]): string[] {
  const places = [...new Set(cuts.map((cut) => cut % (text.length + 1)))].sort((a, b) => a - b);
  return [...places, text.length].map((end, index) => text.slice(index === 0 ? 0 : places[index - 1], end));
}

const anyText = fc.oneof(
  fc.string({ unit: "binary", maxLength: 30 }),
  // What files are full of, and halves of surrogate pairs.
  fc
    .array(fc.constantFrom("\\", '"', "\n", "\t", "/", "\u0000", "\ud83d", "\ude00", "😀", "}", "]", ",", ":", "u", "a"), {
      maxLength: 12,
    })
    .map((all) => all.join("")),
);
const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 5 },
    anyText,
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.boolean(),
    fc.constant(null),
    tie("object"),
    tie("array"),
  ),
  object: fc.dictionary(
    anyText.filter((key) => key !== "__proto__"),
    tie("any"),
    { maxKeys: 4 },
  ),
  array: fc.array(tie("any"), { maxLength: 4 }),
}));

/** The same JSON in another spelling: every character of a string may be written as an escape. */
const spellings: ((text: string) => string)[] = [
  (text) => text,
  (text) =>
    text.replace(/[^\p{ASCII}]/gu, (character) =>
      [...Array(character.length).keys()].map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join(""),
    ),
  (text) => text.replaceAll("/", "\\/"),
];
const spelled = fc
  .record({ value: value.any, indent: fc.constantFrom(0, 2, "\t"), spelling: fc.constantFrom(...spellings) })
  .map(({ value, indent, spelling }) => spelling(JSON.stringify(value, null, indent)));

describe("the argument scanner", () => {
  test("gives for every value and every split what JSON.parse gives, and never a text that the end does not have", () => {
    fc.assert(
      fc.property(spelled, fc.array(fc.nat(), { maxLength: 12 }), (text, cuts) => {
        const expected = stringsOf(JSON.parse(text));
        const { texts, closed, seen } = scan(splitAt(text, cuts));
        expect(texts).toEqual(expected);
        expect(closed).toEqual(new Set(expected.keys()));
        for (const snapshot of seen)
          for (const [path, prefix] of snapshot) expect(expected.get(path)!.startsWith(prefix)).toBe(true);
      }),
      { numRuns: runs },
    );
  });

  test("hands on after each fragment all that can be known", () => {
    fc.assert(
      fc.property(anyText, fc.array(fc.nat(), { maxLength: 6 }), (content, cuts) => {
        const text = JSON.stringify({ content });
        let fed = "";
        const pieces = splitAt(text, cuts);
        const { seen } = scan(pieces);
        for (const [index, piece] of pieces.entries()) {
          fed += piece;
          expect(seen[index]!.get('["content"]')).toBe(knownOf(fed)?.toWellFormed());
        }
      }),
      { numRuns: runs },
    );
  });

  test("of two equal keys the second counts, as in JSON.parse", () => {
    fc.assert(
      fc.property(anyText, anyText, (first, second) => {
        const text = `{"a":${JSON.stringify(first)},"a":${JSON.stringify(second)}}`;
        expect(scan(text).texts).toEqual(stringsOf(JSON.parse(text)));
      }),
      { numRuns: runs },
    );
  });

  test("survives what is no JSON", () => {
    const wild = fc.oneof(
      fc.string({ maxLength: 40 }),
      fc
        .array(fc.constantFrom("{", "}", "[", "]", '"', "\\", ":", ",", "u12", "a"), { maxLength: 30 })
        .map((all) => all.join("")),
    );
    fc.assert(
      fc.property(wild, (text) => void scan(text)),
      { numRuns: runs },
    );
  });
});

/** The text of `{"content":"…` as far as it can be known, by the simplest way: the longest beginning that can be completed to JSON. */
function knownOf(fed: string): string | undefined {
  if (!fed.startsWith('{"content":"')) return undefined;
  for (let end = fed.length; end > 0; end -= 1) {
    for (const rest of ["", '"}', "}"]) {
      try {
        const { content } = JSON.parse(fed.slice(0, end) + rest) as { content: string };
        // Half a pair is known only when the string is over.
        const last = content.charCodeAt(content.length - 1);
        return rest === '"}' && last >= 0xd800 && last <= 0xdbff ? content.slice(0, -1) : content;
      } catch {
        // Cut inside of an escape: shorter.
      }
    }
  }
  return undefined;
}
