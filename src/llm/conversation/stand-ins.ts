// Replaces names and arguments that strict servers refuse in a conversation with valid ones, so that one mistake of a model does
// not block every later request. The call's result says what was wrong.

import { isRecord } from "../../base/foreign-values.ts";
import { shortened } from "../../base/surrogates.ts";

/** Names every server accepts: OpenAI allows 64 of these characters, Gemini wants a letter or underscore first. */
const validName = /^[A-Za-z_][A-Za-z0-9_-]{0,63}$/;
const nameMaxCharacters = 64;
const unnamed = "unnamed_tool";

export function standInName(name: string): string {
  if (validName.test(name)) return name;
  const valid = name.slice(0, nameMaxCharacters).replace(/[^A-Za-z0-9_-]+/g, "_");
  if (!/[A-Za-z0-9]/.test(valid)) return unnamed;
  return /^[A-Za-z_]/.test(valid) ? valid : `_${valid}`.slice(0, nameMaxCharacters);
}

/** How much of broken arguments to keep, UTF-16 units, so that the model recognises its call: all of them would cost a file's tokens in each request. */
const unreadableMaxCharacters = 200;
/** Deeper than any tool's arguments: parsers in other languages fail at about a thousand levels. */
const maxDepth = 100;

/** Arguments unchanged if they are the JSON of an object; else an object that quotes them. */
export function standInArguments(text: string): string {
  if (text.trim() === "") return "{}";
  const value = parsed(text);
  if (isRecord(value)) return depthOf(text) > maxDepth ? unreadable(text) : text;
  // JSON encoded twice.
  if (typeof value === "string" && isRecord(parsed(value)) && depthOf(value) <= maxDepth) return value;
  return unreadable(text);
}

const unreadable = (text: string) =>
  JSON.stringify({ unreadable: shortened(text.toWellFormed(), unreadableMaxCharacters, () => " …") });

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Deepest nesting of lists and objects in JSON text. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  let inText = false;
  for (let at = 0; at < text.length; at += 1) {
    const unit = text[at];
    if (inText) {
      if (unit === "\\") at += 1;
      else if (unit === '"') inText = false;
    } else if (unit === '"') inText = true;
    else if (unit === "{" || unit === "[") most = Math.max(most, ++depth);
    else if (unit === "}" || unit === "]") depth -= 1;
  }
  return most;
}
