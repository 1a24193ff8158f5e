// Stored hubs of each form, as they were found in real objects: what the tables held. form-N-NAME.json; the oldest of form 1 lacks what was added to runs
// before forms had numbers.
import form1Busy from "./form-1-busy.json";
import form1Deleted from "./form-1-deleted.json";
import form1Oldest from "./form-1-oldest.json";
import form1Rest from "./form-1-rest.json";
import form2Busy from "./form-2-busy.json";
import form3Busy from "./form-3-busy.json";

export interface StoredHub {
  schema: string[];
  tables: Record<string, Record<string, string | number | null>[]>;
}

export const form1 = {
  /** One run at work, one behind it whose message was changed, three that are over: completed, stopped after a round, stopped before it began. */
  busy: form1Busy as StoredHub,
  deleted: form1Deleted as StoredHub,
  oldest: form1Oldest as StoredHub,
  rest: form1Rest as StoredHub,
};

/** The same history in each form that there was, oldest first. The last is the present form: what a hub stores today. */
export const busyByForm: readonly StoredHub[] = [form1.busy, form2Busy, form3Busy];

const ours = "name NOT LIKE '\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql IS NOT NULL";

/** Everything that an object holds. */
export function dump(sql: SqlStorage): StoredHub {
  const entries = sql
    .exec<{ type: string; name: string; sql: string }>(`SELECT type, name, sql FROM sqlite_master WHERE ${ours}`)
    .toArray();
  const tables = entries.filter(({ type }) => type === "table").map(({ name }) => name);
  return {
    schema: entries.map((entry) => entry.sql),
    tables: Object.fromEntries(
      tables.map((name) => [name, sql.exec<Record<string, string | number | null>>(`SELECT * FROM "${name}"`).toArray()]),
    ),
  };
}

/** Makes an object hold this and nothing else. */
export function put(sql: SqlStorage, { schema, tables }: StoredHub): void {
  for (const name of Object.keys(dump(sql).tables)) sql.exec(`DROP TABLE "${name}"`);
  for (const statement of schema) sql.exec(statement);
  for (const [name, rows] of Object.entries(tables))
    for (const row of rows) {
      const values = Object.values(row);
      sql.exec(`INSERT INTO "${name}" VALUES (${values.map(() => "?").join(", ")})`, ...values);
    }
}
