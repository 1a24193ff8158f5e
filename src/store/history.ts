// Reads of apps, messages and versions: what the API shows and what a run needs to know.
import { and, asc, desc, eq, lt, or, sql } from "drizzle-orm";
import type { Database } from "./database.ts";
import type { AppActivity, AppRow, MessageRow, VersionRow } from "./present.ts";
import { apps, messages, versions } from "./schema.ts";

const activityColumns = {
  unfinished: sql<number>`EXISTS (SELECT 1 FROM versions v WHERE v.app_id = apps.id AND v.status IN ('pending', 'in_progress'))`,
  tried: sql<number>`EXISTS (SELECT 1 FROM versions v WHERE v.app_id = apps.id AND v.status IN ('failed', 'cancelled'))`,
};

export interface AppWithActivity {
  row: AppRow;
  activity: AppActivity;
}

const withActivity = (found: { row: AppRow; unfinished: number; tried: number }): AppWithActivity => ({
  row: found.row,
  activity: { unfinished: found.unfinished === 1, tried: found.tried === 1 },
});

/** The app, only if it is this user's: what is not theirs does not exist for them. */
export async function findOwnedApp(db: Database, userId: string, appId: string): Promise<AppWithActivity | null> {
  const [found] = await db
    .select({ row: apps, ...activityColumns })
    .from(apps)
    .where(and(eq(apps.id, appId), eq(apps.userId, userId)));
  return found ? withActivity(found) : null;
}

export async function findApp(db: Database, appId: string): Promise<AppWithActivity | null> {
  const [found] = await db
    .select({ row: apps, ...activityColumns })
    .from(apps)
    .where(eq(apps.id, appId));
  return found ? withActivity(found) : null;
}

/** Newest change first. `before` is the last entry of the page before. */
export async function listApps(
  db: Database,
  userId: string,
  limit: number,
  before: { updatedAt: number; id: string } | null,
): Promise<AppWithActivity[]> {
  const older = before
    ? or(lt(apps.updatedAt, before.updatedAt), and(eq(apps.updatedAt, before.updatedAt), lt(apps.id, before.id)))
    : undefined;
  const found = await db
    .select({ row: apps, ...activityColumns })
    .from(apps)
    .where(and(eq(apps.userId, userId), older))
    .orderBy(desc(apps.updatedAt), desc(apps.id))
    .limit(limit);
  return found.map(withActivity);
}

/** The newest `limit` messages before `before`, oldest first: as a chat shows them. */
export async function listMessages(db: Database, appId: string, limit: number, before: number | null): Promise<MessageRow[]> {
  const rows = await db
    .select()
    .from(messages)
    .where(and(eq(messages.appId, appId), before === null ? undefined : lt(messages.position, before)))
    .orderBy(desc(messages.position))
    .limit(limit);
  return rows.reverse();
}

export async function findMessage(db: Database, appId: string, id: string): Promise<MessageRow | null> {
  const [row] = await db
    .select()
    .from(messages)
    .where(and(eq(messages.appId, appId), eq(messages.id, id)));
  return row ?? null;
}

/** Newest first. */
export function listVersions(db: Database, appId: string, limit: number, before: number | null): Promise<VersionRow[]> {
  return db
    .select()
    .from(versions)
    .where(and(eq(versions.appId, appId), before === null ? undefined : lt(versions.position, before)))
    .orderBy(desc(versions.position))
    .limit(limit);
}

/** By id, number ("3") or "latest", which is the highest number. */
export async function findVersion(db: Database, appId: string, ref: string): Promise<VersionRow | null> {
  const mine = eq(versions.appId, appId);
  const [row] =
    ref === "latest"
      ? await db
          .select()
          .from(versions)
          .where(and(mine, sql`${versions.number} IS NOT NULL`))
          .orderBy(desc(versions.number))
          .limit(1)
      : await db
          .select()
          .from(versions)
          .where(and(mine, /^\d{1,9}$/.test(ref) ? eq(versions.number, Number(ref)) : eq(versions.id, ref)));
  return row ?? null;
}

/** The conversation before a message, oldest first. */
export function listConversation(db: Database, appId: string, beforePosition: number): Promise<MessageRow[]> {
  return db
    .select()
    .from(messages)
    .where(and(eq(messages.appId, appId), lt(messages.position, beforePosition)))
    .orderBy(asc(messages.position));
}
