// The hub's tables in its own SQLite: the kept state, runs that are over, checkpoints and idempotency keys. All synchronous, so that what one
// command changes is stored together or not at all.
import { rowMaxCharacters } from "./core/limits.ts";
import { idleRun } from "./core/new-run.ts";
import { emptyState, type KeptState, type Run } from "./core/state.ts";

const tables = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS runs (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS runs_unfinished ON runs (position) WHERE state <> 'done';
  CREATE TABLE IF NOT EXISTS checkpoints (run TEXT, round INTEGER, part INTEGER, data TEXT NOT NULL, PRIMARY KEY (run, round, part)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS thread (part INTEGER PRIMARY KEY, data TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS log (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, request TEXT NOT NULL, reply TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
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
  appRevision: "app_revision",
  appChange: "app_change",
} as const satisfies Record<Exclude<keyof KeptState, "runs">, string>;

type Field = keyof typeof metaKeys;
const fields = Object.keys(metaKeys) as Field[];

export interface HubStorage {
  load(): KeptState;
  /** Stores what differs. */
  save(before: KeptState, after: KeptState): void;
  /** A run that is over. */
  archive(run: Run): void;
  archived(id: string): Run | null;
  addCheckpoint(runId: string, round: number, data: string): void;
  /** Data of each complete round, in order. */
  checkpoints(runId: string): string[];
  moveCheckpoints(from: string, to: string): void;
  dropCheckpoints(runId: string): void;
  /** The conversation as the last completed run left it; null when there is none. */
  thread(): string | null;
  saveThread(data: string): void;
  /** What an idempotency key was used for, if it is remembered. */
  key(key: string): { request: string; versionId: string } | null;
  saveKey(key: string, request: string, versionId: string, atMs: number): void;
  forgetKeysBefore(atMs: number): void;
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
  /** The constructor of a Durable Object must not create tables: asking for an app that never was would make one. */
  let created = sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'meta'").toArray().length > 0;
  // A table that an older version of this software did not make.
  if (created) sql.exec(tables);

  function create(): void {
    if (!created) sql.exec(tables);
    created = true;
  }

  const one = <T extends Record<string, SqlStorageValue>>(query: string, ...bindings: unknown[]) =>
    created ? (sql.exec<T>(query, ...bindings).toArray()[0] ?? null) : null;

  const parse = ({ body }: { body: string }): Run => {
    const stored = JSON.parse(body) as Omit<Run, keyof typeof idleRun> & Partial<Run>;
    const run: Run = { ...idleRun, ...stored };
    return stored.completedRounds === undefined ? { ...run, ...unknownToOlder(run) } : run;
  };

  /** What an older version of this software did not store of a run, read off the tables. */
  function unknownToOlder({ id, rowsStored }: Run): Pick<Run, "completedRounds" | "firstSeq"> {
    const count = one<{ rounds: number }>("SELECT COUNT(DISTINCT round) AS rounds FROM checkpoints WHERE run = ?", id);
    const floor = one<{ value: string }>("SELECT value FROM meta WHERE key = ?", metaKeys.floor);
    return { completedRounds: count?.rounds ?? 0, firstSeq: rowsStored ? Number(floor?.value ?? 0) + 1 : null };
  }

  function saveRun(run: Run): void {
    sql.exec(
      "INSERT INTO runs VALUES (?, ?, ?, ?) ON CONFLICT (position) DO UPDATE SET state = excluded.state, body = excluded.body",
      run.position,
      run.id,
      run.state,
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
        .exec<{ body: string }>("SELECT body FROM runs WHERE state <> 'done' ORDER BY position")
        .toArray()
        .map(parse);
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
      for (const run of after.runs) if (!before.runs.includes(run)) saveRun(run);
    },
    archive: saveRun,
    archived(id) {
      const row = one<{ body: string }>("SELECT body FROM runs WHERE id = ? AND state = 'done'", id);
      return row && parse(row);
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
    key(key) {
      const row = one<{ request: string; reply: string }>("SELECT request, reply FROM replies WHERE key = ?", key);
      return row && { request: row.request, versionId: row.reply };
    },
    saveKey(key, request, versionId, atMs) {
      sql.exec("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?)", key, request, versionId, atMs);
    },
    forgetKeysBefore(atMs) {
      if (created) sql.exec("DELETE FROM replies WHERE at < ?", atMs);
    },
    clear() {
      create();
      sql.exec(
        "DELETE FROM meta; DELETE FROM runs; DELETE FROM checkpoints; DELETE FROM thread; DELETE FROM log; DELETE FROM replies;",
      );
    },
  };
}
