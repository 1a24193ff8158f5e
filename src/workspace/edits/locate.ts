// Finds the one place an edit means: exactly, else as whole lines that differ in trailing white space, else in indentation, else without the
// blank lines at the edges of the search text. Never by similarity, and never one of several.
import { type Edges, withoutBlankEdges } from "./blank-edges.ts";
import { lineBreakAt, withLineBreak } from "./line-breaks.ts";
import { comparisons, type LineIndex, splitLines } from "./lines.ts";
import { type Block, type Place, placeOfBlock, replaceBlock } from "./matching.ts";
import { describeMissing } from "./missing.ts";
import { describeIndentation, describeSeveral, placesCounted } from "./nearest.ts";
import { occurrences } from "./occurrences.ts";
import type { Rewrite } from "./rewrite.ts";

export interface Wanted {
  search: string;
  replace: string;
  /** The file has both kinds of line breaks. */
  mixed: boolean;
}

export type Located =
  /** `removed` is at `offset` now, and `text` replaces it. */
  { ok: true; offset: number; removed: string; text: string } | { ok: false; reason: string };

/** Places tried before a search text counts as occurring everywhere. */
const placesTried = 10_000;

const changedByEarlier =
  "The search text stood in the file, but an earlier edit of this call has changed that place. Put both changes into one edit.";

export function locate(rewrite: Rewrite, lineIndex: () => LineIndex, { search, replace, mixed }: Wanted): Located {
  const { original } = rewrite;
  const replaceAt = (content: string, start: number): Place => {
    const end = start + search.length;
    const lineBreak = mixed ? lineBreakAt(content, start, end) : null;
    return { start, end, text: lineBreak === null ? replace : withLineBreak(replace, lineBreak) };
  };

  const exact = chooseOwn(
    rewrite,
    exactPlaces(original, search, mixed).map((start) => ({
      start,
      end: start + search.length,
      put: () => replaceAt(original, start),
    })),
  );
  if (exact.type !== "none") return exact.located;
  if (rewrite.changed()) {
    const current = rewrite.current();
    const places = exactPlaces(current, search, mixed)
      .take(placesCounted + 1)
      .toArray();
    if (places.length > 1) return refuse(`With the edits before it made: ${describeSeveral(current, places)}`);
    const [offset] = places;
    if (offset !== undefined) return { ok: true, offset, removed: search, text: replaceAt(current, offset).text };
  }
  if (exact.changedBefore) return refuse(changedByEarlier);

  const lines = locateLines(rewrite, lineIndex, { search, replace });
  if (lines !== null) return lines;
  // With both kinds of line breaks, an empty line at the edge may be half of the break before it.
  const inner = mixed ? null : withoutBlankEdges({ search, replace });
  return (inner && locateLines(rewrite, lineIndex, inner)) ?? refuse(describeMissing(original, search, replace));
}

/** Matches whole lines; null if they occur nowhere. */
function locateLines(rewrite: Rewrite, lineIndex: () => LineIndex, { search, replace }: Edges): Located | null {
  const wanted = splitLines(search);
  if (!wanted.some((line) => line.text.trim() !== "")) return null;
  for (const comparison of comparisons) {
    const block = (first: number): Block => ({ content: rewrite.original, lines: lineIndex().lines, wanted, first, comparison });
    const found = chooseOwn(
      rewrite,
      lineIndex()
        .find(wanted, comparison)
        .map((first) => ({ ...placeOfBlock(block(first)), put: () => replaceBlock(block(first), replace) })),
    );
    if (found.type !== "none") return found.located;
    if (found.changedBefore) return refuse(changedByEarlier);
  }
  return null;
}

interface Candidate {
  start: number;
  end: number;
  put(): Place | null;
}

type Choice = { type: "some"; located: Located } | { type: "none"; changedBefore: boolean };

/** The only place that no change has touched. */
function chooseOwn(rewrite: Rewrite, places: Iterable<Candidate>): Choice {
  const { original } = rewrite;
  const free: Candidate[] = [];
  let tried = 0;
  for (const place of places) {
    tried++;
    if (rewrite.whereNow(place.start, place.end) !== null) free.push(place);
    if (free.length > placesCounted || tried === placesTried) break;
  }
  const [only] = free;
  if (only === undefined) return { type: "none", changedBefore: tried > 0 };
  const some = (located: Located): Choice => ({ type: "some", located });
  if (free.length > 1 || tried === placesTried) {
    return some(
      refuse(
        describeSeveral(
          original,
          free.map(({ start }) => start),
        ),
      ),
    );
  }
  const place = only.put();
  if (place === null) return some(refuse(describeIndentation(original, only)));
  const { start, end, text } = place;
  const offset = rewrite.whereNow(start, end) ?? start;
  return some({ ok: true, offset, removed: original.slice(start, end), text });
}

/** In a mixed file, "\n" does not match inside "\r\n": replacing it would leave the other half alone. */
function exactPlaces(content: string, search: string, mixed: boolean): IteratorObject<number> {
  const all = occurrences(content, search);
  return mixed && search.startsWith("\n") ? all.filter((start) => content[start - 1] !== "\r") : all;
}

const refuse = (reason: string) => ({ ok: false as const, reason });
