// Sentence patterns in the table of facts: plain words, "*" for anything, "{name}" for a number to read. No regular expressions: a
// row is the sentence itself, and each part is searched for once, from the end of the one before.

export type Numbers = Readonly<Record<string, number>>;

type Piece = { text: string } | { number: string };

/** Between two stars: pieces that follow each other directly. */
type Segment = readonly Piece[];

const compiled = new Map<string, readonly Segment[]>();

/** The numbers at the pattern's places; null if it does not match. The words are in lower case. */
export function matchSentence(pattern: string, words: string): Numbers | null {
  const segments = compiled.get(pattern) ?? compile(pattern);
  const numbers: Record<string, number> = {};
  let at = 0;
  for (const segment of segments) {
    const end = findSegment(segment, words, at, numbers);
    if (end === null) return null;
    at = end;
  }
  return numbers;
}

function compile(pattern: string): readonly Segment[] {
  const segments = pattern.split("*").map((part) => part.split(/(\{[a-z]{1,20}\})/).flatMap(pieceOf));
  const filled = segments.filter((segment) => segment.length > 0);
  compiled.set(pattern, filled);
  return filled;
}

const pieceOf = (part: string): Piece[] => {
  if (part === "") return [];
  return part.startsWith("{") && part.endsWith("}") ? [{ number: part.slice(1, -1) }] : [{ text: part }];
};

/** Where the segment's first match ends; null if there is none. */
function findSegment(segment: Segment, words: string, from: number, numbers: Record<string, number>): number | null {
  const [first] = segment;
  if (!first) return from;
  for (let start = from; start < words.length; start += 1) {
    if ("text" in first) {
      start = words.indexOf(first.text, start);
      if (start === -1) return null;
    } else if (!isDigit(words, start) || isDigit(words, start - 1)) continue;
    const end = fitsAt(segment, words, start, numbers);
    if (end !== null) return end;
  }
  return null;
}

function fitsAt(segment: Segment, words: string, start: number, numbers: Record<string, number>): number | null {
  let at = start;
  for (const piece of segment) {
    if ("text" in piece) {
      if (!words.startsWith(piece.text, at)) return null;
      at += piece.text.length;
    } else {
      const read = readNumber(words, at);
      if (!read) return null;
      numbers[piece.number] = read.value;
      at = read.end;
    }
  }
  return at;
}

/** Digits, with commas between thousands. */
const numberAt = /\d{1,3}(?:,\d{3}){1,3}|\d{1,10}/y;

function readNumber(words: string, at: number): { value: number; end: number } | null {
  numberAt.lastIndex = at;
  const found = numberAt.exec(words);
  return found ? { value: Number(found[0].replaceAll(",", "")), end: at + found[0].length } : null;
}

const isDigit = (words: string, at: number) => {
  const code = words.charCodeAt(at);
  return code >= 0x30 && code <= 0x39;
};
