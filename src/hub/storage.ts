// The hub's tables in its own SQLite: the kept state, checkpoints, the thread and idempotency keys. All synchronous, so that what one command changes
// is stored together or not at all. What is stored has the current form (forms/), and the log has a table of its own (log.ts).
import { rowMaxCharacters } from "./core/limits.ts";
import type { AskedRun, KeptState, Run } from "./core/records.ts";
import { emptyState } from "./core/state.ts";
import { markForm } from "./forms/forms.ts";
import { hasTable } from "./forms/tables.ts";

const tables = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS runs (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS checkpoints (run TEXT, round INTEGER, part INTEGER, data TEXT NOT NULL, PRIMARY KEY (run, round, part)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS thread (part INTEGER PRIMARY KEY, data TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS keys (key TEXT PRIMARY KEY, request TEXT NOT NULL, run TEXT NOT NULL, at INTEGER NOT NULL, submitted TEXT) WITHOUT ROWID;
`;

/** Row of `meta` for each single value of the kept state. */
const metaKeys = {
  appId: "app_id",
  deletedAtMs: "deleted_at",
  rowDeletions: "rows_deleted",
  lastSeq: "last_seq",
  floor: "floor",
  messagePosition: "position",
  runPosition: "run_position",
  number: "number",
  logged: "logged",
  pruneAtMs: "prune_at",
  resumable: "resumable",
  cutShort: "cut_short",
  keys: "keys",
  appRevision: "app_revision",
  appChange: "app_change",
} as const satisfies Record<Exclude<keyof KeptState, "runs">, string>;

type Field = keyof typeof metaKeys;
const fields = Object.keys(metaKeys) as Field[];

export interface HubStorage {
  load(): KeptState;
  /** Stores the differences. */
  save(before: KeptState, after: KeptState): void;
  /** When a run leaves, the keys that name it keep the request. */
  release(run: AskedRun): void;
  addCheckpoint(runId: string, round: number, data: string): void;
  /** Data of each complete round, in order. */
  checkpoints(runId: string): string[];
  moveCheckpoints(from: string, to: string): void;
  dropCheckpoints(runId: string): void;
  /** The conversation as the last completed run left it; null when there is none. */
  thread(): string | null;
  saveThread(data: string): void;
  /** What an idempotency key was used for since that time. `submitted`: its run has left the hub. */
  key(key: string, sinceMs: number): { request: string; runId: string; submitted: AskedRun | null } | null;
  saveKey(key: string, request: string, runId: string, atMs: number): void;
  forgetKeys(untilMs: number): void;
  /** Empties every table. */
  clear(): void;
}

/** A long text in rows below the cap. A surrogate pair stays in one row: half of one is not storable as UTF-8. */
function pieces(text: string): string[] {
  const found: string[] = [];
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at + rowMaxCharacters);
    const end = at + rowMaxCharacters - (code >= 0xdc00 && code <= 0xdfff ? 1 : 0);
    found.push(text.slice(at, end));
    at = end;
  }
  return found;
}

export function openHubStorage(sql: SqlStorage): HubStorage {
  /** The constructor of a Durable Object must not create tables: a request for an app that never existed would create storage. */
  let created = hasTable(sql, "meta");

  function create(): void {
    if (created) return;
    sql.exec(tables);
    markForm(sql);
    created = true;
  }

  const one = <T extends Record<string, SqlStorageValue>>(query: string, ...bindings: unknown[]) =>
    created ? (sql.exec<T>(query, ...bindings).toArray()[0] ?? null) : null;

  function saveRun(run: Run): void {
    sql.exec(
      "INSERT INTO runs VALUES (?, ?, ?) ON CONFLICT (position) DO UPDATE SET body = excluded.body",
      run.position,
      run.id,
      JSON.stringify(run),
    );
  }

  return {
    load() {
      if (!created) return emptyState;
      const { volatile: _, ...kept } = emptyState;
      const stored = new Map(
        sql
          .exec<{ key: string; value: string }>("SELECT key, value FROM meta")
          .toArray()
          .map(({ key, value }) => [key, value]),
      );
      const read = (field: Field): unknown => {
        const value = stored.get(metaKeys[field]);
        if (value === undefined) return kept[field];
        // An id is stored as it is.
        return field === "appId" ? value : JSON.parse(value);
      };
      const values = Object.fromEntries(fields.map((field) => [field, read(field)]));
      const runs = sql
        .exec<{ body: string }>("SELECT body FROM runs ORDER BY position")
        .toArray()
        .map(({ body }): Run => JSON.parse(body));
      return { ...kept, ...values, runs };
    },
    save(before, after) {
      const changed = fields.filter((field) => after[field] !== before[field]);
      if (changed.length > 0) create();
      for (const field of changed) {
        const value = after[field];
        sql.exec(
          "INSERT OR REPLACE INTO meta VALUES (?, ?)",
          metaKeys[field],
          typeof value === "string" ? value : JSON.stringify(value),
        );
      }
      if (after.runs === before.runs) return;
      for (const run of after.runs) if (!before.runs.includes(run)) saveRun(run);
      const left = new Set(after.runs.map(({ id }) => id));
      for (const run of before.runs) if (!left.has(run.id)) sql.exec("DELETE FROM runs WHERE position = ?", run.position);
    },
    release(run) {
      sql.exec("UPDATE keys SET submitted = ? WHERE run = ?", JSON.stringify(run), run.id);
    },
    addCheckpoint(runId, round, data) {
      sql.exec("DELETE FROM checkpoints WHERE run = ? AND round = ?", runId, round);
      for (const [part, piece] of pieces(data).entries())
        sql.exec("INSERT INTO checkpoints VALUES (?, ?, ?, ?)", runId, round, part, piece);
    },
    checkpoints(runId) {
      const rounds = new Map<number, string[]>();
      const rows = sql.exec<{ round: number; data: string }>(
        "SELECT round, data FROM checkpoints WHERE run = ? ORDER BY round, part",
        runId,
      );
      for (const { round, data } of rows) rounds.set(round, [...(rounds.get(round) ?? []), data]);
      return [...rounds.values()].map((parts) => parts.join(""));
    },
    moveCheckpoints(from, to) {
      sql.exec("DELETE FROM checkpoints WHERE run = ?", to);
      sql.exec("UPDATE checkpoints SET run = ? WHERE run = ?", to, from);
    },
    dropCheckpoints(runId) {
      sql.exec("DELETE FROM checkpoints WHERE run = ?", runId);
    },
    thread() {
      if (!created) return null;
      const rows = sql.exec<{ data: string }>("SELECT data FROM thread ORDER BY part").toArray();
      return rows.length === 0 ? null : rows.map(({ data }) => data).join("");
    },
    saveThread(data) {
      sql.exec("DELETE FROM thread");
      for (const [part, piece] of pieces(data).entries()) sql.exec("INSERT INTO thread VALUES (?, ?)", part, piece);
    },
    key(key, sinceMs) {
      const row = one<{ request: string; run: string; submitted: string | null }>(
        "SELECT request, run, submitted FROM keys WHERE key = ? AND at > ?",
        key,
        sinceMs,
      );
      return (
        row && { request: row.request, runId: row.run, submitted: row.submitted === null ? null : JSON.parse(row.submitted) }
      );
    },
    saveKey(key, request, runId, atMs) {
      sql.exec("INSERT OR REPLACE INTO keys VALUES (?, ?, ?, ?, NULL)", key, request, runId, atMs);
    },
    forgetKeys(untilMs) {
      sql.exec("DELETE FROM keys WHERE at <= ?", untilMs);
    },
    clear() {
      create();
      sql.exec("DELETE FROM meta; DELETE FROM runs; DELETE FROM checkpoints; DELETE FROM thread; DELETE FROM keys;");
      markForm(sql);
    },
  };
}
