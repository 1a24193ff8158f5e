// A call as Gemma writes it: `call:name{key:<|"|>text<|"|>,number:1}`, in FunctionGemma with `<escape>` around texts. Names of keys have no quotes.
// Sources: docs.vllm.ai, gemma4_tool_parser (0.22.1) and functiongemma_tool_parser (0.18.0), read 2026-11-28.
import { isRecord } from "../../base/foreign-values.ts";
import { readForgivingly } from "../json/forgiving.ts";
import { type Begins, type Form, fault, matchAt, type Place } from "./form.ts";

const head = /call:([\w.-]{1,64})\s{0,4}(?=\{)/y;
const quotes = ['<|"|>', "<escape>"];

export const gemmaForm: Form = {
  // Servers omit the token before it.
  begins(text, at, { isLineStart, offered }: Place): Begins {
    if (!isLineStart || text[at] !== "c") return "no";
    const starts = [...offered.keys()].map((name) => `call:${name}{`);
    if (starts.some((start) => text.startsWith(start, at))) return "yes";
    const left = text.slice(at, at + longestStart);
    return at + left.length === text.length && starts.some((start) => start.startsWith(left)) ? "more" : "no";
  },

  read(text, at) {
    const found = matchAt(head, text, at);
    if (!found) return null;
    const [whole, name = ""] = found;
    const written = asJson(text, at + whole.length);
    if (!written) return fault(text.length, "its arguments are not closed", true);
    const read = readForgivingly(written.json, 0);
    if (!read.ok || !isRecord(read.value)) return fault(written.end, "its arguments cannot be read", false);
    return { end: written.end, calls: [{ name, values: read.value, areTexts: false }], fault: null, isOpen: false };
  },
};

/** "call:", a name and the bracket, UTF-16 units. */
const longestStart = 72;

/** The same with JSON's quotes. Null if the text ends before the bracket is closed. */
function asJson(text: string, from: number): { json: string; end: number } | null {
  const pieces: string[] = [];
  let depth = 0;
  let at = from;
  while (at < text.length) {
    const quote = text[at] === "<" ? quotes.find((mark) => text.startsWith(mark, at)) : undefined;
    if (quote) {
      const end = text.indexOf(quote, at + quote.length);
      if (end === -1) return null;
      pieces.push(JSON.stringify(text.slice(at + quote.length, end)));
      at = end + quote.length;
      continue;
    }
    const character = text[at]!;
    pieces.push(character);
    at += 1;
    if (character === "{" || character === "[") depth += 1;
    if (character === "}" || character === "]") depth -= 1;
    if (depth === 0) return { json: pieces.join(""), end: at };
  }
  return null;
}
