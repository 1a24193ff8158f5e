// Positions in text, for people and models: offset to line and column, and a few lines around a place.

/** Longest line shown, UTF-16 units: minified lines would fill a screen or a context. */
const shownLineCharacters = 160;

/** Line and column of an offset, both from 1; columns count UTF-16 units. */
export function lineAndColumn(content: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (let next = content.indexOf("\n"); next !== -1 && next < offset; next = content.indexOf("\n", next + 1)) {
    line++;
    start = next + 1;
  }
  return { line, column: Math.max(0, offset - start) + 1 };
}

export interface FrameLine {
  number: number;
  text: string;
}

/** The lines from `first` to `last` (from 1, both included), long ones cut. */
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

/** Lines with their numbers in one text, as models read them. */
export function numberedLines(lines: readonly FrameLine[]): string {
  const width = String(lines.at(-1)?.number ?? 0).length;
  return lines.map((line) => `${String(line.number).padStart(width)} | ${line.text}`).join("\n");
}

function shorten(text: string): string {
  const line = text.endsWith("\r") ? text.slice(0, -1) : text;
  return line.length > shownLineCharacters ? `${line.slice(0, shownLineCharacters)}…` : line;
}
