// The text form of a call: what is carried out and what viewers see while it streams are the same, whatever is written and however it is cut.
import fc from "fast-check";
import { describe, expect, test } from "vitest";

import type { TextForm } from "../../src/llm/model.ts";
import { argumentsOfText, jsonArgumentsOf } from "../../src/llm/text-form.ts";
import { createTextWriteCall } from "../../src/orchestrator/live/write-call.ts";
import { writeFile } from "../../src/orchestrator/tools/write-file.ts";
import { filePathMaxCharacters } from "../../src/protocol/constants.ts";

const form = writeFile.definition.text!;

/** What viewers are told of a call that is written in these pieces. */
function shown(pieces: readonly string[]) {
  const started: string[] = [];
  const texts: string[] = [];
  let length = 0;
  const call = createTextWriteCall({
    open(path) {
      started.push(path);
      return { content: null };
    },
    splice(offset, remove, text) {
      expect([offset, remove]).toEqual([length, 0]);
      length += text.length;
      texts.push(text);
    },
  });
  for (const piece of pieces) call.feed(piece);
  return { started, texts, shown: call.shown() };
}

describe("write_file in text form", () => {
  test.each<[what: string, text: string, values: Record<string, string>]>([
    ["path and content", "a.ts\nlet a;\n", { path: "a.ts", content: "let a;\n" }],
    ["nothing is an escape", 'a.ts\n"\\n" \\u0041 $&', { path: "a.ts", content: '"\\n" \\u0041 $&' }],
    ["white space around the path, none of the content's", "  a.ts \r\n  x \r\n", { path: "a.ts", content: "  x \r\n" }],
    ["an empty file", "a.ts\n", { path: "a.ts", content: "" }],
    ["content that begins with a line break", "a.ts\n\nx", { path: "a.ts", content: "\nx" }],
    ["cut in its first line", "a.t", { path: "a.t" }],
  ])("%s", (_what, text, values) => expect(argumentsOfText(form, text)).toEqual(values));

  test("viewers see what is carried out, whole characters only, however it is cut", () => {
    const line = fc.stringMatching(/^[a-z🌍ä./ ]{0,12}\r?$/u);
    const cuts = fc.array(fc.nat({ max: 80 }), { maxLength: 12 });
    fc.assert(
      fc.property(line, fc.string({ unit: "grapheme", maxLength: 60 }), cuts, (path, content, at) => {
        const text = `${path}\n${content}`;
        const places = [0, ...[...new Set(at)].sort((a, b) => a - b).filter((place) => place < text.length), text.length];
        const pieces = places.slice(1).map((place, index) => text.slice(places[index], place));
        const values = argumentsOfText(form, text);
        const { started, texts, shown: file } = shown(pieces);
        expect(started).toEqual([values.path]);
        expect(texts.join("")).toBe(values.content);
        for (const piece of texts) expect(piece.isWellFormed()).toBe(true);
        expect(file).toEqual({ path: values.path, content: null });
      }),
    );
  });

  test("nothing is shown before the path is whole, and nothing of one that is too long", () => {
    expect(shown(["src/", "App"])).toEqual({ started: [], texts: [], shown: null });
    expect(shown([`${"a".repeat(filePathMaxCharacters + 1)}\nx`, "y"])).toEqual({ started: [], texts: [], shown: null });
  });
});

test("a text that is one argument, and a tool that is gone", () => {
  const patch: TextForm = { description: "A patch.", rest: "input" };
  expect(argumentsOfText(patch, "*** Begin\n")).toEqual({ input: "*** Begin\n" });
  const call = { id: "c", name: "gone", arguments: 'a "b"', form: "text" as const };
  expect(JSON.parse(jsonArgumentsOf(call, []))).toEqual({ input: 'a "b"' });
});
