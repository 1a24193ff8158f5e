// A call as Python or JavaScript writes one: `write_file(path="index.html", content="…")`, several in brackets (Llama 3.2 and 4), one object as the
// only argument, or inside of `print(default_api.…)` (Gemma, Gemini). Only literal values count: with a variable it is not a call.
import { isRecord } from "../../base/foreign-values.ts";
import { readForgivingly } from "../json/forgiving.ts";
import { type Begins, type Form, matchAt, skipSpace, type WrittenCall } from "./form.ts";

const opening = /\[?\s{0,4}(?:print\()?(?:default_api\.)?([A-Za-z_]\w{0,63})\(/y;
const word = /\[?\s{0,4}(?:[A-Za-z_]\w{0,63}|$)/y;
const beforeName = /\[?\s{0,4}/y;
const wrappers = ["", "print(", "default_api.", "print(default_api."];
const head = /\s{0,8}(?:print\()?(?:default_api\.)?([A-Za-z_]\w{0,63})\(/y;
const keyword = /([A-Za-z_]\w{0,63})\s{0,4}=(?!=)/y;

export const pythonForm: Form = {
  begins(text, at, { isLineStart, offered }): Begins {
    if (!isLineStart) return "no";
    const named = matchAt(word, text, at);
    const after = named ? text[at + named[0].length] : undefined;
    // Most lines start with a word, and nothing like this follows it.
    if (!named || (after !== undefined && after !== "(" && after !== ".")) return "no";
    const found = matchAt(opening, text, at);
    if (offered.has(found?.[1] ?? "")) return "yes";
    const written = text.slice(at + (matchAt(beforeName, text, at)?.[0].length ?? 0));
    const openings = wrappers.flatMap((wrapper) => [...offered.keys()].map((name) => `${wrapper}${name}(`));
    return openings.some((whole) => whole.startsWith(written)) ? "more" : "no";
  },

  read(text, at, offered) {
    const isList = text[at] === "[";
    const calls: WrittenCall[] = [];
    let from = isList ? at + 1 : at;
    for (;;) {
      const read = readCall(text, from);
      if (!read || !offered.has(read.call.name)) return null;
      calls.push(read.call);
      from = skipSpace(text, read.end);
      if (!isList) return { end: read.end, calls, fault: null, isOpen: false };
      if (text[from] === "]") return { end: from + 1, calls, fault: null, isOpen: false };
      if (text[from] !== ",") return null;
      from += 1;
    }
  },
};

function readCall(text: string, at: number): { call: WrittenCall; end: number } | null {
  const found = matchAt(head, text, at);
  if (!found) return null;
  const values: Record<string, unknown> = {};
  let from = skipSpace(text, at + found[0].length);
  while (text[from] !== ")") {
    const named = matchAt(keyword, text, from);
    const value = readForgivingly(text, skipSpace(text, named ? from + named[0].length : from));
    if (!value.ok) return null;
    if (named) values[named[1] ?? ""] = value.value;
    else if (isRecord(value.value)) Object.assign(values, value.value);
    else return null;
    from = skipSpace(text, value.end);
    if (text[from] === ",") from = skipSpace(text, from + 1);
    else if (text[from] !== ")") return null;
  }
  let end = from + 1;
  if (found[0].includes("print(") && text[end] === ")") end += 1;
  return { call: { name: found[1] ?? "", values, areTexts: false }, end };
}
