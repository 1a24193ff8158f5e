// A text as the blocks that it is shown in. What cannot change any more is kept from one delta to the next, and only the rest is read
// again. What a parser must not see (lines without end, nesting without end: a model in a circle writes such) is shown as it is.
import type { Token } from "marked";
import { escapeHtml } from "./markdown-marks.ts";
import { htmlOf, tokensOf } from "./markdown-parser.ts";

/** Parsers take time that grows faster than a line's length, UTF-16 units. Prose has no such lines; code in a fence may, and is not parsed. */
const lineMaxCharacters = 4_000;
/** The same holds for lines without a blank one between them: far above every list and paragraph that is read, UTF-16 units. */
const sectionMaxCharacters = 8_000;
/** And for many paragraphs that belong together, as a list's may: above so much they are parsed as two, UTF-16 units. */
const runCharacters = 8_000;
/** Quotes and lists inside of each other. Each is a call of the parser inside of the one before. */
const nestingMax = 20;
/** A block that still grows is parsed anew with each delta: up to this length that is not felt, UTF-16 units. */
const growingMaxCharacters = 8_000;

export type Block = { html: string } | { plain: string };

export interface Blocks {
  all: readonly Block[];
  /** How many of them stay as they are whatever comes, and how much of the text they are. */
  settled: number;
  settledCharacters: number;
}

const nothing: Blocks = { all: [], settled: 0, settledCharacters: 0 };

/** `before` is what this answered for an earlier state of a text that only grows. `ended`: it grows no more. */
export function blocksOf(text: string, before: Blocks = nothing, ended = true): Blocks {
  const kept = before.all.slice(0, before.settled);
  const pieces = piecesOf(text.slice(before.settledCharacters));
  // The next line may still belong to the last block, and what begins after that may turn out to be a part of it, as in a list.
  const growing = ended ? pieces.length : Math.max(0, pieces.length - 2);
  const settled = pieces.slice(0, growing);
  const blocks = pieces.map((piece, index) => (index < growing ? blockOf(piece) : growingBlockOf(piece)));
  return {
    all: [...kept, ...blocks],
    settled: before.settled + settled.length,
    settledCharacters: settled.reduce((sum, { length }) => sum + length, before.settledCharacters),
  };
}

/** The whole of a text. For the page it has to pass DOMPurify first. */
export const markdownToHtml = (markdown: string): string =>
  blocksOf(markdown)
    .all.map((block) => ("html" in block ? block.html : `<p dir="auto">${escapeHtml(block.plain)}</p>`))
    .join("");

interface Piece {
  /** Null: not for the parser. */
  tokens: Token[] | null;
  raw: string;
  /** Of the text, with the white space after it. */
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

/** Third-party code over foreign text: whatever it throws, the text is there to be read. */
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
    // Where the parser has changed the text (tabs, line ends), places in it are not places in ours.
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
  /** Not for the parser. */
  wild: boolean;
  text: string;
}

/** The text in pieces that can be parsed alone, each with an end to the time that it takes. */
function runsOf(text: string): TextRun[] {
  const runs: TextRun[] = [];
  for (const { wild, text: section } of sectionsOf(text)) {
    const last = runs.at(-1);
    if (last?.wild === wild && (wild || last.text.length < runCharacters)) last.text += section;
    else runs.push({ wild, text: section });
  }
  return runs;
}

/** Lines up to a blank one, with the blank ones after them. Blank lines within code end none. */
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

/** The backquotes or tildes that a line of code's border begins with; else empty. */
const fenceOf = (line: string): string => /^ {0,3}(`{3,}|~{3,})/.exec(line)?.[1] ?? "";

/** Counts the quote and list marks at the start of a line. A drawn border does not count. */
function isDeep(line: string): boolean {
  // As most lines are.
  if (!/^[ \t]{0,8}[>*+\d-]/.test(line)) return false;
  const mark = /[ \t]{0,8}(?:[>*+-]|\d{1,9}[.)])/y;
  for (let depth = 0; depth <= nestingMax; depth += 1) if (!mark.test(line)) return false;
  return !/^(?:-+|\*+)$/.test(line.trim());
}
