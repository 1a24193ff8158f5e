// A call as a name and pairs of key and value in tags: GLM 4.5 to 4.7 (`<arg_key>`, `<arg_value>`).
import { type Form, fault, matchAt, skipSpace, type WrittenCall } from "./form.ts";

const nameBefore = /([\w.-]{1,64})\s{0,8}(?=<arg_key>|<\/tool_call>)/y;
const key = /<arg_key>\s{0,8}([\w.-]{1,64})\s{0,8}<\/arg_key>\s{0,8}<arg_value>/y;
const valueEnd = "</arg_value>";
const afterValue = /\s{0,80}(?:<arg_key>|<\/tool_call>|$)/y;
const callEnd = "</tool_call>";

export const pairsForm: Form = {
  read(text, at, offered) {
    const named = matchAt(nameBefore, text, at);
    if (!named) return null;
    const call: WrittenCall = { name: named[1] ?? "", values: {}, areTexts: true };
    let from = at + named[0].length;
    // A name alone is a call only if there is such a tool.
    if (!text.startsWith("<arg_key>", from) && !offered.has(call.name)) return null;
    for (;;) {
      from = skipSpace(text, from);
      if (text.startsWith(callEnd, from)) return { end: from, calls: [call], fault: null, isOpen: false };
      if (from >= text.length) return { end: from, calls: [call], fault: null, isOpen: true };
      const found = matchAt(key, text, from);
      if (!found) return fault(from, "its arguments cannot be read", false);
      const valueAt = from + found[0].length;
      let end = text.indexOf(valueEnd, valueAt);
      // The value may contain its own closing tag.
      while (end !== -1 && !matchAt(afterValue, text, end + valueEnd.length)) end = text.indexOf(valueEnd, end + 1);
      if (end === -1) return fault(text.length, `the argument ${found[1]} is not closed`, true);
      call.values[found[1] ?? ""] = text.slice(valueAt, end);
      from = end + valueEnd.length;
    }
  },
};
