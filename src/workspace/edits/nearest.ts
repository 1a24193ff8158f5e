// What a model reads when its search text matches nowhere or in several places: the lines that matter with their numbers, and how to do it right.
import { frameLines, lineAndColumn, numberedLines } from "../frame.ts";

/** Most places counted; beyond that it says "more than". */
export const placesCounted = 100;
/** Most places listed. */
const placesShown = 5;
/** Lines shown around a place. */
const contextLines = 3;
/** Most lines of one excerpt: enough to copy the right text from, small enough to be read. */
const excerptMaxLines = 24;
/** Most lines and words of a search text compared, for speed. */
const comparedLines = 40;
const comparedWords = 400;

/** What the model calls the text it searched for. */
export type Called = "search text" | "old text" | "@@ text";

export function describeSeveral(content: string, starts: readonly number[], called: Called = "search text"): string {
  const shown = starts.slice(0, placesShown).map((start) => lineAndColumn(content, start).line);
  const list = shown.map((line) => numberedLines(frameLines(content, line, line + 1))).join("\n  …\n");
  const count = starts.length > placesCounted ? `more than ${placesCounted}` : starts.length;
  return (
    `The ${called} is found ${count} times, at lines ${shown.join(", ")}${starts.length > shown.length ? " and more" : ""}. ` +
    `Add lines before or after it to the ${called}, until only one place matches.\n${list}`
  );
}

/** The block was found, but its indentation contradicts the file's. */
export function describeIndentation(
  content: string,
  { start, end }: { start: number; end: number },
  called: Called = "search text",
): string {
  const first = lineAndColumn(content, start).line;
  const lines = lineAndColumn(content, end).line - first + 1;
  return (
    `The ${called} matches only without its indentation, and it indents lines alike that the file indents differently, so the new lines ` +
    `cannot be indented for certain. Copy the indentation from the lines below.\n${excerpt(content, first, lines, 0)}`
  );
}

/** Lines from `first` (from 1) on, with some context. */
export function excerpt(content: string, first: number, count: number, around = contextLines): string {
  const length = Math.min(count, excerptMaxLines - 2 * around);
  return numberedLines(frameLines(content, first - around, first + length - 1 + around));
}

/**
 * The line (from 1) where the search text fits best: each word that a line shares with the search text's line there counts, rare ones
 * more. Each word of the file is read once.
 */
export function nearestLine(content: string, search: string): number | null {
  /** For each word of the search text, the lines that contain it. */
  const linesWith = new Map<string, number[]>();
  for (const [index, line] of search.trim().split("\n", comparedLines).entries()) {
    for (const word of new Set(wordsOf(line))) {
      const known = linesWith.get(word);
      if (known) known.push(index);
      else if (linesWith.size < comparedWords) linesWith.set(word, [index]);
    }
  }
  const hits: { word: string; line: number }[] = [];
  const frequency = new Map<string, number>();
  let lines = 0;
  for (const line of linesOf(content)) {
    for (const word of new Set(wordsOf(line))) {
      if (!linesWith.has(word)) continue;
      hits.push({ word, line: lines });
      frequency.set(word, (frequency.get(word) ?? 0) + 1);
    }
    lines++;
  }
  const scores = new Float64Array(lines);
  for (const { word, line } of hits) {
    const weight = 1 / frequency.get(word)!;
    for (const index of linesWith.get(word)!) if (index <= line) scores[line - index]! += weight;
  }
  let best = 0;
  for (let line = 1; line < lines; line++) if (scores[line]! > scores[best]!) best = line;
  return lines > 0 && scores[best]! > 0 ? best + 1 : null;
}

/** One line at a time, so that a million empty lines do not become a list of a million texts. */
function* linesOf(content: string): Generator<string> {
  for (let start = 0; start <= content.length; ) {
    const found = content.indexOf("\n", start);
    const end = found === -1 ? content.length : found;
    yield content.slice(start, end);
    start = end + 1;
  }
}

function wordsOf(line: string): string[] {
  return line.match(/[\p{L}\p{N}_$]+/gu) ?? [];
}
