// JSON inside a text: where a value ends, and what it says. Read strictly if possible, else as models write it if there is only one reading.
import { readForgivingly } from "../json/forgiving.ts";

export interface JsonRead {
  value: unknown;
  end: number;
}

/** The object or list that starts here. Null if it cannot be read; `isOpen` then says whether the text ended first. */
export function readJsonAt(text: string, at: number): (JsonRead & { ok: true }) | { ok: false; isOpen: boolean } {
  const end = endOfJson(text, at);
  const strict = end === -1 ? undefined : parsed(text.slice(at, end));
  if (strict !== undefined) return { ok: true, value: strict, end };
  const read = readForgivingly(text, at);
  return read.ok ? { ok: true, value: read.value, end: read.end } : { ok: false, isOpen: end === -1 };
}

/** A whole text; undefined if it is not JSON. */
export function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

/** -1 if the text ends before the value. Forward only: each character is read once. */
function endOfJson(text: string, at: number): number {
  let depth = 0;
  let inText = false;
  for (let index = at; index < text.length; index++) {
    const character = text[index];
    if (inText) {
      if (character === "\\") index += 1;
      else if (character === '"') inText = false;
    } else if (character === '"') inText = true;
    else if (character === "{" || character === "[") depth += 1;
    else if (character === "}" || character === "]") {
      depth -= 1;
      if (depth === 0) return index + 1;
    }
  }
  return -1;
}
