// Turns a found block of lines into the change to make there: with the file's line breaks and indentation, while lines that the model only
// repeated stay unchanged.
import { createIndenter } from "./indentation.ts";
import type { LineBreak } from "./line-breaks.ts";
import { type Comparison, type Line, splitLines } from "./lines.ts";

/** A range of a text, and what replaces it. */
export interface Place {
  start: number;
  end: number;
  text: string;
}

export interface Block {
  content: string;
  lines: readonly Line[];
  wanted: readonly Line[];
  /** Index of the first line, from 0. */
  first: number;
  comparison: Comparison;
}

/** The range of a block. It includes the last line break only if the search text had one. */
export function placeOfBlock({ lines, wanted, first }: Block): { start: number; end: number } {
  const last = lines[first + wanted.length - 1]!;
  return { start: lines[first]!.offset, end: hasBreak(wanted.at(-1)!) ? last.end : last.offset + last.text.length };
}

/** Lines of the search text that the new text repeats stay as in the file. `null`: the indentation of the others is unknown. */
export function replaceBlock(block: Block, replace: string): Place | null {
  const { content, lines, wanted, first, comparison } = block;
  const found = lines.slice(first, first + wanted.length);
  const replacement = splitLines(replace);
  const kept = repeatedLines(wanted, replacement);
  const indent = comparison === "indentation" ? createIndenter(found, wanted, replacement) : (line: string) => line;
  const lineBreak = breakNear(content, lines, first);
  let text = "";
  for (const [index, line] of replacement.entries()) {
    const same = found[kept[index] ?? -1];
    const put = same?.text ?? indent(line.text);
    if (put === null) return null;
    text += put;
    const near = same ?? found[Math.min(index, found.length - 1)]!;
    if (hasBreak(line)) text += hasBreak(near) ? breakOf(content, near) : lineBreak;
  }
  const place = placeOfBlock(block);
  // The file's last line may have no line break; then the new text adds none.
  const brings = hasBreak(wanted.at(-1)!) && !hasBreak(found.at(-1)!) && text.endsWith("\n");
  return { ...place, text: brings ? text.slice(0, text.endsWith("\r\n") ? -2 : -1) : text };
}

/** The common start and end of both texts, and between them each repeated line, in order. */
function repeatedLines(wanted: readonly Line[], replacement: readonly Line[]): (number | undefined)[] {
  const kept = new Array<number | undefined>(replacement.length);
  const most = Math.min(wanted.length, replacement.length);
  let head = 0;
  for (; head < most && replacement[head]!.text === wanted[head]!.text; head++) kept[head] = head;
  let tail = 0;
  for (; tail < most - head && replacement.at(-1 - tail)!.text === wanted.at(-1 - tail)!.text; tail++) {
    kept[replacement.length - 1 - tail] = wanted.length - 1 - tail;
  }
  /** For each text the lines that have it, the first one last. */
  const places = new Map<string, number[]>();
  for (let index = wanted.length - tail - 1; index >= head; index--) {
    const { text } = wanted[index]!;
    const known = places.get(text);
    if (known === undefined) places.set(text, [index]);
    else known.push(index);
  }
  let from = head;
  for (let index = head; index < replacement.length - tail; index++) {
    const candidates = places.get(replacement[index]!.text) ?? [];
    while ((candidates.at(-1) ?? from) < from) candidates.pop();
    const at = candidates.pop();
    if (at === undefined) continue;
    kept[index] = at;
    from = at + 1;
  }
  return kept;
}

function hasBreak({ text, offset, end }: Line): boolean {
  return end > offset + text.length;
}

function breakOf(content: string, line: Line): LineBreak {
  return content[line.end - 2] === "\r" ? "\r\n" : "\n";
}

/** That of the first line, or of the previous one if the first is the last of the file. */
export function breakNear(content: string, lines: readonly Line[], first: number): LineBreak {
  const line = [lines[first], lines[first - 1]].find((candidate) => candidate !== undefined && hasBreak(candidate));
  return line === undefined ? "\n" : breakOf(content, line);
}
