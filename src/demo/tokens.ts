// Splits a request into tokens: words as compared (lower-case, without accents) and clause ends. Offsets refer to the request itself.

export interface Token {
  kind: "word" | "comma" | "stop";
  /** In the form used for comparison. */
  word: string;
  start: number;
  end: number;
  /** In quotation marks: a name, or someone's words. */
  quoted: boolean;
}

/** Tokens beyond this number are not read; a person who writes more is told that the demo did not get to the end. */
export const tokensRead = 600;

const pattern =
  /#[0-9a-f]{3,6}(?![\p{L}\p{N}])|to-dos?(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*|[%√]|,|\n|[.!?;:](?=\s|$)/giu;
const quotation = /"[^"\n]{1,80}"|“[^”\n]{1,80}”|„[^“”\n]{1,80}[“”]|«[^»\n]{1,80}»/g;

export function tokensOf(text: string): Token[] {
  const quotes = [...text.matchAll(quotation)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
  let quote = 0;
  const tokens: Token[] = [];
  for (const { 0: piece, index: start } of text.matchAll(pattern)) {
    if (tokens.length === tokensRead) break;
    while ((quotes[quote]?.end ?? start) < start) quote += 1;
    const kind = piece === "," ? "comma" : /^[.!?;:\n]$/.test(piece) ? "stop" : "word";
    tokens.push({ kind, word: fold(piece), start, end: start + piece.length, quoted: (quotes[quote]?.start ?? start) < start });
  }
  return tokens;
}

/** Removes accents, case and the hyphen of "to-do": "Bäckerei" becomes "backerei". */
function fold(word: string): string {
  const plain = word.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  return plain.replaceAll("ß", "ss").replaceAll("œ", "oe").replace("to-do", "todo");
}

/** Plural and case endings that the vocabulary need not list. */
const endings = ["s", "es", "n", "en", "e", "x"];
const shortestStemCharacters = 3;

/** The word and its possible base forms. */
export function formsOf(word: string): string[] {
  const stems = endings.flatMap((ending) =>
    word.endsWith(ending) && word.length - ending.length >= shortestStemCharacters ? word.slice(0, -ending.length) : [],
  );
  return [word, ...stems, ...(word.endsWith("ies") ? [word.replace(/ies$/, "y")] : [])];
}

/** Whether two words of at least this length differ by one typing error; long words may differ by two. */
const slipFromCharacters = 6;
const twoSlipsFromCharacters = 9;

export function isSlipOf(typed: string, word: string): boolean {
  if (typed.length < slipFromCharacters || word.length < slipFromCharacters || typed[0] !== word[0]) return false;
  const allowed = Math.min(typed.length, word.length) >= twoSlipsFromCharacters ? 2 : 1;
  return Math.abs(typed.length - word.length) <= allowed && distance(typed, word) <= allowed;
}

/** The number of letters added, left out, changed, or swapped with their neighbour. */
function distance(from: string, to: string): number {
  let before: number[] = [];
  let row = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let at = 1; at <= from.length; at += 1) {
    const next = [at];
    for (let other = 1; other <= to.length; other += 1) {
      const changed = (row[other - 1] ?? 0) + (from[at - 1] === to[other - 1] ? 0 : 1);
      const swapped =
        at > 1 && other > 1 && from[at - 1] === to[other - 2] && from[at - 2] === to[other - 1]
          ? (before[other - 2] ?? 0) + 1
          : changed;
      next.push(Math.min((row[other] ?? 0) + 1, (next[other - 1] ?? 0) + 1, changed, swapped));
    }
    before = row;
    row = next;
  }
  return row[to.length] ?? 0;
}
