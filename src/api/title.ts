// The working title of an app, until the model or a person names it.
import { hasVisibleText } from "../protocol/requests.ts";

const titleMaxCharacters = 48;

const segmenter = new Intl.Segmenter();

/** The longest beginning that has at most so many UTF-16 units and ends between two characters as people see them. */
function beginning(text: string, max: number): string {
  let end = 0;
  // A character that begins within the limit may end beyond it: one more code point, which has at most two units, is enough to see that.
  for (const { segment, index } of segmenter.segment(text.slice(0, max + 2))) {
    if (index + segment.length > max) break;
    end = index + segment.length;
  }
  // One character as long as the whole limit (a letter under a tower of accents): cut between its parts.
  return end > 0 ? text.slice(0, end) : text.slice(0, max).toWellFormed();
}

/** The prompt's first line, cut after a word where there is one. */
export function titleFrom(prompt: string): string {
  const line =
    prompt
      .split(/\r\n|\r|\n/)
      .find(hasVisibleText)
      ?.trim() ?? "";
  if (line.length <= titleMaxCharacters) return line;
  const cut = beginning(line, titleMaxCharacters);
  const space = cut.lastIndexOf(" ");
  return `${space > 0 ? cut.slice(0, space) : cut}…`;
}
