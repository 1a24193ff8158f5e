// The writes of a hub. Every one is a single D1 batch (one transaction) and absolute: repeating it changes nothing.
import { and, eq, inArray, isNull, lt, sql } from "drizzle-orm";
import type { VersionMetadata } from "../protocol/resources.ts";
import type { RoundUsage } from "../protocol/run-stream.ts";
import type { Database } from "./database.ts";
import type { AppRow, MessageRow, VersionRow } from "./present.ts";
import { apps, blobs, files, messages, usage, versions } from "./schema.ts";

/** What a submitted message adds. `app` only with the first one. */
export interface Submission {
  app: AppRow | null;
  messages: MessageRow[];
  version: VersionRow;
}

export async function insertSubmission(db: Database, submission: Submission): Promise<void> {
  const { app, version } = submission;
  const appRow = app ? [db.insert(apps).values(app).onConflictDoNothing()] : [];
  await db.batch([
    db.update(apps).set({ updatedAt: version.createdAt }).where(eq(apps.id, version.appId)),
    ...appRow,
    ...submission.messages.map((row) => db.insert(messages).values(row).onConflictDoNothing()),
    db.insert(versions).values(version).onConflictDoNothing(),
  ]);
}

/** The new text of a message that still waits. */
export async function updateMessage(db: Database, id: string, content: string): Promise<void> {
  await db.update(messages).set({ content }).where(eq(messages.id, id));
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
    .where(and(eq(versions.id, versionId), inArray(versions.status, ["pending", "in_progress"])));
}

/** A version as it ends. `number` is null when nothing was changed. */
export interface Ending {
  version: VersionRow;
  assistantMessage: { id: string; content: string } | null;
  /** Ids of messages that go: the user took them back. */
  removedMessages: string[];
  written: { path: string; sha256: string; size: number }[];
  deleted: string[];
  rounds: RoundUsage[];
  appName: string | null;
  appDescription: string | null;
}

/** Version, files, message, usage and app in one transaction. */
export async function commitEnding(db: Database, ending: Ending): Promise<void> {
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

  statements.push(
    db
      .update(apps)
      .set({
        updatedAt: version.completedAt ?? version.createdAt,
        ...(number === null ? {} : { currentVersion: number }),
        ...(ending.appName === null ? {} : { name: ending.appName }),
        ...(ending.appDescription === null ? {} : { description: ending.appDescription }),
      })
      .where(eq(apps.id, appId)),
  );
  await db.batch([db.insert(versions).values(version).onConflictDoUpdate({ target: versions.id, set: version }), ...statements]);
}

export async function updateApp(
  db: Database,
  appId: string,
  fields: { name?: string; description?: string; model?: string; updatedAt: number },
): Promise<void> {
  await db.update(apps).set(fields).where(eq(apps.id, appId));
}

/** Everything of an app. Rows first by foreign key, contents by app id. */
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
