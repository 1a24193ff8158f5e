// A user with everything that belongs to them: reading it, and deleting it for good.
import { and, count, eq, ne, notExists, or, sql } from "drizzle-orm";
import type { Credential } from "../domain/actor.ts";
import type { Database } from "./database.ts";
import { apikey, apps, session, user, verification } from "./schema.ts";

export interface Belongings {
  row: typeof user.$inferSelect;
  apps: number;
  keys: number;
}

export async function readAccount(db: Database, userId: string): Promise<Belongings | null> {
  const [[row], [owned], [keys]] = await db.batch([
    db.select().from(user).where(eq(user.id, userId)),
    db.select({ number: count() }).from(apps).where(eq(apps.userId, userId)),
    db.select({ number: count() }).from(apikey).where(eq(apikey.referenceId, userId)),
  ]);
  return row ? { row, apps: owned?.number ?? 0, keys: keys?.number ?? 0 } : null;
}

export async function appIdsOf(db: Database, userId: string, limit: number): Promise<string[]> {
  const rows = await db.select({ id: apps.id }).from(apps).where(eq(apps.userId, userId)).limit(limit);
  return rows.map(({ id }) => id);
}

/** Every session and key but the current one. */
export async function revokeOthers(db: Database, userId: string, kept: Credential): Promise<void> {
  const keptId = (kind: Credential["kind"]) => (kept.kind === kind ? kept.id : "");
  await db.batch([
    db.delete(session).where(and(eq(session.userId, userId), ne(session.id, keptId("session")))),
    db.delete(apikey).where(and(eq(apikey.referenceId, userId), ne(apikey.id, keptId("key")))),
  ]);
}

/**
 * Deletes the user and their sign-ins at once, but only when they have no apps left, since each app's hub has to be told first. Returns whether the
 * user is gone. Sessions and accounts follow by foreign key.
 */
export async function deleteUser(db: Database, userId: string): Promise<boolean> {
  const present = db.select({ id: user.id }).from(user).where(eq(user.id, userId));
  const owned = db.select({ id: apps.id }).from(apps).where(eq(apps.userId, userId));
  const ofTheirs = sql`${verification.identifier} = (SELECT ${user.email} FROM ${user} WHERE ${user.id} = ${userId})`;
  const results = await db.batch([
    db.delete(verification).where(or(eq(verification.value, userId), ofTheirs)),
    db.delete(user).where(and(eq(user.id, userId), notExists(owned))),
    db.delete(apikey).where(and(eq(apikey.referenceId, userId), notExists(present))),
    present,
  ]);
  return results[3].length === 0;
}
