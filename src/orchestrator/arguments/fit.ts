// Corrects arguments that nearly match a tool's schema when there is exactly one way to read them. Others are left alone, so that the schema
// refuses them in its own words. Knows schemas but no tools.
import { isRecord } from "../../base/foreign-values.ts";
import { readJson } from "../../llm/json/lenient.ts";
import { hasRequired, type JsonObject, type Schema } from "./schema.ts";
import { named } from "./synonyms.ts";

/** Keys that servers and models wrap arguments in, besides the tool's own name. */
const wrappings: ReadonlySet<string> = new Set(
  "arguments args parameters params input tool_input toolinput kwargs payload data properties function tool action file files paths".split(
    " ",
  ),
);
/** Most layers to unwrap: arguments in a text in a list in an object. */
const maxLayers = 5;

export function fitArguments(given: unknown, schema: Schema, tool: string): unknown {
  return fitTo(unwrapped(given, schema, tool, 0), schema);
}

/** The object that holds the arguments, unwrapped. */
function unwrapped(given: unknown, schema: Schema, tool: string, layer: number): unknown {
  if (layer > maxLayers) return given;
  const inner = (value: unknown) => unwrapped(value, schema, tool, layer + 1);
  if (given === null || given === undefined || Object.keys(schema.properties ?? {}).length === 0) return {};
  if (typeof given === "string") {
    const value = structureIn(given);
    if (value !== undefined) return inner(value);
    if (given.trim() === "") return {};
    // One text is expected, and one came.
    const [only, ...others] = schema.required ?? [];
    return only !== undefined && others.length === 0 && schema.properties?.[only]?.type === "string" ? { [only]: given } : given;
  }
  if (Array.isArray(given)) return given.length === 0 ? {} : given.length === 1 ? inner(given[0]) : given;
  if (!isRecord(given)) return given;
  const value = named(given, schema);
  const whole = listed(value, schema);
  if (hasRequired(whole, schema) && !isWrapped(value, schema)) return whole;
  for (const [key, member] of Object.entries(value)) {
    if (!wrappings.has(key.toLowerCase()) && key !== tool) continue;
    const within = typeof member === "string" ? structureIn(member) : member;
    if (!isRecord(within) && !Array.isArray(within)) continue;
    const candidate = inner(within);
    if (isRecord(candidate) && hasRequired(candidate, schema)) return candidate;
  }
  return whole;
}

/** Nothing is required, or its one text is an object: the arguments may be one layer further in. */
function isWrapped(value: JsonObject, schema: Schema): boolean {
  const { properties = {}, required = [] } = schema;
  if (required.length > 0) return required.every((key) => properties[key]?.type === "string" && isRecord(value[key]));
  const keys = Object.keys(value);
  return keys.some((key) => wrappings.has(key.toLowerCase()) && !Object.hasOwn(properties, key));
}

/** A list's only element written without the list, its members next to the other arguments. */
function listed(value: JsonObject, { properties = {}, required = [] }: Schema): JsonObject {
  for (const key of required) {
    const items = properties[key]?.items;
    if (value[key] !== undefined || items?.type !== "object") continue;
    const element = named(value, items);
    if (!hasRequired(element, items)) continue;
    const own = Object.entries(element).filter(([name]) => Object.hasOwn(items.properties ?? {}, name));
    return { ...value, [key]: [Object.fromEntries(own)] };
  }
  return value;
}

