// The working title of an app, until the model or a person names it.

import { shortened } from "../base/surrogates.ts";
import { hasVisibleText } from "../protocol/requests.ts";

const titleMaxCharacters = 48;

/** The prompt's first line, cut after a word where there is one. */
export function titleFrom(prompt: string): string {
  const line =
    prompt
      .split(/\r\n|\r|\n/)
      .find(hasVisibleText)
      ?.trim() ?? "";
  if (line.length <= titleMaxCharacters) return line;
  const cut = shortened(line, titleMaxCharacters, () => "");
  const space = cut.lastIndexOf(" ");
  return `${space > 0 ? cut.slice(0, space) : cut}…`;
}
