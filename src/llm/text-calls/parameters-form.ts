// A call as tags: the name in the outer one, a parameter in each of the inner ones, its value as it is. Qwen3-Coder, Nemotron, Seed (`<function=name>`,
// `<parameter=path>`),
// Grok (`<xai:function_call name="…">`), Anthropic's and MiniMax's (`<invoke name="…">`), DeepSeek 3.2 (`<｜DSML｜invoke …>`); Llama 3.1 writes JSON into the first kind.
import { isRecord } from "../../base/foreign-values.ts";
import { type Begins, type Form, fault, matchAt, skipSpace, type WrittenCall } from "./form.ts";
import { readJsonAt } from "./json.ts";

const outer =
  /<(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)?(?:(?:function|invoke)(?:=|\s{1,4}name\s?=\s?)|(?:tool_call|function_call)\s{1,4}name\s?=\s?)["']?([\w.-]{1,64})["']?\s{0,4}>/y;
const inner = /<(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)?param(?:eter)?(?:=|\s{1,4}name\s?=\s?)["']?([\w.-]{1,64})["']?[^<>]{0,60}>/y;
const innerEnd = /<\/(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)?param(?:eter)?>/g;
const outerEnd = /<\/(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)?(?:function|invoke|tool_call|function_call)>/y;
/** What may follow a parameter's closing tag; before anything else, that tag was part of the value. */
const afterInner =
  /\s{0,80}(?:<(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)?param(?:eter)?\b|<\/(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)?(?:function|invoke|tool_call|function_call)|$)/y;
/** The start of `outer`, for a text that may continue. */
const outerBegins = /<(?:｜DSML｜|[A-Za-z][\w-]{0,23}:)?(?:function=|(?:function|invoke|tool_call|function_call)\s{1,4}name)/y;
const outerMayBegin = /<(?:｜?D?S?M?L?｜?|[A-Za-z][\w-]{0,23}:)?[a-z_]{0,13}\s{0,4}[a-z]{0,4}$/y;

export const parametersForm: Form = {
  begins(text, at): Begins {
    if (text[at] !== "<") return "no";
    if (matchAt(outerBegins, text, at)) return "yes";
    const found = matchAt(outerMayBegin, text, at);
    return found ? "more" : "no";
  },

  read(text, at) {
    const opened = matchAt(outer, text, at);
    if (!opened) return null;
    const [whole, name = ""] = opened;
    const from = skipSpace(text, at + whole.length);
    return text[from] === "{" ? readJson(text, from, name) : readParameters(text, from, name);
  },
};

function readJson(text: string, at: number, name: string) {
  const read = readJsonAt(text, at);
  if (!read.ok)
    return fault(read.isOpen ? text.length : at, read.isOpen ? "its JSON is not closed" : "its JSON cannot be read", read.isOpen);
  const closed = matchAt(outerEnd, text, skipSpace(text, read.end));
  const isOpen = closed === null;
  const after = closed ? closed.index + closed[0].length : read.end;
  if (!isRecord(read.value)) return fault(after, "its JSON is no object", isOpen);
  return { end: after, calls: [{ name, values: read.value, areTexts: false }], fault: null, isOpen };
}

function readParameters(text: string, from: number, name: string) {
  const call: WrittenCall = { name, values: {}, areTexts: true };
  let at = from;
  for (;;) {
    at = skipSpace(text, at);
    const closed = matchAt(outerEnd, text, at);
    if (closed) return { end: at + closed[0].length, calls: [call], fault: null, isOpen: false };
    const opened = matchAt(inner, text, at);
    if (!opened) {
      if (at >= text.length) return { end: at, calls: [call], fault: null, isOpen: true };
      return fault(at, "its parameters cannot be read", false);
    }
    const valueAt = at + opened[0].length;
    const value = valueEnd(text, valueAt);
    if (!value) return fault(text.length, `the parameter ${opened[1]} is not closed`, true);
    call.values[opened[1] ?? ""] = text.slice(valueAt, value.end);
    at = value.after;
  }
}

function valueEnd(text: string, from: number): { end: number; after: number } | null {
  innerEnd.lastIndex = from;
  for (let closed = innerEnd.exec(text); closed; closed = innerEnd.exec(text)) {
    const after = closed.index + closed[0].length;
    if (matchAt(afterInner, text, after)) return { end: closed.index, after };
  }
  return null;
}
