// Splits a text into blocks for display. Blocks that can no longer change are kept from one delta to the next; only the rest is parsed
// again. What would choke a parser (endless lines or nesting, as a looping model writes) is shown unformatted.
import type { Token } from "marked";
import { escapeHtml } from "./markdown-marks.ts";
import { htmlOf, tokensOf } from "./markdown-parser.ts";

/** Parse time grows faster than line length, UTF-16 units. Prose has no lines this long; code in a fence may, but is not parsed. */
const lineMaxCharacters = 4_000;
/** The same limit for lines without a blank line between them, far above any readable list or paragraph, UTF-16 units. */
const sectionMaxCharacters = 8_000;
/** The same for paragraphs that belong together, as in a list: above this length they are parsed separately, UTF-16 units. */
const runCharacters = 8_000;
/** Nested quotes and lists. Each level is a recursive call of the parser. */
const nestingMax = 20;
/** A growing block is parsed again at each delta, which is not noticeable up to this length, UTF-16 units. */
const growingMaxCharacters = 8_000;

export type Block = { html: string } | { plain: string };

export interface Blocks {
  all: readonly Block[];
  /** How many blocks can no longer change, and how much of the text they cover. */
  settled: number;
  settledCharacters: number;
}

const nothing: Blocks = { all: [], settled: 0, settledCharacters: 0 };

/** `before` is the result for an earlier state of the same growing text. `ended`: the text is complete. */
export function blocksOf(text: string, before: Blocks = nothing, ended = true): Blocks {
  const kept = before.all.slice(0, before.settled);
  const pieces = piecesOf(text.slice(before.settledCharacters));
  // The next line may still belong to the last block, and the block after that may become part of it, as in a list.
  const growing = ended ? pieces.length : Math.max(0, pieces.length - 2);
  const settled = pieces.slice(0, growing);
  const blocks = pieces.map((piece, index) => (index < growing ? blockOf(piece) : growingBlockOf(piece)));
  return {
    all: [...kept, ...blocks],
    settled: before.settled + settled.length,
    settledCharacters: settled.reduce((sum, { length }) => sum + length, before.settledCharacters),
  };
}

/** Converts a whole text. The result must pass DOMPurify before it goes into the page. */
export const markdownToHtml = (markdown: string): string =>
  blocksOf(markdown)
    .all.map((block) => ("html" in block ? block.html : `<p dir="auto">${escapeHtml(block.plain)}</p>`))
    .join("");

interface Piece {
  /** Null if the text must not be parsed. */
  tokens: Token[] | null;
  raw: string;
  /** Length in the text, including the white space that follows. */
  length: number;
}

function growingBlockOf(piece: Piece): Block {
  return piece.raw.length > growingMaxCharacters ? { plain: piece.raw } : blockOf(piece);
}

function blockOf({ tokens, raw }: Piece): Block {
  if (!tokens) return { plain: raw };
  try {
    return { html: htmlOf(tokens) };
  } catch (error) {
    return unreadable(raw, error);
  }
}

/** Third-party code reading untrusted text: whatever it throws, the text stays readable. */
function unreadable(raw: string, error: unknown): Block {
  console.warn("A part of a text is shown without its formatting:", error);
  return { plain: raw };
}

function piecesOf(text: string): Piece[] {
  return runsOf(text).flatMap(({ wild, text: run }) => {
    const whole: Piece = { tokens: null, raw: run, length: run.length };
    if (wild) return [whole];
    const pieces = parsed(run);
    return pieces ?? [whole];
  });
}

function parsed(run: string): Piece[] | null {
  try {
    const pieces: Piece[] = [];
    for (const token of tokensOf(run)) {
      const last = pieces.at(-1);
      if (token.type !== "space") pieces.push({ tokens: [token], raw: token.raw, length: token.raw.length });
      else if (last) last.length += token.raw.length;
      else pieces.push({ tokens: [], raw: "", length: token.raw.length });
    }
    // Where the parser has changed the text (tabs, line ends), its offsets do not match ours.
    const total = pieces.reduce((sum, { length }) => sum + length, 0);
    return total === run.length
      ? pieces
      : [{ tokens: pieces.flatMap(({ tokens }) => tokens ?? []), raw: run, length: run.length }];
  } catch (error) {
    unreadable(run, error);
    return null;
  }
}

interface TextRun {
  /** Must not be parsed. */
  wild: boolean;
  text: string;
}

/** Splits the text into pieces that can be parsed separately, each in bounded time. */
function runsOf(text: string): TextRun[] {
  const runs: TextRun[] = [];
  for (const { wild, text: section } of sectionsOf(text)) {
    const last = runs.at(-1);
    if (last?.wild === wild && (wild || last.text.length < runCharacters)) last.text += section;
    else runs.push({ wild, text: section });
  }
  return runs;
}

/** Sections: lines up to a blank one, including the blank lines that follow. Blank lines inside code do not end a section. */
function* sectionsOf(text: string): Generator<TextRun> {
  let section = "";
  let wild = false;
  let proseCharacters = 0;
  let ends = false;
  let fence = "";
  for (const line of linesOf(text)) {
    const isBlank = fence === "" && line.trim() === "";
    if (ends && !isBlank) {
      yield { wild, text: section };
      section = "";
      wild = false;
      proseCharacters = 0;
    }
    ends = isBlank;
    section += line;
    const mark = fenceOf(line);
    if (fence === "") {
      fence = mark;
      proseCharacters += line.length;
      wild ||= line.length > lineMaxCharacters || proseCharacters > sectionMaxCharacters || isDeep(line);
    } else if (mark.startsWith(fence) && line.trim() === mark) fence = "";
  }
  if (section !== "") yield { wild, text: section };
}

function* linesOf(text: string): Generator<string> {
  for (let start = 0; start < text.length; ) {
    const lineBreak = text.indexOf("\n", start);
    const end = lineBreak < 0 ? text.length : lineBreak + 1;
    yield text.slice(start, end);
    start = end;
  }
}

/** The backquotes or tildes of a code fence at the start of the line; empty if there are none. */
const fenceOf = (line: string): string => /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";

/** Whether the quote and list marks at the start of a line nest too deep. A drawn rule does not count. */
function isDeep(line: string): boolean {
  // Most lines end here.
  if (!/^[ \t]{0,8}[>*+\d-]/.test(line)) return false;
  const mark = /[ \t]{0,8}(?:[>*+-]|\d{1,9}[.)])/y;
  for (let depth = 0; depth <= nestingMax; depth += 1) if (!mark.test(line)) return false;
  return !/^(?:-+|\*+)$/.test(line.trim());
}
