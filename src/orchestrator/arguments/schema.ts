// The subset of JSON Schema that describes tools' arguments, and how it is worded for a model.

export interface Schema {
  type?: unknown;
  properties?: Record<string, Schema>;
  required?: readonly string[];
  items?: Schema;
  minimum?: number;
}

export type JsonObject = Record<string, unknown>;

/** Whether an object has all its required members. */
export const hasRequired = (value: JsonObject, schema: Schema): boolean =>
  (schema.required ?? []).every((key) => value[key] !== undefined && value[key] !== null);

const typeWords: Record<string, string> = { string: "text", integer: "whole number", number: "number", boolean: "true or false" };

/** What a value of this form looks like, such as `{"path": text, "start_line"?: whole number}`. */
export function wordsFor(schema: Schema): string {
  if (schema.type === "array") return schema.items ? `[${wordsFor(schema.items)}, …]` : "[…]";
  if (schema.type !== "object") return typeWords[String(schema.type)] ?? "value";
  const members = Object.entries(schema.properties ?? {}).map(
    ([key, member]) => `"${key}"${schema.required?.includes(key) ? "" : "?"}: ${wordsFor(member)}`,
  );
  return `{${members.join(", ")}}`;
}
