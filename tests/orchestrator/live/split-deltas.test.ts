import fc from "fast-check";
import { expect, test } from "vitest";
import { shortened } from "../../../src/base/surrogates.ts";
import { splitDeltas } from "../../../src/orchestrator/live/split-deltas.ts";
import { deltaMaxCharacters } from "../../../src/orchestrator/live/streaming-buffer.ts";
import type { RunEvent } from "../../../src/protocol/events.ts";

type Delta = Extract<RunEvent, { text: string }>;
const isDelta = (event: RunEvent): event is Delta => "text" in event;
const loneHalf = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

const delta = fc
  .record({ text: fc.string({ unit: "grapheme", maxLength: 40 }), offset: fc.nat(9), remove: fc.option(fc.nat(9)) })
  .chain(({ text, offset, remove }) =>
    fc.constantFrom<Delta>(
      { type: "text.delta", round: 1, block_id: "1.0", text },
      { type: "reasoning.delta", round: 1, block_id: "1.0", text },
      { type: "file.delta", round: 1, call_id: "c", offset, text, ...(remove === null ? {} : { remove }) },
    ),
  );

/** A file as a viewer keeps it. */
function applied(file: string, deltas: Delta[]): string {
  return deltas.reduce((text, event) => {
    if (event.type !== "file.delta") return text;
    return text.slice(0, event.offset) + event.text + text.slice(event.offset + (event.remove ?? 0));
  }, file);
}

test("pieces say the same as the whole, none is too long, no character is torn apart", () => {
  fc.assert(
    // Two units at least: a piece must have room for any character.
    fc.property(delta, fc.integer({ min: 2, max: 12 }), fc.string({ minLength: 20, maxLength: 20 }), (whole, max, file) => {
      const pieces = splitDeltas([whole], max).filter(isDelta);
      expect(pieces.map((piece) => piece.text).join("")).toBe(whole.text);
      expect(applied(file, pieces)).toBe(applied(file, [whole]));
      for (const [index, piece] of pieces.entries()) {
        expect(piece.text.length).toBeLessThanOrEqual(max);
        expect(piece.text).not.toMatch(loneHalf);
        expect(piece.type).toBe(whole.type);
        if (piece.type === "file.delta" && index > 0) expect(piece.remove).toBeUndefined();
      }
    }),
  );
});

test("order stays, and what is short enough is left as it is", () => {
  const long: RunEvent = { type: "text.delta", round: 1, block_id: "1.0", text: "x".repeat(deltaMaxCharacters * 2 + 1) };
  const events: RunEvent[] = [
    { type: "text.start", round: 1, block_id: "1.0" },
    long,
    { type: "text.end", round: 1, block_id: "1.0" },
  ];
  const split = splitDeltas(events);
  expect(split.map((event) => event.type)).toEqual(["text.start", "text.delta", "text.delta", "text.delta", "text.end"]);
  expect(split[0]).toBe(events[0]);
});

test("an edit that takes nothing in still takes something out", () => {
  const removal: RunEvent = { type: "file.delta", round: 1, call_id: "c", offset: 3, remove: 2, text: "" };
  expect(splitDeltas([removal], 2)).toEqual([removal]);
});

test("a shortened text ends between two characters and says that it was shortened", () => {
  expect(shortened("abc", 3, () => "…")).toBe("abc");
  expect(shortened("abcd", 3, (shown) => ` (${shown})`)).toBe("abc (3)");
  expect(shortened("ab🌍", 3, () => "…")).toBe("ab…");
});
