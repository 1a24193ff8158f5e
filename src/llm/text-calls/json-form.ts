// A call as JSON: an object that names the tool and holds its arguments, under any of the usual keys; a list of these; OpenAI's own shapes.
// Llama 3 (`parameters`), Hermes and Qwen inside of their tags, Mistral's list, Cohere (`tool_name`), xLAM, and what models without a form write.
import { isRecord } from "../../base/foreign-values.ts";
import {
  type Begins,
  type Form,
  fault,
  matchAt,
  type Offered,
  type Place,
  skipSpace,
  tellingCharacters,
  type WrittenCall,
} from "./form.ts";
import { parsed, readJsonAt } from "./json.ts";

const nameKeys = ["name", "tool", "tool_name", "function", "function_name", "action"];
const argumentKeys = ["arguments", "parameters", "args", "params", "input", "tool_input", "action_input"];
/** Other keys, which say nothing about the call. */
const otherKeys = ["type", "id", "index", "call_id", "tool_call_id"];
const listKeys = ["tool_calls", "function_calls", "calls"];
const callTypes = ["function", "function_call", "tool_call", "tool_use"];

/** The first key, and its string value so far. */
const firstKey = /[[{\s]{1,40}["']([^"'\\\n]{1,64})["']\s{0,8}:\s{0,8}(?:["']([^"'\\\n]{0,64})(["']?)|([^\s"'])?)/y;
/** What may precede the first key. */
const beforeKey = /[[{][[{\s]{0,39}(?:["'][^"'\\\n]{0,64}(?:["']\s{0,8}(?::\s{0,8})?)?)?/y;

export const jsonForm: Form = {
  begins(text, at, { isLineStart, isAfterColon, offered }: Place): Begins {
    const first = text[at];
    if (!(isLineStart || isAfterColon) || (first !== "{" && first !== "[")) return "no";
    const left = text.length - at;
    const found = matchAt(firstKey, text, at);
    if (found === null) {
      const isPart = left < tellingCharacters && beforeKeyEnds(text, at);
      return isPart ? "more" : "no";
    }
    const [, key = "", value = "", quote = "", other = ""] = found;
    if (listKeys.includes(key) || argumentKeys.includes(key) || offered.has(key)) return "yes";
    const isCut = at + found[0].length >= text.length && quote === "" && other === "";
    if (isCut && (nameKeys.includes(key) || otherKeys.includes(key))) return "more";
    if (key === "function" && other === "{") return "yes";
    if (nameKeys.includes(key)) return offered.has(value) ? "yes" : "no";
    if (key === "type") return callTypes.includes(value) ? "yes" : "no";
    return otherKeys.includes(key) && quote !== "" ? "yes" : "no";
  },

  read(text, at, offered, isAnnounced) {
    if (text[at] !== "{" && !(text[at] === "[" && "[{".includes(text[skipSpace(text, at + 1)] ?? " "))) return null;
    const isMeant = isAnnounced || this.begins?.(text, at, { isLineStart: true, isAfterColon: false, offered }) === "yes";
    const read = readObjectAt(text, at);
    // With more text after it on its line, it is part of a sentence.
    if (read.ok && !isAnnounced && matchAt(restOfLine, text, read.end)) return null;
    if (!read.ok) {
      if (!isMeant) return null;
      return read.isOpen ? fault(text.length, "its JSON is not closed", true) : fault(at + 1, "its JSON cannot be read", false);
    }
    const calls = callsOf(read.value, offered);
    if (calls !== null) return { end: read.end, calls, fault: null, isOpen: false };
    return isAnnounced ? fault(read.end, "it does not name a tool and its arguments", false) : null;
  },
};

const restOfLine = /[ \t]{0,40}[^\s;,\]}{[<`]/y;

/** Some models double the brackets, as in templates. */
function readObjectAt(text: string, at: number): ReturnType<typeof readJsonAt> {
  const isDouble = text.startsWith('{{"', at);
  const read = readJsonAt(text, isDouble ? at + 1 : at);
  return isDouble && read.ok && text[read.end] === "}" ? { ...read, end: read.end + 1 } : read;
}

function beforeKeyEnds(text: string, at: number): boolean {
  const found = matchAt(beforeKey, text, at);
  return found !== null && at + found[0].length === text.length;
}

/** Null if it is not a call or a list of calls. */
export function callsOf(value: unknown, offered: Offered): WrittenCall[] | null {
  if (Array.isArray(value)) {
    if (value.length === 0) return null;
    const calls = value.map((item) => callOf(item, offered));
    return calls.every((call) => call !== null) ? calls : null;
  }
  if (!isRecord(value)) return null;
  const list = listKeys.map((key) => value[key]).find(Array.isArray);
  if (list && list.length > 0) return callsOf(list, offered);
  const call = callOf(value, offered);
  return call === null ? null : [call];
}

function callOf(value: unknown, offered: Offered): WrittenCall | null {
  if (!isRecord(value)) return null;
  if (isRecord(value.function)) return callOf(value.function, offered);
  if (isRecord(value.function_call)) return callOf(value.function_call, offered);
  const nameKey = nameKeys.find((key) => typeof value[key] === "string");
  if (nameKey === undefined) return keyedCall(value, offered);
  const argumentKey = argumentKeys.find((key) => value[key] !== undefined);
  const rest = Object.keys(value).filter((key) => key !== nameKey && key !== argumentKey && !otherKeys.includes(key));
  // The arguments are next to the name.
  if (rest.length > 0) return argumentKey === undefined ? besideName(value, nameKey, rest, offered) : null;
  const given = argumentKey === undefined ? {} : value[argumentKey];
  const values = typeof given === "string" ? parsed(given) : given;
  return isRecord(values) ? { name: String(value[nameKey]), values, areTexts: false } : null;
}

/** `{"write_file": {…}}` */
function keyedCall(value: Record<string, unknown>, offered: Offered): WrittenCall | null {
  const [[name, values] = ["", null], ...others] = Object.entries(value);
  return others.length === 0 && offered.has(name) && isRecord(values) ? { name, values, areTexts: false } : null;
}

/** `{"name": "write_file", "path": …, "content": …}`: a call only if the tool accepts all of it. */
function besideName(value: Record<string, unknown>, nameKey: string, keys: string[], offered: Offered): WrittenCall | null {
  const name = String(value[nameKey]);
  const properties = offered.get(name)?.parameters.properties;
  if (!isRecord(properties) || !keys.every((key) => Object.hasOwn(properties, key))) return null;
  return { name, values: Object.fromEntries(keys.map((key) => [key, value[key]])), areTexts: false };
}
