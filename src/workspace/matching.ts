// From a block of lines that was found to the change to make there: the file's line breaks and indentation, and lines that the model only
// repeated stay what they are.
import { createIndenter } from "./indentation.ts";
import type { LineBreak } from "./line-breaks.ts";
import { type Comparison, type Line, splitLines } from "./lines.ts";

/** Part of a text, and what shall stand there. */
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

/** Where a block stands. The last line break belongs to it only if the search text had it. */
export function placeOfBlock({ lines, wanted, first }: Block): { start: number; end: number } {
  const last = lines[first + wanted.length - 1]!;
  return { start: lines[first]!.offset, end: hasBreak(wanted.at(-1)!) ? last.end : last.offset + last.text.length };
}

/** `null`: the indentation of the new lines cannot be known. */
export function replaceBlock(block: Block, replace: string): Place | null {
  const { content, lines, wanted, first, comparison } = block;
  const found = lines.slice(first, first + wanted.length);
  const replacement = splitLines(replace);
  const indent = comparison === "indentation" ? createIndenter(found, wanted, replacement) : (line: string) => line;
  const most = Math.min(wanted.length, replacement.length);
  let head = 0;
  while (head < most && replacement[head]!.text === wanted[head]!.text) head++;
  let tail = 0;
  while (tail < most - head && replacement.at(-1 - tail)!.text === wanted.at(-1 - tail)!.text) tail++;

  const lineBreak = breakNear(content, lines, first);
  let text = "";
  for (const [index, line] of replacement.entries()) {
    const fromEnd = replacement.length - index;
    const same = index < head ? found[index] : fromEnd <= tail ? found.at(-fromEnd) : undefined;
    const put = same?.text ?? indent(line.text);
    if (put === null) return null;
    text += put;
    const near = same ?? found[Math.min(index, found.length - 1)]!;
    if (hasBreak(line)) text += hasBreak(near) ? breakOf(content, near) : lineBreak;
  }
  const place = placeOfBlock(block);
  // The file's last line may have no line break; then the new text brings none.
  const brings = hasBreak(wanted.at(-1)!) && !hasBreak(found.at(-1)!) && text.endsWith("\n");
  return { ...place, text: brings ? text.slice(0, text.endsWith("\r\n") ? -2 : -1) : text };
}

function hasBreak({ text, offset, end }: Line): boolean {
  return end > offset + text.length;
}

function breakOf(content: string, line: Line): LineBreak {
  return content[line.end - 2] === "\r" ? "\r\n" : "\n";
}

/** Of the first line, or of the one before where that is the last. */
function breakNear(content: string, lines: readonly Line[], first: number): LineBreak {
  const line = [lines[first], lines[first - 1]].find((candidate) => candidate !== undefined && hasBreak(candidate));
  return line === undefined ? "\n" : breakOf(content, line);
}
