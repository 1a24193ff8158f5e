// A value written out in Python or JSON: texts in single, double and triple quotes, numbers, lists, objects, truth values and nothing.
import { matchAt, skipSpace } from "./form.ts";

export interface Literal {
  value: unknown;
  end: number;
}

/** Arguments of tools are lists of objects at most. */
const deepest = 8;

const number = /-?\d{1,15}(?:\.\d{1,15})?(?![\w.])/y;
const word = /[A-Za-z]{1,5}(?!\w)/y;
const words: ReadonlyMap<string, unknown> = new Map([
  ["True", true],
  ["true", true],
  ["False", false],
  ["false", false],
  ["None", null],
  ["null", null],
]);

/** Null when there is none. */
export function readLiteral(text: string, at: number, depth = 0): Literal | null {
  const first = text[at];
  if (depth > deepest) return null;
  if (first === '"' || first === "'") return readText(text, at);
  if (first === "[") return readItems(text, at, "]", depth);
  if (first === "{") return readItems(text, at, "}", depth);
  const digits = matchAt(number, text, at);
  if (digits) return { value: Number(digits[0]), end: at + digits[0].length };
  const name = matchAt(word, text, at)?.[0];
  return name !== undefined && words.has(name) ? { value: words.get(name), end: at + name.length } : null;
}

function readItems(text: string, at: number, close: "]" | "}", depth: number): Literal | null {
  const items: unknown[] = [];
  const entries: [string, unknown][] = [];
  let from = skipSpace(text, at + 1);
  while (text[from] !== close) {
    let key = "";
    if (close === "}") {
      const named = readLiteral(text, from, depth + 1);
      if (typeof named?.value !== "string") return null;
      key = named.value;
      from = skipSpace(text, named.end);
      if (text[from] !== ":") return null;
      from = skipSpace(text, from + 1);
    }
    const item = readLiteral(text, from, depth + 1);
    if (!item) return null;
    items.push(item.value);
    entries.push([key, item.value]);
    from = skipSpace(text, item.end);
    if (text[from] === ",") from = skipSpace(text, from + 1);
    else if (text[from] !== close) return null;
  }
  return { value: close === "]" ? items : Object.fromEntries(entries), end: from + 1 };
}

const escaped: Record<string, string> = { n: "\n", t: "\t", r: "\r", b: "\b", f: "\f", "\n": "" };
const hexDigits: Record<string, number> = { x: 2, u: 4 };

function readText(text: string, at: number): Literal | null {
  const quote = text[at]!;
  const isTriple = text.startsWith(quote.repeat(3), at);
  const close = isTriple ? quote.repeat(3) : quote;
  const pieces: string[] = [];
  let from = at + close.length;
  for (let index = from; index < text.length; index++) {
    const character = text[index];
    if (character === "\\") {
      const next = text[index + 1] ?? "";
      pieces.push(text.slice(from, index));
      const length = hexDigits[next] ?? 0;
      const code = length > 0 ? Number.parseInt(text.slice(index + 2, index + 2 + length), 16) : Number.NaN;
      if (length > 0 && Number.isNaN(code)) return null;
      pieces.push(length > 0 ? String.fromCharCode(code) : (escaped[next] ?? (`"'\\/`.includes(next) ? next : `\\${next}`)));
      index += 1 + length;
      from = index + 1;
    } else if (character === quote && text.startsWith(close, index)) {
      pieces.push(text.slice(from, index));
      return { value: pieces.join(""), end: index + close.length };
    }
  }
  return null;
}
