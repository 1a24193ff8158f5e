// Form 1 to form 2: runs hold records of the hub's own in place of rows of D1, finished runs leave, and idempotency keys keep what they are answered with.

/** The parts of a form 1 run that matter here. Before forms had numbers, later fields were simply missing in older runs. */
interface RunOfForm1 {
  id: string;
  position: number;
  submission: {
    app: { userId: string; name: string; model?: string } | null;
    messages: {
      id: string;
      position: number;
      role: string;
      content: string;
      status: string;
      createdAt: number;
      revision?: number;
    }[];
    version: {
      appId: string;
      parentNumber: number | null;
      kind: string;
      userMessageId: string | null;
      assistantMessageId: string | null;
      summary: string;
      metadata: { origin: string; restored_from?: number };
      createdAt: number;
    };
  };
  nameGiven: boolean;
  retryOf?: string | null;
  rowsStored?: boolean;
  completedRounds?: number;
  outcome?: { status: string } | null;
  rounds?: Record<string, unknown>[];
  announced?: boolean;
}

/** Defaults for fields missing in older runs. */
const addedToForm1 = {
  descriptionGiven: false,
  retryOf: null,
  baseNumber: null,
  brokenStarts: 0,
  resumes: 0,
  messageStored: true,
  adoptedRounds: 0,
  removed: false,
  stages: [],
  notices: [],
  switches: [],
};
const addedToRounds = { reasoningTokens: null, costSource: null };

const keyLifeMs = 24 * 60 * 60 * 1000;
const maxCutShort = 20;

export function toForm2(sql: SqlStorage): void {
  sql.exec(`
    CREATE TABLE IF NOT EXISTS thread (part INTEGER PRIMARY KEY, data TEXT NOT NULL);
    CREATE TABLE keys (key TEXT PRIMARY KEY, request TEXT NOT NULL, run TEXT NOT NULL, at INTEGER NOT NULL, submitted TEXT) WITHOUT ROWID;
    INSERT INTO keys SELECT key, request, reply, at, NULL FROM replies;
    DROP TABLE replies;
  `);
  keepAnswers(sql);
  keepCutShort(sql);
  sql.exec(`
    DELETE FROM runs WHERE state = 'done';
    DROP INDEX runs_unfinished;
    ALTER TABLE runs DROP COLUMN state;
    UPDATE meta SET value = CASE value WHEN 'true' THEN '1' ELSE '0' END WHERE key = 'rows_deleted' AND value IN ('true', 'false');
  `);
  for (const { body } of sql.exec<{ body: string }>("SELECT body FROM runs").toArray()) {
    const run: RunOfForm1 = JSON.parse(body);
    sql.exec("UPDATE runs SET body = ? WHERE position = ?", JSON.stringify(runOf(sql, run)), run.position);
  }
}

/** Keys of finished runs take over what a repeat needs. */
function keepAnswers(sql: SqlStorage): void {
  for (const { run } of sql.exec<{ run: string }>("SELECT DISTINCT run FROM keys").toArray()) {
    const [row] = sql.exec<{ body: string }>("SELECT body FROM runs WHERE id = ? AND state = 'done'", run).toArray();
    if (row) sql.exec("UPDATE keys SET submitted = ? WHERE run = ?", JSON.stringify(submittedOf(JSON.parse(row.body))), run);
  }
  const range = sql
    .exec<{ first: number | null; last: number | null }>("SELECT MIN(at) AS first, MAX(at) AS last FROM keys")
    .one();
  if (range.first === null) return;
  setValue(sql, "keys", { lastAtMs: range.last, forgetAtMs: range.first + keyLifeMs });
}

/** What retries need to know of the latest unsuccessful runs. */
function keepCutShort(sql: SqlStorage): void {
  const rows = sql.exec<{ body: string }>(
    "SELECT body FROM runs WHERE state = 'done' AND body ->> '$.outcome.status' <> 'completed' ORDER BY position DESC",
  );
  const cutShort: { runId: string; roundsOf: string | null; nameGiven: boolean }[] = [];
  for (const { body } of rows) {
    const run: RunOfForm1 = JSON.parse(body);
    const roundsOf = completedRoundsOf(sql, run) > 0 ? run.id : (run.retryOf ?? null);
    if (roundsOf !== null || run.nameGiven) cutShort.unshift({ runId: run.id, roundsOf, nameGiven: run.nameGiven });
    if (cutShort.length === maxCutShort) break;
  }
  if (cutShort.length > 0) setValue(sql, "cut_short", cutShort);
}

function runOf(sql: SqlStorage, { announced: _, ...run }: RunOfForm1): object {
  const rounds = (run.rounds ?? []).map((round) => ({ ...addedToRounds, ...round }));
  const isOlder = run.completedRounds === undefined;
  const readOff = isOlder ? { completedRounds: completedRoundsOf(sql, run), firstSeq: firstSeqOf(sql, run) } : {};
  return { ...addedToForm1, ...run, ...readOff, rounds, ...submittedOf(run) };
}

function submittedOf({ id, position, submission: { app, messages, version } }: RunOfForm1): object {
  return {
    id,
    position,
    submission: {
      appId: version.appId,
      app: app && { userId: app.userId, name: app.name, model: app.model ?? "" },
      messages: messages.map((message) => ({
        id: message.id,
        position: message.position,
        role: message.role,
        content: message.content,
        status: message.status,
        createdAtMs: message.createdAt,
        revision: message.revision ?? 0,
      })),
      userMessageId: version.userMessageId,
      assistantMessageId: version.assistantMessageId,
      kind: version.kind,
      parentNumber: version.parentNumber,
      madeBy: version.metadata.origin,
      restoredFrom: version.metadata.restored_from ?? null,
      summary: version.summary,
      createdAtMs: version.createdAt,
    },
  };
}

/** Taken from the checkpoints when the run does not say. */
function completedRoundsOf(sql: SqlStorage, { id, completedRounds }: RunOfForm1): number {
  if (completedRounds !== undefined) return completedRounds;
  return sql.exec<{ rounds: number }>("SELECT COUNT(DISTINCT round) AS rounds FROM checkpoints WHERE run = ?", id).one().rounds;
}

/** From the oldest event on, when the run does not say. */
function firstSeqOf(sql: SqlStorage, { rowsStored }: RunOfForm1): number | null {
  const [floor] = sql.exec<{ value: string }>("SELECT value FROM meta WHERE key = 'floor'").toArray();
  return rowsStored ? Number(floor?.value ?? 0) + 1 : null;
}

function setValue(sql: SqlStorage, key: string, value: unknown): void {
  sql.exec("INSERT OR REPLACE INTO meta VALUES (?, ?)", key, JSON.stringify(value));
}
