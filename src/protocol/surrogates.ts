// Characters that take two UTF-16 units: a text cut between its halves does not survive the wire, and strict providers refuse it. So every cut of a
// text is made here.

export const isHighSurrogate = (unit: number): boolean => unit >= 0xd800 && unit <= 0xdbff;
export const isLowSurrogate = (unit: number): boolean => unit >= 0xdc00 && unit <= 0xdfff;

/** The last place at or before `end` (UTF-16 units) that is between two characters. */
export function boundaryBefore(text: string, end: number): number {
  if (end >= text.length) return text.length;
  return isHighSurrogate(text.charCodeAt(end - 1)) && isLowSurrogate(text.charCodeAt(end)) ? end - 1 : end;
}

/** The text, or as much of it as fits with `note` after it, which says what is missing. */
export function shortened(text: string, maxCharacters: number, note: (shown: number) => string): string {
  if (text.length <= maxCharacters) return text;
  const shown = boundaryBefore(text, maxCharacters);
  return text.slice(0, shown) + note(shown);
}
