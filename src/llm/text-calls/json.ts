// JSON inside of a text: where a value ends, and what it says. Forward only: each character is looked at once.

/** Where the object or list that begins here ends; -1 when the text ends before it. */
export function endOfJson(text: string, at: number): number {
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

/** Line breaks and tabs that stand in a text as they are have one meaning only, so they are read. Undefined when it is no JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // Most that small models get wrong is a file's line breaks.
  }
  try {
    return JSON.parse(withEscapedBreaks(text));
  } catch {
    return undefined;
  }
}

const escapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

function withEscapedBreaks(text: string): string {
  const pieces: string[] = [];
  let from = 0;
  let inText = false;
  for (let at = 0; at < text.length; at++) {
    const character = text[at]!;
    if (inText && character === "\\") at += 1;
    else if (character === '"') inText = !inText;
    else if (inText && escapes[character] !== undefined) {
      pieces.push(text.slice(from, at), escapes[character]);
      from = at + 1;
    }
  }
  return pieces.join("") + text.slice(from);
}

export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
