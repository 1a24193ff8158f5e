// Whether a written call can be carried out: the tool was offered, nothing is missing, nothing is unknown, and every value has
// the right type. Nothing is guessed; the tool itself checks the rest.
import { isRecord } from "../../base/foreign-values.ts";
import { type Offered, skipSpace, type WrittenCall } from "./form.ts";
import { parsed } from "./json.ts";

/** `arguments` as JSON text. */
export type Fit = { ok: true; name: string; arguments: string } | { ok: false; why: string };

export function fitCall(call: WrittenCall, offered: Offered): Fit {
  const tool = offered.get(call.name);
  if (!tool) return { ok: false, why: `there is no tool ${shortName(call.name)}` };
  const properties = isRecord(tool.parameters.properties) ? tool.parameters.properties : {};
  const values = call.areTexts
    ? Object.fromEntries(Object.entries(call.values).map(([name, text]) => [name, meantBy(String(text), properties[name])]))
    : { ...call.values };
  const required = Array.isArray(tool.parameters.required) ? tool.parameters.required : [];
  // Null for an optional argument means that it is omitted.
  for (const [name, value] of Object.entries(values))
    if (value === null && Object.hasOwn(properties, name) && !required.includes(name)) delete values[name];
  const unknown = Object.keys(values).find((name) => !Object.hasOwn(properties, name));
  if (unknown !== undefined) return { ok: false, why: `${call.name} has no argument ${shortName(unknown)}` };
  const why = misfit(values, tool.parameters, call.name);
  return why === null ? { ok: true, name: call.name, arguments: JSON.stringify(values) } : { ok: false, why };
}

const shownCharacters = 64;
const shortName = (name: string) => JSON.stringify(name.slice(0, shownCharacters));

/** Whether the type is among those that a schema allows. */
const allows = (schema: unknown, type: string) =>
  isRecord(schema) && (Array.isArray(schema.type) ? schema.type.includes(type) : schema.type === type);

/** The meaning of a text in a tag: itself if a string is expected, else JSON. Line breaks at both ends are layout. */
function meantBy(text: string, schema: unknown): unknown {
  if (!allows(schema, "string")) return parsed(text.trim()) ?? text;
  const from = text.startsWith("\n") ? 1 : text.startsWith("\r\n") ? "\r\n".length : 0;
  const isLaidOut = from > 0 && text.length > from && text.endsWith("\n");
  // A single line, such as a name or path, is not meant to have white space around it.
  const isOneLine = !text.slice(skipSpace(text, 0)).trimEnd().includes("\n") && isLaidOut;
  if (isOneLine) return text.trim();
  return text.slice(from, isLaidOut ? -1 : undefined);
}

/** Why a value does not match a schema; null if it does. Supports the parts of JSON Schema that our tools use. */
function misfit(value: unknown, schema: unknown, where: string): string | null {
  if (!isRecord(schema)) return null;
  const types = Array.isArray(schema.type) ? schema.type : schema.type === undefined ? [] : [schema.type];
  if (types.length > 0 && !types.some((type) => isOfType(value, String(type)))) return `${where} has to be ${types.join(" or ")}`;
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) return `${where} has to be one of ${schema.enum.join(", ")}`;
  if (Array.isArray(value)) {
    if (typeof schema.minItems === "number" && value.length < schema.minItems) return `${where} needs ${schema.minItems} or more`;
    return firstOf(value.map((item, index) => () => misfit(item, schema.items, `${where}[${index}]`)));
  }
  if (!isRecord(value)) return null;
  const properties = isRecord(schema.properties) ? schema.properties : {};
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const missing = required.find((name) => value[name] === undefined);
  if (missing !== undefined) return `${where} needs ${missing}`;
  return firstOf(Object.keys(value).map((name) => () => misfit(value[name], properties[name], `${where}.${name}`)));
}

function firstOf(checks: readonly (() => string | null)[]): string | null {
  for (const check of checks) {
    const found = check();
    if (found !== null) return found;
  }
  return null;
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "integer":
      return Number.isInteger(value);
    case "array":
      return Array.isArray(value);
    case "object":
      return isRecord(value);
    case "null":
      return value === null;
    default:
      return typeof value === type;
  }
}
