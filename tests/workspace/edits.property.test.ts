// What holds for every edit, on files that are small but wild.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { lineBreakOf } from "../../src/workspace/edits/line-breaks.ts";
import { occurrences } from "../../src/workspace/edits/occurrences.ts";
import { startRewrite } from "../../src/workspace/edits/rewrite.ts";
import { applyEdits, type Splice } from "../../src/workspace/edits.ts";
import { fuzzRuns } from "../fakes/fuzz.ts";
import { spliced } from "./spliced.ts";

const runs = { numRuns: fuzzRuns(300) };

const line = fc.string({ unit: fc.constantFrom("a", "b", " ", "\t", "$&", "$1", "{", "🙂", "e\u0301", "\u00a0"), maxLength: 5 });
const text = fc.array(line, { maxLength: 8 }).map((lines) => lines.join("\n"));
const lineBreak = fc.constantFrom("\n", "\r\n");
const wildText = fc.tuple(text, fc.array(lineBreak, { minLength: 1, maxLength: 3 })).map(([lines, breaks]) => {
  let at = 0;
  return lines.replace(/\n/g, () => breaks[at++ % breaks.length]!);
});
/** Two offsets in a text of any length. */
const range = fc.tuple(fc.nat(), fc.nat());

function between(content: string, [one, other]: [number, number]): [start: number, end: number] {
  const [a, b] = [one % (content.length + 1), other % (content.length + 1)];
  return a < b ? [a, b] : [b, a];
}

function countOf(content: string, search: string): number {
  let count = 0;
  for (let at = 0; at < content.length; at++) if (content.startsWith(search, at)) count++;
  return count;
}

/** A file that ends with a line break keeps it. */
function keepingEnd(before: string, after: string): string {
  if (after === "" || !before.endsWith("\n") || after.endsWith("\n")) return after;
  return after + (before.endsWith("\r\n") ? "\r\n" : "\n");
}

function inverted(content: string, changes: readonly Splice[]): string {
  let now = content;
  const undo: Splice[] = [];
  for (const { offset, remove, text: put } of changes) {
    undo.unshift({ offset, remove: put.length, text: now.slice(offset, offset + remove) });
    now = spliced(now, [{ offset, remove, text: put }]);
  }
  return spliced(now, undo);
}

