// What a model reads when its search text matches nowhere or in several places: the nearest lines with their numbers, and how to do it right.
import { frameLines, lineAndColumn, numberedLines } from "./frame.ts";
import type { Place } from "./matching.ts";

/** Lines shown around the nearest place. */
const contextLines = 3;
/** Most lines of one excerpt: enough to copy the right text from, small enough to be read. */
const excerptMaxLines = 24;
/** Places listed when there are several. */
const placesShown = 5;
/** Search lines compared, so that a long search in a long file stays quick. */
const comparedLines = 40;

export function describeMissing(content: string, search: string): string {
  const nearest = nearestLine(content, search);
  if (nearest === null) {
    return "The search text is not in the file, and no line is like it. Read the file again with read_file and copy the lines as they are.";
  }
  const length = Math.min(search.trimEnd().split("\n").length, excerptMaxLines - 2 * contextLines);
  const lines = frameLines(content, nearest - contextLines, nearest + length - 1 + contextLines);
  return (
    "The search text is not in the file. The nearest lines are below (numbers are not part of the text): copy the search text " +
    `from them exactly, or read the file again with read_file.\n${numberedLines(lines)}`
  );
}

export function describeSeveral(content: string, places: readonly Place[]): string {
  const shown = places.slice(0, placesShown).map((place) => lineAndColumn(content, place.offset).line);
  const list = shown.map((line) => numberedLines(frameLines(content, line, line + 1))).join("\n  …\n");
  return (
    `The search text is found ${places.length} times, at lines ${shown.join(", ")}${places.length > shown.length ? " and more" : ""}. ` +
    `Add lines before or after it to the search text, until only one place matches.\n${list}`
  );
}

/** The line (from 1) at which the search text fits best, by how many words its lines share with the file's. */
function nearestLine(content: string, search: string): number | null {
  const wanted = search.trim().split("\n").slice(0, comparedLines).map(wordsOf);
  const have = content.split("\n").map(wordsOf);
  let best = { score: 0, line: 0 };
  for (let first = 0; first < have.length; first++) {
    let score = 0;
    for (const [index, words] of wanted.entries()) score += likeness(words, have[first + index]);
    if (score > best.score) best = { score, line: first + 1 };
  }
  return best.score === 0 ? null : best.line;
}

/** Share of common words, from 0 to 1. */
function likeness(a: ReadonlySet<string>, b: ReadonlySet<string> | undefined): number {
  if (b === undefined || a.size === 0 || b.size === 0) return 0;
  let common = 0;
  for (const word of a) if (b.has(word)) common++;
  return (2 * common) / (a.size + b.size);
}

function wordsOf(line: string): ReadonlySet<string> {
  return new Set(line.match(/[\p{L}\p{N}_$]+/gu) ?? []);
}
