// Positions in text, for people and models: offset to line and column, and a few lines around a place.
import { shortened } from "../base/surrogates.ts";

/** Longest line shown, UTF-16 units: minified lines would fill a screen or a context window. */
const shownLineCharacters = 160;

/** Both from 1; columns count UTF-16 units. */
export interface LineAndColumn {
  line: number;
  column: number;
}

export interface Places {
  at(offset: number): LineAndColumn;
  offsetOf(place: LineAndColumn): number;
  /** Text of a line, without its line break. */
  lineText(line: number): string;
}

/** Positions in a text; its lines are found once, however many positions are asked for. */
export function createPlaces(content: string): Places {
  const starts = [0];
  for (let next = content.indexOf("\n"); next !== -1; next = content.indexOf("\n", next + 1)) starts.push(next + 1);

  function at(offset: number): LineAndColumn {
    let line = 1;
    for (let beyond = starts.length + 1; beyond - line > 1; ) {
      const middle = (line + beyond) >>> 1;
      if (starts[middle - 1]! <= offset) line = middle;
      else beyond = middle;
    }
    return { line, column: offset - starts[line - 1]! + 1 };
  }

  return {
    at,
    offsetOf: ({ line, column }) => (starts[line - 1] ?? content.length) + column - 1,
    lineText: (line) => content.slice(starts[line - 1] ?? content.length, (starts[line] ?? content.length + 1) - 1),
  };
}

/** A single position in a text. For several, `createPlaces` finds the lines only once. */
export const lineAndColumn = (content: string, offset: number): LineAndColumn => createPlaces(content).at(offset);

export interface FrameLine {
  number: number;
  text: string;
}

/** The lines from `first` to `last` (from 1, inclusive), long ones cut. */
export function frameLines(content: string, first: number, last: number): FrameLine[] {
  const from = Math.max(1, first);
  const lines: FrameLine[] = [];
  let start = 0;
  for (let number = 1; number <= last; number++) {
    const found = content.indexOf("\n", start);
    const end = found === -1 ? content.length : found;
    if (number >= from) lines.push({ number, text: shorten(content.slice(start, end)) });
    if (found === -1) break;
    start = end + 1;
  }
  return lines;
}

/** Numbered lines as one text, as models read them. */
export function numberedLines(lines: readonly FrameLine[]): string {
  const width = String(lines.at(-1)?.number ?? 0).length;
  return lines.map((line) => `${String(line.number).padStart(width)} | ${line.text}`).join("\n");
}

function shorten(text: string): string {
  const line = text.endsWith("\r") ? text.slice(0, -1) : text;
  return shortened(line, shownLineCharacters, () => "…");
}
