// The form in which a hub's records are stored has a number. A hub stored in an earlier form is brought to the current one when it is loaded, one
// step after the other; one in a later form (after a rollback) is left alone.
import { toForm2 } from "./form-2.ts";
import { toForm3 } from "./form-3.ts";
import { hasTable } from "./tables.ts";

type Step = (sql: SqlStorage) => void;

/** The first leads from form 1 to form 2. A deployed step is never edited, and depends on nothing that may change. */
const steps: readonly Step[] = [toForm2, toForm3];

export const currentForm = 1 + steps.length;

/** Key of the number in `meta`. Form 1 had none. */
const formKey = "form";

/** Thrown for a hub that only newer software can read. Nothing was changed. */
export class NewerFormError extends Error {
  constructor(form: number) {
    super(`This hub is stored in form ${form}; this version reads forms up to ${currentForm}. Deploy the newer version again.`);
  }
}

/** Brings what is stored to the current form, all of it or nothing. */
export function bringToCurrentForm(storage: Pick<DurableObjectStorage, "sql" | "transactionSync">): void {
  const { sql } = storage;
  if (!hasTable(sql, "meta")) return;
  const [row] = sql.exec<{ value: string }>("SELECT value FROM meta WHERE key = ?", formKey).toArray();
  const form = row ? Number(row.value) : 1;
  if (form === currentForm) return;
  if (form > currentForm) throw new NewerFormError(form);
  storage.transactionSync(() => {
    for (const step of steps.slice(form - 1)) step(sql);
    markForm(sql);
  });
}

/** Everything stored from now on has the current form. */
export function markForm(sql: SqlStorage): void {
  sql.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", formKey, String(currentForm));
}
