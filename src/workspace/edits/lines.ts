// A text as lines, and where a block of lines is in it: each distinct line gets a number once, and blocks are found by number. Three ways of
// comparing: exactly, without trailing white space, without indentation too.
import { automaton } from "./occurrences.ts";

export const comparisons = ["exact", "trailing", "indentation"] as const;
/** What may differ between two lines that count as equal, besides their line break. */
export type Comparison = (typeof comparisons)[number];

export interface Line {
  /** Without its line break. */
  text: string;
  offset: number;
  /** Offset after its line break. */
  end: number;
}

export interface LineIndex {
  lines: readonly Line[];
  /** First lines (from 0) of the places where the block occurs. */
  find(wanted: readonly Line[], comparison: Comparison): Generator<number>;
}

const byteOrderMark = "\ufeff";

/** Lines of a text; a line break at the end starts no further line. A byte order mark is not part of the first line. */
export function splitLines(text: string): Line[] {
  const lines: Line[] = [];
  for (let offset = text.startsWith(byteOrderMark) ? 1 : 0; offset < text.length; ) {
    const found = text.indexOf("\n", offset);
    const end = found === -1 ? text.length : found + 1;
    const stop = found === -1 ? end : text[found - 1] === "\r" && found > offset ? found - 1 : found;
    lines.push({ text: text.slice(offset, stop), offset, end });
    offset = end;
  }
  return lines;
}

export function indexLines(text: string): LineIndex {
  const lines = splitLines(text);
  const numbered = new Map<Comparison, { numbers: Int32Array; known: Map<string, number> }>();

  function numbersFor(comparison: Comparison) {
    let made = numbered.get(comparison);
    if (made === undefined) {
      const known = new Map<string, number>();
      const numbers = new Int32Array(lines.length);
      for (const [index, line] of lines.entries()) {
        const key = simplify[comparison](line.text);
        const number = known.get(key) ?? known.size;
        known.set(key, number);
        numbers[index] = number;
      }
      made = { numbers, known };
      numbered.set(comparison, made);
    }
    return made;
  }

  return {
    lines,
    *find(wanted, comparison) {
      const { numbers, known } = numbersFor(comparison);
      const block = wanted.map((line) => known.get(simplify[comparison](line.text)) ?? -1);
      if (block.length > 0 && !block.includes(-1)) yield* automaton(numbers, block);
    },
  };
}

const simplify: Record<Comparison, (line: string) => string> = {
  exact: (line) => line,
  trailing: trimBlankEnd,
  indentation: (line) => trimBlankEnd(line.slice(indentOf(line).length)),
};

/** Leading spaces and tabs. Other white space, such as a non-breaking space, is content. */
export function indentOf(line: string): string {
  let end = 0;
  while (isBlank(line.charCodeAt(end))) end++;
  return line.slice(0, end);
}

export function trimBlankEnd(line: string): string {
  let end = line.length;
  while (isBlank(line.charCodeAt(end - 1))) end--;
  return line.slice(0, end);
}

function isBlank(unit: number): boolean {
  return unit === 0x20 || unit === 0x09;
}