describe("properties of edits", () => {
  test("an exact edit of a unique text is the splice at its place; of another one it is refused", () => {
    fc.assert(
      fc.property(text, range, text, lineBreak, (lines, offsets, put, kind) => {
        const content = lines.replaceAll("\n", kind);
        const replace = content.includes("\n") ? put.replaceAll("\n", kind) : put;
        const [start, end] = between(content, offsets);
        const search = content.slice(start, end);
        const cut = content.slice(start - 1, start + 1) === "\r\n" || content.slice(end - 1, end + 1) === "\r\n";
        fc.pre(search !== "" && search.isWellFormed() && !cut);
        const result = applyEdits(content, [{ search, replace }]);
        const expected = keepingEnd(content, content.slice(0, start) + replace + content.slice(end));
        if (countOf(content, search) > 1)
          expect(result).toMatchObject({ ok: false, reason: expect.stringContaining("is found") });
        else if (expected === content)
          expect(result).toMatchObject({ ok: false, reason: expect.stringContaining("change nothing") });
        else expect(result).toMatchObject({ ok: true, content: expected });
      }),
      runs,
    );
  });

  test("whatever is asked, the changes lead to the new content, hold whole characters only, and can be taken back", () => {
    fc.assert(
      fc.property(wildText, fc.array(fc.record({ search: wildText, replace: wildText }), { maxLength: 4 }), (content, edits) => {
        const result = applyEdits(content, edits);
        if (result.ok) {
          expect(spliced(content, result.changes)).toBe(result.content);
          expect(inverted(content, result.changes)).toBe(content);
          expect(result.changes.every((change) => change.text.isWellFormed())).toBe(true);
          expect(result.content).not.toBe(content);
        } else expect(result.reason).toMatch(/\.( None of the edits was made\.| Nothing was changed\.|$)/m);
      }),
      runs,
    );
  });

  test("several texts of the file at once: each change is at its place, in whatever order", () => {
    const parts = fc.uniqueArray(fc.nat(40), { minLength: 2, maxLength: 8 });
    fc.assert(
      fc.property(parts, fc.array(text, { minLength: 8, maxLength: 8 }), fc.boolean(), (names, texts, backwards) => {
        const content = [...names].sort((a, b) => a - b).map((name) => `<${name}>`);
        const edits = names.map((name, index) => ({ search: `<${name}>`, replace: `[${texts[index]}]` }));
        const put = (part: string) => edits.find(({ search }) => search === part)?.replace ?? part;
        const result = applyEdits(content.join("|"), backwards ? edits.toReversed() : edits);
        expect(result).toMatchObject({ ok: true, content: content.map(put).join("|") });
      }),
      runs,
    );
  });

  test("an edit with what it took out and put in, exchanged, gives the file back", () => {
    fc.assert(
      fc.property(text, range, text, lineBreak, (lines, offsets, put, kind) => {
        const content = lines.replaceAll("\n", kind);
        const [start, end] = between(content, offsets);
        const result = applyEdits(content, [{ search: content.slice(start, end), replace: put }]);
        fc.pre(result.ok);
        const change = result.changes[0]!;
        // Both texts with as much around them as makes the place unique, and no half of anything.
        let [from, to] = [change.offset, change.offset + change.text.length];
        const grown = content.length - result.content.length;
        const search = () => result.content.slice(from, to);
        const torn = () => !search().isWellFormed() || /^\n|\r$/.test(search());
        while ((from > 0 || to < result.content.length) && (search() === "" || torn() || countOf(result.content, search()) > 1)) {
          from = Math.max(0, from - 1);
          to = Math.min(result.content.length, to + 1);
        }
        const replace = content.slice(from, to + grown);
        // What changed its only kind of line break, or got a final one, does not know that it was different.
        fc.pre(search() !== "" && lineBreakOf(content) === lineBreakOf(result.content) && replace.isWellFormed());
        fc.pre(content.endsWith("\n") === result.content.endsWith("\n"));
        expect(applyEdits(result.content, [{ search: search(), replace }])).toMatchObject({ ok: true, content });
      }),
      runs,
    );
  });

  test("an edit that fails leaves nothing of the ones before it", () => {
    fc.assert(
      fc.property(text, text, (content, replace) => {
        const edits = [
          { search: `${content}<a>`, replace: `${replace}<b>` },
          { search: "<nowhere>", replace: "" },
        ];
        expect(applyEdits(`${content}<a>`, edits)).toMatchObject({
          ok: false,
          reason: expect.stringMatching(/None of the edits was made/),
        });
      }),
      runs,
    );
  });

  test("line breaks stay of one kind", () => {
    fc.assert(
      fc.property(text, wildText, lineBreak, (before, replace, kind) => {
        const content = `${before}\nmark\n`.replaceAll("\n", kind);
        const result = applyEdits(content, [{ search: "mark\n", replace: `${replace}x\n` }]);
        expect(result.ok && lineBreakOf(result.content)).toBe(kind);
      }),
      runs,
    );
  });
});

const unit = fc.constantFrom("\t", "  ", "    ", "   ");
const depth = fc.nat(3);
const blanks = fc.constantFrom("", " ", "\t", "  ");

