// Characters that take two UTF-16 units: text cut between the halves does not survive the wire, and strict providers refuse it. Every cut of a
// text is made here.

export const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
export const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** The last place at or before `end` (UTF-16 units) that is between two characters. */
export function boundaryBefore(text: string, end: number): number {
  if (end >= text.length) return text.length;
  return isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end;
}

const segmenter = new Intl.Segmenter();
/** How far before a cut to start looking for characters as people see them, UTF-16 units: emoji families and flags take up to 35. */
const lookBackCharacters = 64;

/** The last place at or before `end` that is between two characters as people see them: letters with accents, emoji of several parts. */
function seenBoundaryBefore(text: string, end: number): number {
  const start = boundaryBefore(text, Math.max(0, end - lookBackCharacters));
  let found = start;
  // A character that starts before the end may continue past it: one more code point (at most two units) is enough to tell.
  for (const { segment, index } of segmenter.segment(text.slice(start, end + 2))) {
    if (start + index + segment.length > end) break;
    found = start + index + segment.length;
  }
  // A character as long as everything looked at (a letter under a tower of accents) is cut between its parts.
  return found > start ? found : boundaryBefore(text, end);
}

/** The text, or as much of it as fits before `note`, which says what is missing. */
export function shortened(text: string, maxCharacters: number, note: (shown: number) => string): string {
  if (text.length <= maxCharacters) return text;
  const shown = seenBoundaryBefore(text, maxCharacters);
  return text.slice(0, shown) + note(shown);
}
