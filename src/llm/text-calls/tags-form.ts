// A call as a tag of the tool's name with a tag for each argument: `<write_file><path>…</path><content>…</content></write_file>`, as Cline and Roo Code
// taught models to write.
import { isRecord } from "../../base/foreign-values.ts";
import { type Begins, type Form, fault, matchAt, type Offered, type Place, skipSpace, type WrittenCall } from "./form.ts";

const tag = /<([a-z]\w{0,63})>/y;
const mayOpen = /<[a-z]?\w{0,63}$/y;

export const tagsForm: Form = {
  begins(text, at, { offered }: Place): Begins {
    if (text[at] !== "<") return "no";
    const found = matchAt(tag, text, at);
    if (found) return offered.has(found[1] ?? "") ? "yes" : "no";
    return matchAt(mayOpen, text, at) ? "more" : "no";
  },

  read(text, at, offered) {
    const opened = matchAt(tag, text, at);
    const name = opened?.[1] ?? "";
    if (!opened || !offered.has(name)) return null;
    const keys = keysOf(name, offered);
    const call: WrittenCall = { name, values: {}, areTexts: true };
    const callEnd = `</${name}>`;
    let from = at + opened[0].length;
    for (;;) {
      from = skipSpace(text, from);
      if (text.startsWith(callEnd, from)) return { end: from + callEnd.length, calls: [call], fault: null, isOpen: false };
      if (from >= text.length) return { end: from, calls: [call], fault: null, isOpen: true };
      const key = matchAt(tag, text, from)?.[1] ?? "";
      // Text after the tag: it is only being mentioned.
      if (!keys.includes(key))
        return Object.keys(call.values).length === 0 ? null : fault(from, "its arguments cannot be read", false);
      const valueAt = from + key.length + "<>".length;
      const end = endOfValue(text, valueAt, `</${key}>`, [callEnd, ...keys.map((other) => `<${other}>`)]);
      if (end === -1) return fault(text.length, `the argument ${key} is not closed`, true);
      call.values[key] = text.slice(valueAt, end);
      from = end + key.length + "</>".length;
    }
  },
};

function keysOf(name: string, offered: Offered): string[] {
  const properties = offered.get(name)?.parameters.properties;
  return isRecord(properties) ? Object.keys(properties) : [];
}

/** The value may contain its own closing tag, which counts only if the call continues or ends after it. */
function endOfValue(text: string, from: number, close: string, next: readonly string[]): number {
  for (let end = text.indexOf(close, from); end !== -1; end = text.indexOf(close, end + 1)) {
    const after = skipSpace(text, end + close.length);
    if (after >= text.length || next.some((mark) => text.startsWith(mark, after))) return end;
  }
  return -1;
}