describe("properties of loose matching", () => {
  test("a block in another indentation comes out in the file's, and nothing around it changes", () => {
    fc.assert(
      fc.property(
        fc.record({
          depths: fc.array(depth, { minLength: 3, maxLength: 10 }),
          ends: fc.array(blanks, { minLength: 10, maxLength: 10 }),
          first: fc.nat(),
          length: fc.integer({ min: 1, max: 5 }),
          added: fc.array(fc.nat(), { maxLength: 4 }),
          fileUnit: unit,
          modelUnit: unit,
          kind: lineBreak,
        }),
        ({ depths, ends, first, length, added, fileUnit, modelUnit, kind }) => {
          const start = first % depths.length;
          const end = Math.min(depths.length, start + length);
          const known = depths.slice(start, end);
          const lines = depths.map((deep, index) => `${fileUnit.repeat(deep)}line${index}${ends[index]}${kind}`);
          const search = known.map((deep, index) => `${modelUnit.repeat(deep)}line${start + index}\n`).join("");
          // New lines at depths that the block shows: there the file's indentation is known.
          const news = added.map((pick, index) => ({ deep: known[pick % known.length]!, name: `new${index}` }));
          const replace = search + news.map(({ deep, name }) => `${modelUnit.repeat(deep)}${name}\n`).join("");
          const expected = [
            ...lines.slice(0, end),
            ...news.map(({ deep, name }) => `${fileUnit.repeat(deep)}${name}${kind}`),
            ...lines.slice(end),
          ].join("");
          // What matches to the letter, if only inside of a deeper indentation, is taken by the letter.
          fc.pre(!lines.join("").includes(search.replaceAll("\n", kind)) || fileUnit === modelUnit);
          const result = applyEdits(lines.join(""), [{ search, replace }]);
          if (news.length === 0) expect(result.ok).toBe(false);
          else expect(result).toMatchObject({ ok: true, content: expected });
        },
      ),
      runs,
    );
  });

  test("a block that stands twice is refused, however it is indented", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom("x", "y", ""), { minLength: 1, maxLength: 4 }),
        unit,
        unit,
        blanks,
        (block, one, other, end) => {
          fc.pre(block.some((name) => name !== ""));
          const lines = (indent: string) => block.map((name) => `${indent}${name}${end}\n`).join("");
          const result = applyEdits(`a\n${lines(one)}b\n${lines(other)}c\n`, [
            { search: block.map((name) => `${name}\n`).join(""), replace: "z" },
          ]);
          expect(result).toMatchObject({ ok: false, reason: expect.stringMatching(/is found \d+ times/) });
        },
      ),
      runs,
    );
  });
});

describe("properties of what edits stand on", () => {
  test("a text under change is what the changes make of it, and knows where its own parts are", () => {
    const steps = fc.array(fc.tuple(range, text), { maxLength: 6 });
    fc.assert(
      fc.property(text, steps, range, (original, changes, offsets) => {
        const rewrite = startRewrite(original);
        // Each unit of the original with its index, so that its way can be followed.
        let naive = [...original].flatMap((sign) => sign.split("")).map((unit, index) => ({ unit, index }));
        for (const [place, put] of changes) {
          const [start, end] = between(naive.map(({ unit }) => unit).join(""), place);
          rewrite.change({ offset: start, remove: end - start, text: put });
          naive = naive.toSpliced(start, end - start, ...put.split("").map((unit) => ({ unit, index: -1 })));
          expect(rewrite.current()).toBe(naive.map(({ unit }) => unit).join(""));
        }
        const [start, end] = between(original, offsets);
        fc.pre(start < end);
        const now = naive.findIndex(({ index }) => index === start);
        const whole =
          now !== -1 &&
          Array.from({ length: end - start }, (_, at) => naive[now + at]?.index).every((index, at) => index === start + at);
        const found = rewrite.whereNow(start, end);
        // What was taken out and put back as it was counts as touched.
        if (whole) expect(found).toBe(now);
        else expect(found).toBeNull();
      }),
      runs,
    );
  });

  test("occurrences are what a look at every offset finds", () => {
    const periodic = fc
      .tuple(fc.constantFrom("a", "ab", "aab"), fc.integer({ min: 1, max: 400 }))
      .map(([part, count]) => part.repeat(count));
    const some = fc.oneof(
      periodic,
      fc.tuple(periodic, fc.constantFrom("a", "b"), periodic).map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(some, some, (content, search) => {
        const every = Array.from(content, (_, at) => at).filter((at) => content.startsWith(search, at));
        expect([...occurrences(content, search)]).toEqual(every);
      }),
      runs,
    );
  });
});
