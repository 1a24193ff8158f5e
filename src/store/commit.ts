// The writes of a hub. Every one is a single D1 batch (one transaction) and absolute: repeating it changes nothing.
import { and, eq, exists, type InferSelectModel, inArray, isNull, lt, notInArray, sql } from "drizzle-orm";
import type { VersionMetadata, VersionStatus } from "../protocol/resources.ts";
import type { Database } from "./database.ts";
import { type AppSelection, type AppWithActivity, firstApp, selectApp } from "./history.ts";
import type { MessageRow, NewApp, VersionRow } from "./present.ts";
import { apps, blobs, files, messages, usage, versions } from "./schema.ts";

/** What a submitted message adds. `app` only with the first one. */
export interface Submission {
  app: NewApp | null;
  messages: MessageRow[];
  version: VersionRow;
}

const unfinished: VersionStatus[] = ["pending", "in_progress"];

export async function insertSubmission(db: Database, submission: Submission): Promise<void> {
  const { app, version } = submission;
  const appRow = app ? [db.insert(apps).values(app).onConflictDoNothing()] : [];
  await db.batch([
    db.update(apps).set({ updatedAt: version.createdAt }).where(eq(apps.id, version.appId)),
    ...appRow,
    ...submission.messages.map((row) => insertMessage(db, row, version.id)),
    db.insert(versions).values(version).onConflictDoNothing(),
  ]);
}

/** Only while the run is not over: a late repeat must not restore what its user has withdrawn since. */
function insertMessage(db: Database, row: MessageRow, runId: string) {
  const over = db
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.id, runId), notInArray(versions.status, unfinished)));
  const { id, appId, position, role, content, status, versionId, createdAt, revision } = row;
  return db
    .insert(messages)
    .select(
      sql`SELECT ${id}, ${appId}, ${position}, ${role}, ${content}, ${status}, ${versionId}, ${createdAt}, ${revision ?? 0} WHERE NOT EXISTS ${over}`,
    )
    .onConflictDoNothing();
}

/** The new text of a waiting message. */
export async function updateMessage(db: Database, id: string, content: string, revision: number): Promise<void> {
  await db
    .update(messages)
    .set({ content, revision })
    .where(and(eq(messages.id, id), lt(messages.revision, revision)));
}

export async function markStarted(
  db: Database,
  versionId: string,
  startedAtMs: number,
  metadata: VersionMetadata,
): Promise<void> {
  await db
    .update(versions)
    .set({ status: "in_progress", startedAt: startedAtMs, metadata })
    .where(and(eq(versions.id, versionId), inArray(versions.status, unfinished)));
}

/** What a round cost, without its owner. */
export type PaidRoundRow = Omit<InferSelectModel<typeof usage>, "versionId" | "appId">;

/** A version at its end. `number` is null when nothing changed. */
export interface Ending {
  version: VersionRow;
  assistantMessage: { id: string; content: string } | null;
  /** Ids of messages to delete: the user withdrew them. */
  removedMessages: string[];
  written: { path: string; sha256: string; size: number }[];
  deleted: string[];
  rounds: PaidRoundRow[];
  appName: string | null;
  appDescription: string | null;
}

/** Version, files, message, usage and app in one transaction. Returns the app afterwards; null when it is gone. */
export async function commitEnding(db: Database, ending: Ending): Promise<AppWithActivity | null> {
  const { version } = ending;
  const { appId, number } = version;
  const statements: Parameters<Database["batch"]>[0][number][] = [];

  if (ending.assistantMessage) {
    const { id, content } = ending.assistantMessage;
    statements.push(db.update(messages).set({ content, status: version.status }).where(eq(messages.id, id)));
  }

  if (ending.removedMessages.length > 0) statements.push(db.delete(messages).where(inArray(messages.id, ending.removedMessages)));

  if (number !== null) {
    const touched = JSON.stringify([...ending.written.map((file) => file.path), ...ending.deleted]);
    statements.push(
      db
        .update(files)
        .set({ until: number })
        .where(
          and(
            eq(files.appId, appId),
            isNull(files.until),
            lt(files.since, number),
            sql`${files.path} IN (SELECT value FROM json_each(${touched}))`,
          ),
        ),
      // One statement for any number of files. WHERE true keeps SQLite from reading ON CONFLICT as a join.
      db
        .insert(files)
        .select(
          sql`SELECT ${appId}, value ->> 'path', ${number}, NULL, value ->> 'sha256', value ->> 'size'
            FROM json_each(${JSON.stringify(ending.written)}) WHERE true`,
        )
        .onConflictDoNothing(),
    );
  }

  const rounds = ending.rounds.map((round) => ({ versionId: version.id, appId, ...round }));
  for (const row of rounds) statements.push(db.insert(usage).values(row).onConflictDoNothing());

  // Only upwards: this may be a late repeat, after a later version.
  const updatedAt = version.completedAt ?? version.createdAt;
  const later = {
    updatedAt: sql`MAX(${apps.updatedAt}, ${updatedAt})`,
    ...(number === null ? {} : { currentVersion: sql`MAX(COALESCE(${apps.currentVersion}, 0), ${number})` }),
  };
  statements.push(db.update(apps).set(later).where(eq(apps.id, appId)));
  const results = await db.batch([
    nameApp(db, ending),
    db.insert(versions).values(version).onConflictDoUpdate({ target: versions.id, set: version }),
    ...statements,
    selectApp(db, appId),
  ]);
  return firstApp(results.at(-1) as AppSelection);
}

/** The name the run gave the app, unless the run's end is already in the database: a person may have changed the name since. */
function nameApp(db: Database, { version, appName, appDescription }: Ending) {
  const before = db
    .select({ id: versions.id })
    .from(versions)
    .where(and(eq(versions.id, version.id), inArray(versions.status, unfinished)));
  return db
    .update(apps)
    .set({ name: appName ?? sql`${apps.name}`, description: appDescription ?? sql`${apps.description}` })
    .where(and(eq(apps.id, version.appId), exists(before)));
}

interface AppFields {
  name?: string;
  description?: string;
  model?: string;
  previewKey?: string;
  publicValues?: Record<string, string>;
}

/** A person's changes. Returns the app afterwards; null when it is gone. */
export async function updateApp(
  db: Database,
  appId: string,
  { fields, atMs }: { fields: AppFields; atMs: number },
  revision: number,
): Promise<AppWithActivity | null> {
  const [, found] = await db.batch([
    db
      .update(apps)
      .set({ ...fields, revision, updatedAt: sql`MAX(${apps.updatedAt}, ${atMs})` })
      .where(and(eq(apps.id, appId), lt(apps.revision, revision))),
    selectApp(db, appId),
  ]);
  return firstApp(found);
}

/** Deletes everything of an app: rows by foreign key, contents by app id. */
export async function deleteApp(db: Database, appId: string): Promise<void> {
  await db.batch([
    db.delete(messages).where(eq(messages.appId, appId)),
    db.delete(versions).where(eq(versions.appId, appId)),
    db.delete(files).where(eq(files.appId, appId)),
    db.delete(blobs).where(eq(blobs.appId, appId)),
    db.delete(usage).where(eq(usage.appId, appId)),
    db.delete(apps).where(eq(apps.id, appId)),
  ]);
}
