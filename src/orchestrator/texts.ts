// Cutting text to a length, never in the middle of a character that takes two UTF-16 units.

import { isHighSurrogate, isLowSurrogate } from "../protocol/surrogates.ts";

export interface GrowingText {
  add(part: string): void;
  text(): string;
}

/** Parts that are joined before they become many. */
const joinedParts = 1_000;

/** A text that comes in very many parts. Added up by `+` it would be a tree with a node for each, nine times as large as the text. */
export function createGrowingText(): GrowingText {
  const joined: string[] = [];
  let parts: string[] = [];
  function join(): void {
    joined.push(parts.join(""));
    parts = [];
  }
  return {
    add(part) {
      if (parts.push(part) === joinedParts) join();
    },
    text() {
      join();
      return joined.join("");
    },
  };
}

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