/** An object or list written as text; undefined for anything else. */
function structureIn(text: string): unknown {
  const begin = text.trimStart();
  if (!/^(?:[{["`<\ufeff])/.test(begin)) return undefined;
  const read = readJson(text);
  return read.ok && typeof read.value === "object" && read.value !== null ? read.value : deeper(read);
}

/** A text in a text: encoded more than once. */
const deeper = (read: ReturnType<typeof readJson>): unknown =>
  read.ok && typeof read.value === "string" ? structureIn(read.value) : undefined;

/** A value in the expected type. `beside`: the members of the object that holds it. */
function fitTo(value: unknown, schema: Schema, beside: JsonObject = {}): unknown {
  switch (schema.type) {
    case "object":
      return fitObject(value, schema);
    case "array":
      return fitList(value, schema);
    case "string":
      return fitText(value, beside);
    case "integer":
    case "number":
      return typeof value === "string" && /^-?\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : single(value, "number");
    case "boolean":
      return typeof value === "string" ? (booleans.get(value.trim().toLowerCase()) ?? value) : single(value, "boolean");
    default:
      return value;
  }
}

const booleans = new Map([
  ["true", true],
  ["false", false],
]);

const single = (value: unknown, type: string) =>
  Array.isArray(value) && value.length === 1 && typeof value[0] === type ? value[0] : value;

function fitObject(given: unknown, schema: Schema): unknown {
  const structure = typeof given === "string" ? (structureIn(given) ?? given) : given;
  const alone = Array.isArray(structure) && structure.length === 1 ? structure[0] : structure;
  if (!isRecord(alone)) return given;
  const value = named(alone, schema);
  const { properties = {}, required = [] } = schema;
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, member]) => {
      const property = Object.hasOwn(properties, key) ? properties[key] : undefined;
      if (property === undefined) return [[key, member]];
      const fitted = fitTo(member, property, value);
      return !required.includes(key) && isLeftOut(fitted, property) ? [] : [[key, fitted]];
    }),
  );
}

/** Words for "not given" where no text is expected, and for the end of a file. */
const nothings: ReadonlySet<string> = new Set(["", "null", "none", "undefined", "nil", "end", "eof", "last"]);

/** Null, or a number out of range: 0 and -1 stand for the beginning and the end. */
function isLeftOut(value: unknown, { type, minimum }: Schema): boolean {
  if (value === null || value === undefined) return true;
  if (type !== "string" && typeof value === "string") return nothings.has(value.trim().toLowerCase());
  return typeof value === "number" && minimum !== undefined && value < minimum;
}

function fitList(given: unknown, schema: Schema): unknown {
  const { items = {} } = schema;
  const structure = typeof given === "string" ? (structureIn(given) ?? given) : given;
  const list = listOf(structure, items);
  return Array.isArray(list) ? list.map((element) => fitTo(element, items)) : list;
}

function listOf(value: unknown, items: Schema): unknown {
  if (Array.isArray(value)) return value;
  if (typeof value === "string" && items.type === "string") return value.split("\n").filter((line) => line.trim() !== "");
  if (!isRecord(value)) return value;
  if (items.type === "object" && hasRequired(named(value, items), items)) return [value];
  const keys = Object.keys(value);
  const [only] = keys;
  // XML turned into JSON: {"edit": [ … ]}, or {"0": …, "1": …}.
  if (keys.length === 1 && only !== undefined && typeof value[only] === "object" && value[only] !== null)
    return listOf(value[only], items);
  return keys.length > 0 && keys.every((key, index) => key === `${index}`) ? Object.values(value) : value;
}

/** Files whose text is JSON: for them an object is the content. */
const isJsonPath = (path: unknown) => typeof path === "string" && /\.(?:json|webmanifest|geojson|map)["'`]?\s*$/i.test(path);

function fitText(value: unknown, beside: JsonObject): unknown {
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (typeof value !== "object" || value === null) return value;
  const path = Array.isArray(beside.path) ? beside.path[0] : beside.path;
  if (Array.isArray(value) && value.length > 0 && value.every((line) => typeof line === "string")) {
    const text = textOfLines(value);
    return value.length > 1 && isJsonPath(path) && !readsAsJson(text) ? jsonText(value) : text;
  }
  if (isJsonPath(path)) return jsonText(value);
  return textPart(Array.isArray(value) && value.length === 1 ? value[0] : value) ?? value;
}

/** A text as a message part, such as {"type": "text", "text": "…"}; undefined for anything else. */
function textPart(value: unknown): string | undefined {
  if (!isRecord(value)) return undefined;
  const [only, ...others] = Object.entries(value).filter(([key]) => key !== "type");
  if (only === undefined || others.length > 0) return undefined;
  const [key, text] = only;
  return (key === "text" || key === "content" || key === "value") && typeof text === "string" ? text : undefined;
}

/** Joins lines: directly if each has its own line break, else with breaks. */
function textOfLines(lines: readonly string[]): string {
  const haveBreaks = lines.length > 1 && lines.slice(0, -1).every((line) => line.endsWith("\n"));
  return lines.join(haveBreaks ? "" : "\n");
}

function readsAsJson(text: string): boolean {
  const read = readJson(text);
  return read.ok && read.isStrict;
}

const indentSpaces = 2;
const jsonText = (value: unknown) => `${JSON.stringify(value, null, indentSpaces)}\n`;
