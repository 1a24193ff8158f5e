// The hub's tables in its own SQLite, and typed access to runs, checkpoints, idempotency keys and values. All synchronous.

import type { Notice, ProviderName, RunKind, StageName } from "../protocol/resources.ts";
import type { Outcome, RoundUsage } from "../protocol/run-stream.ts";
import type { Submission } from "../store/commit.ts";
import { rowMaxCharacters } from "./limits.ts";

const tables = `
  CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS runs (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, state TEXT NOT NULL, body TEXT NOT NULL);
  CREATE INDEX IF NOT EXISTS runs_unfinished ON runs (position) WHERE state <> 'done';
  CREATE TABLE IF NOT EXISTS checkpoints (run TEXT, round INTEGER, part INTEGER, data TEXT NOT NULL, PRIMARY KEY (run, round, part)) WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS log (first INTEGER PRIMARY KEY, last INTEGER NOT NULL, at INTEGER NOT NULL, body TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS replies (key TEXT PRIMARY KEY, request TEXT NOT NULL, reply TEXT NOT NULL, at INTEGER NOT NULL) WITHOUT ROWID;
`;

/**
 * queued: waits for its turn, or for its dispatch · running: started, with or without a reader · ending: the outcome is stored, D1 not yet ·
 * done: terminal event sent.
 */
export type RunState = "queued" | "running" | "ending" | "done";

/** One unit of work on the app. Restores and edits are runs that begin at `ending`. */
export interface Run {
  id: string;
  position: number;
  state: RunState;
  submission: Submission;
  /** Origin that the submitter used: preview addresses in events start from it. */
  origin: string;
  request: string;
  /** Position of the user's message: the conversation is what lies before it. */
  messagePosition: number;
  mode: "build" | "ask";
  model: string;
  /** The user named the app in this very request: the model does not rename it. */
  nameGiven: boolean;
  /** Decided at the first start. */
  kind: RunKind | null;
  epoch: number;
  fruitlessStarts: number;
  dispatch: number;
  /** Milliseconds since 1970; null when no dispatch is out. */
  dispatchedAtMs: number | null;
  /** Dispatches in a row that started nothing. */
  lostDispatches: number;
  /** Not before this time: back-off after a broken start. */
  notBeforeMs: number;
  startedAtMs: number | null;
  started: { provider: ProviderName; model: string } | null;
  rowsStored: boolean;
  announced: boolean;
  startStored: boolean;
  outcome: Outcome | null;
  number: number | null;
  endedAtMs: number | null;
  rounds: RoundUsage[];
  stages: { stage: StageName; at: string }[];
  notices: Notice[];
}

export type MetaKey = "app_id" | "last_seq" | "floor" | "position" | "run_position" | "number" | "deleted_at" | "rows_deleted";

export interface HubStorage {
  createTables(): void;
  exists(): boolean;
  meta(key: MetaKey): string | null;
  setMeta(key: MetaKey, value: string | number): void;
  /** Counts a value up and answers the new one; the first is 1. */
  next(key: MetaKey): number;
  run(id: string): Run | null;
  unfinishedRuns(): Run[];
  saveRun(run: Run): void;
  addCheckpoint(runId: string, round: number, data: string): void;
  /** Data of each complete round, in order. */
  checkpoints(runId: string): string[];
  dropCheckpoints(runId: string): void;
  reply(key: string): { request: string; reply: string } | null;
  saveReply(key: string, request: string, reply: string, atMs: number): void;
  forgetRepliesBefore(atMs: number): void;
  /** Empties every table. */
  clear(): void;
}

/** A surrogate pair must stay in one row: half of one is not storable as UTF-8. */
function pieceEnd(text: string, wanted: number): number {
  const code = text.charCodeAt(wanted);
  return code >= 0xdc00 && code <= 0xdfff ? wanted - 1 : wanted;
}

export function openHubStorage(sql: SqlStorage): HubStorage {
  let created = false;
  const one = <T extends Record<string, SqlStorageValue>>(query: string, ...bindings: unknown[]) =>
    sql.exec<T>(query, ...bindings).toArray()[0] ?? null;
  const parse = (row: { body: string }): Run => JSON.parse(row.body);

  const storage: HubStorage = {
    createTables() {
      sql.exec(tables);
      created = true;
    },
    exists() {
      created ||= one("SELECT 1 AS found FROM sqlite_master WHERE name = 'meta'") !== null;
      return created;
    },
    meta(key) {
      if (!storage.exists()) return null;
      return one<{ value: string }>("SELECT value FROM meta WHERE key = ?", key)?.value ?? null;
    },
    setMeta(key, value) {
      sql.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, String(value));
    },
    next(key) {
      const value = Number(storage.meta(key) ?? 0) + 1;
      storage.setMeta(key, value);
      return value;
    },
    run(id) {
      if (!storage.exists()) return null;
      const row = one<{ body: string }>("SELECT body FROM runs WHERE id = ?", id);
      return row && parse(row);
    },
    unfinishedRuns() {
      if (!storage.exists()) return [];
      return sql.exec<{ body: string }>("SELECT body FROM runs WHERE state <> 'done' ORDER BY position").toArray().map(parse);
    },
    saveRun(run) {
      sql.exec(
        "INSERT INTO runs VALUES (?, ?, ?, ?) ON CONFLICT (position) DO UPDATE SET state = excluded.state, body = excluded.body",
        run.position,
        run.id,
        run.state,
        JSON.stringify(run),
      );
    },
    addCheckpoint(runId, round, data) {
      sql.exec("DELETE FROM checkpoints WHERE run = ? AND round = ?", runId, round);
      let at = 0;
      for (let part = 0; at < data.length; part += 1) {
        const end = pieceEnd(data, at + rowMaxCharacters);
        sql.exec("INSERT INTO checkpoints VALUES (?, ?, ?, ?)", runId, round, part, data.slice(at, end));
        at = end;
      }
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
    dropCheckpoints(runId) {
      sql.exec("DELETE FROM checkpoints WHERE run = ?", runId);
    },
    reply(key) {
      if (!storage.exists()) return null;
      return one<{ request: string; reply: string }>("SELECT request, reply FROM replies WHERE key = ?", key);
    },
    saveReply(key, request, reply, atMs) {
      sql.exec("INSERT OR REPLACE INTO replies VALUES (?, ?, ?, ?)", key, request, reply, atMs);
    },
    forgetRepliesBefore(atMs) {
      sql.exec("DELETE FROM replies WHERE at < ?", atMs);
    },
    clear() {
      storage.createTables();
      sql.exec("DELETE FROM meta; DELETE FROM runs; DELETE FROM checkpoints; DELETE FROM log; DELETE FROM replies;");
    },
  };
  return storage;
}
