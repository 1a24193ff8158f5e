// What a stored hub is made of: tables, columns, keys of `meta` and fields of records, as paths. What others wrote as text (the thread, checkpoints,
// events) is their own affair.
import type { StoredHub } from "./stored.ts";

/** Columns that hold records of the hub as JSON. */
const records = new Set(["runs.body", "keys.submitted", "meta.value"]);

export function shapeOf({ tables }: StoredHub): Set<string> {
  const found = new Set<string>();
  for (const [table, rows] of Object.entries(tables)) {
    found.add(table);
    for (const row of rows) {
      for (const [column, value] of Object.entries(row)) {
        const path = `${table}.${column}`;
        found.add(path);
        if (!records.has(path) || typeof value !== "string") continue;
        if (table === "meta") addFields(found, `meta.${row.key}`, row.key === "app_id" ? value : JSON.parse(value));
        else addFields(found, path, JSON.parse(value));
      }
    }
  }
  return found;
}

function addFields(found: Set<string>, path: string, value: unknown): void {
  found.add(path);
  if (Array.isArray(value)) for (const item of value) addFields(found, path, item);
  else if (typeof value === "object" && value !== null)
    for (const [name, field] of Object.entries(value)) addFields(found, `${path}.${name}`, field);
}
