// A call as the tool's name and, after a token, its arguments as JSON: Mistral (`name[ARGS]{…}`), DeepSeek (`function<｜tool▁sep｜>name`, `name<｜tool▁sep｜>{…}`),
// Kimi (`functions.name:0<|tool_call_argument_begin|>{…}`), Functionary (`>>>name`), ReAct (`Action: name`), gpt-oss (`to=functions.name … <|message|>{…}`).
import { isRecord } from "../../base/foreign-values.ts";
import { type Begins, beginsWith, type Form, fault, matchAt } from "./form.ts";
import { readJsonAt } from "./json.ts";

const named =
  /(?:>>>)?(?:function<｜tool▁sep｜>)?(?:functions\.)?([\w-]{1,64})(?::\d{1,4})?\s{0,4}(?:\[CALL_ID\]\w{1,40})?(?:\[ARGS\]|<｜tool▁sep｜>|<\|tool_call_argument_begin\|>)?\s{0,8}(?:```(?:json)?\s{0,4})?(?=\{)/y;
const react = /Action:\s{0,4}([\w-]{1,64})\s{0,8}Action Input:\s{0,8}(?=\{)/y;
const harmony =
  /(?:<\|start\|>)?(?:assistant)?(?:<\|channel\|>)?(?:commentary|analysis|final)?[^<>{\n]{0,40}\bto=(?:functions\.)?([\w-]{1,64})[^{}\n]{0,120}(?=\{)/y;
/** Marks a name at the start of a line as a call: servers omit the token that announces it, but not this one. */
const mark = ">>>";
const tokensAfterMark = ["\n", "{"];
const tokens = ["[ARGS]", "[CALL_ID]", "<｜tool▁sep｜>", "<|tool_call_argument_begin|>"];
const firstCharacters = /[<>\w]/;
const closedFence = /\s{0,8}```/y;
const plainName = /(?:>>>)?(?:functions\.)?([\w-]{1,64})(?::\d{1,4})?/y;
const harmonyMarks = [
  "<|channel|>",
  "<|start|>assistant",
  "commentary to=",
  "assistantcommentary to=",
  "to=functions.",
  "Action: ",
];

export const namedForm: Form = {
  begins(text, at, { isLineStart, offered }): Begins {
    if (!firstCharacters.test(text[at] ?? "") || !(isLineStart || text[at] === "<")) return "no";
    const inHarmony = beginsWith(text, at, isLineStart ? harmonyMarks : harmonyMarks.slice(0, 2));
    if (inHarmony !== "no" || !isLineStart) return inHarmony;
    if (text.length - at <= mark.length && mark.startsWith(text.slice(at))) return "more";
    const found = matchAt(plainName, text, at);
    if (!found) return "no";
    const [whole, name = ""] = found;
    const after = at + whole.length;
    if (offered.has(name))
      return after === text.length ? "more" : beginsWith(text, after, whole.startsWith(mark) ? tokensAfterMark : tokens);
    return after === text.length && [...offered.keys()].some((tool) => tool.startsWith(name) || "functions".startsWith(name))
      ? "more"
      : "no";
  },

  read(text, at) {
    const found = matchAt(named, text, at) ?? matchAt(react, text, at) ?? matchAt(harmony, text, at);
    if (!found) return null;
    const [whole, name = ""] = found;
    const from = at + whole.length;
    const read = readJsonAt(text, from);
    if (!read.ok)
      return fault(
        read.isOpen ? text.length : from,
        read.isOpen ? "its JSON is not closed" : "its JSON cannot be read",
        read.isOpen,
      );
    const { value: values, end } = read;
    if (!isRecord(values)) return fault(end, "its JSON is no object", false);
    const fenceEnd = whole.includes("```") ? matchAt(closedFence, text, end) : null;
    return { end: end + (fenceEnd?.[0].length ?? 0), calls: [{ name, values, areTexts: false }], fault: null, isOpen: false };
  },
};
