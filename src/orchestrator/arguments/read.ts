// From the text of a call's arguments to a value in the form of its tool's schema. Cut arguments are never carried out, whatever finish reason
// a router reports: what is not closed is not completed here.
import { isRecord } from "../../base/foreign-values.ts";
import { readJson } from "../../llm/json/lenient.ts";
import type { TextForm, ToolCall } from "../../llm/model.ts";
import { argumentsOfText } from "../../llm/text-form.ts";
import type { Tool } from "../tools/define.ts";
import { fitArguments } from "./fit.ts";
import { wordsFor } from "./schema.ts";

export type ReadArguments =
  /** `asWritten`: the text says just this, in a form that every reader of JSON takes. Else what viewers saw of it is not what was read. */
  { ok: true; value: unknown; asWritten: boolean } | { ok: false; reason: string };

export function readArguments({ name, arguments: text, form }: ToolCall, tool: Tool | undefined): ReadArguments {
  if (form === "text" && tool?.definition.text) return readText(name, text, tool.definition.text);
  // Some models call a tool without arguments by sending none.
  const read = text.trim() === "" ? { ok: true as const, value: {}, isStrict: true } : readJson(text);
  if (!read.ok) {
    const plain = tool?.definition.text;
    // A patch as it is, where JSON with the patch in it was asked for. Whether it is whole, its own last line says.
    if (plain && plain.firstLine === undefined && !/^\s*[{["]/.test(text))
      return { ok: true, value: argumentsOfText(plain, text), asWritten: false };
    return refuse(
      `The arguments of ${name} are not valid JSON (${read.reason}), so nothing was done. Send the complete call again` +
        `${tool ? `, in the form ${wordsFor(tool.definition.parameters)}` : ""}. In texts write quotes as \\" and line breaks as \\n. ` +
        "If it was cut off for its length, write less at once.",
    );
  }
  if (!tool) return { ok: true, value: read.value, asWritten: read.isStrict };
  const value = fitArguments(read.value, tool.definition.parameters, tool.name);
  return { ok: true, value, asWritten: read.isStrict && isSame(read.value, value) };
}

/** Whether fitting changed nothing. By parts, since a text that is the same one is compared at once. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, index) => isSame(part, b[index]));
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}

/** A first line alone was cut off, and one that begins as JSON does was meant to be it. */
function readText(name: string, text: string, form: TextForm): ReadArguments {
  const value = argumentsOfText(form, text);
  if (form.firstLine === undefined || (value[form.rest] !== undefined && !text.trimStart().startsWith("{")))
    return { ok: true, value, asWritten: true };
  return refuse(
    `The input of ${name} is plain text, not JSON: the ${form.firstLine} alone on the first line, and the ${form.rest} from the next line on. ` +
      "Nothing was done. Send the complete call again.",
  );
}

const refuse = (reason: string): ReadArguments => ({ ok: false, reason });
