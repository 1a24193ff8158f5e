// Turns the text of a call's arguments into a value that fits its tool's schema. Cut arguments are never carried out, whatever finish reason
// a router reports: nothing is closed on the model's behalf.
import { isRecord } from "../../base/foreign-values.ts";
import { readJson } from "../../llm/json/lenient.ts";
import type { TextForm, ToolCall } from "../../llm/model.ts";
import { argumentsOfText } from "../../llm/text-form.ts";
import type { Tool } from "../tools/define.ts";
import { fitArguments } from "./fit.ts";
import { wordsFor } from "./schema.ts";

export type ReadArguments =
  /** `asWritten`: the text says exactly this, as JSON that any reader accepts. If false, viewers saw something else than was read. */
  { ok: true; value: unknown; asWritten: boolean } | { ok: false; reason: string };

export function readArguments({ name, arguments: text, form }: ToolCall, tool: Tool | undefined): ReadArguments {
  if (form === "text" && tool?.definition.text) return readText(name, text, tool.definition.text);
  // Some models call a tool without arguments by sending none.
  const read = text.trim() === "" ? { ok: true as const, value: {}, isStrict: true } : readJson(text);
  if (!read.ok) {
    const plain = tool?.definition.text;
    // A bare patch, where JSON with the patch in it was expected. Its own last line tells whether it is whole.
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

/** Whether fitting changed nothing. Compared part by part, since identical strings compare at once. */
function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((part, index) => isSame(part, b[index]));
  if (!isRecord(a) || !isRecord(b)) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => isSame(a[key], b[key]));
}

/** A single line was cut off, and one that starts like JSON was meant to be JSON. */
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
