// Formatting rules of the chat that are stricter than markdown's. Texts here are about code, so `__init__`, `2*3*4`, `~5 minutes` and
// the lines of a diff stay as written. All lookahead is bounded, so no text takes quadratic time.

/** Emphasis longer than this is a literal star, UTF-16 units. */
const emphasisMaxCharacters = 1_000;

const entities: Partial<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const escapeHtml = (text: string): string => text.replace(/[&<>"]/g, (character) => entities[character] ?? character);

/** Characters of words that a star may join, as in `a*b`. Scripts without spaces are left out: in them, emphasis stands inside a word. */
const isWord = (character: string): boolean => /[0-9A-Za-z_\u00c0-\u024f)\]]/.test(character);
const isSpace = (character: string): boolean => /^\s?$/.test(character);

/**
 * Finds emphasis at the start of `src`: the number of stars, and where the closing ones are. `masked` is `src` with code and addresses
 * blanked out. Punctuation inside the stars does not matter (in markdown it does, and `**「重要」**です` keeps its stars).
 */
export function closingStars(src: string, masked: string, before: string): { stars: number; end: number } | null {
  const stars = runAt(src, 0);
  if (stars === 0 || stars > 3 || isSpace(src[stars] ?? "")) return null;
  if (isWord(before) && isWord(src[stars] ?? "")) return null;
  const limit = Math.min(masked.length, emphasisMaxCharacters);
  for (let at = masked.indexOf("*", stars); at >= 0 && at < limit; at = masked.indexOf("*", at)) {
    const run = runAt(masked, at);
    const closes = run === stars || (run === 3 && stars < 3);
    const after = masked[at + run] ?? "";
    if (closes && !isSpace(masked[at - 1] ?? "") && !(isWord(after) && isWord(masked[at - 1] ?? "")))
      return { stars, end: at + run - stars };
    at += run;
  }
  return null;
}

function runAt(text: string, start: number): number {
  let end = start;
  while (text[end] === "*") end += 1;
  return end - start;
}

/** Finds the `~~` that closes the one at the start; null if there is none. A single `~` means "about". */
export function closingDel(src: string): number | null {
  if (!src.startsWith("~~") || isSpace(src[2] ?? "") || src[2] === "~") return null;
  const end = src.slice(0, emphasisMaxCharacters).indexOf("~~", 2);
  return end < 0 || isSpace(src[end - 1] ?? "") ? null : end;
}

/** The lines of a diff at the start of `src`: each begins with + or −, and both occur. Empty if there is no diff. */
export function diffLines(src: string): string {
  let end = 0;
  const signs = new Set<string>();
  while (end < src.length && /^[+-][ \t]/.test(src.slice(end, end + 2))) {
    signs.add(src[end] ?? "");
    const lineBreak = src.indexOf("\n", end);
    end = lineBreak < 0 ? src.length : lineBreak + 1;
  }
  return signs.size === 2 ? src.slice(0, end) : "";
}
