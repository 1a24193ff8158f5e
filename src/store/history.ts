// Reads of apps, messages and versions: what the API shows and what a run needs to know.
import { and, desc, eq, getTableColumns, lt, ne, or, sql } from "drizzle-orm";
import type { ResolvedLibraries } from "../libraries/libraries.ts";
import type { NoticeCode } from "../protocol/codes.ts";
import type { RunKind, VersionFile, VersionStatus } from "../protocol/resources.ts";
import type { Database } from "./database.ts";
import { type FileWithContent, filesOfPreview, filesWithContents, presentFile, presentWithContent } from "./files.ts";
import type { AppActivity, AppRow, LinkedVersion, MessageRow } from "./present.ts";
import { apps, messages, versions } from "./schema.ts";

const brokenCode: NoticeCode = "does_not_load";

const activityColumns = {
  unfinished: sql<number>`EXISTS (SELECT 1 FROM versions v WHERE v.app_id = apps.id AND v.status IN ('pending', 'in_progress'))`,
  tried: sql<number>`EXISTS (SELECT 1 FROM versions v WHERE v.app_id = apps.id AND v.status IN ('failed', 'cancelled'))`,
  broken: sql<number>`EXISTS (SELECT 1 FROM versions v, json_each(v.metadata, '$.notices') notice WHERE v.app_id = apps.id
    AND v.number = apps.current_version AND notice.value ->> 'code' = ${brokenCode})`,
};

export interface AppWithActivity {
  row: AppRow;
  activity: AppActivity;
}

const withActivity = (found: { row: AppRow } & Record<keyof AppActivity, number>): AppWithActivity => ({
  row: found.row,
  activity: { unfinished: found.unfinished === 1, tried: found.tried === 1, broken: found.broken === 1 },
});

/** The app with its activity, as a statement for a batch; `firstApp` reads its result. */
export const selectApp = (db: Database, appId: string) =>
  db
    .select({ row: apps, ...activityColumns })
    .from(apps)
    .where(eq(apps.id, appId));

export type AppSelection = Awaited<ReturnType<typeof selectApp>>;

export const firstApp = ([found]: AppSelection): AppWithActivity | null => (found ? withActivity(found) : null);

export const findApp = async (db: Database, appId: string): Promise<AppWithActivity | null> =>
  firstApp(await selectApp(db, appId));

/** Newest change first. `before` is the last entry of the previous page. */
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

/** A run with its message, as a retry needs them. Also null when the message was withdrawn. */
export async function findTried(
  db: Database,
  appId: string,
  versionId: string,
): Promise<{ kind: RunKind; status: VersionStatus; message: MessageRow } | null> {
  const [found] = await db
    .select({ kind: versions.kind, status: versions.status, message: messages })
    .from(versions)
    .innerJoin(messages, and(eq(messages.appId, versions.appId), eq(messages.id, versions.userMessageId)))
    .where(and(eq(versions.appId, appId), eq(versions.id, versionId)));
  return found ?? null;
}

const linkedVersion = { ...getTableColumns(versions), previewKey: apps.previewKey };

/** Newest first. */
export function listVersions(db: Database, appId: string, limit: number, before: number | null): Promise<LinkedVersion[]> {
  return db
    .select(linkedVersion)
    .from(versions)
    .innerJoin(apps, eq(apps.id, versions.appId))
    .where(and(eq(versions.appId, appId), before === null ? undefined : lt(versions.position, before)))
    .orderBy(desc(versions.position))
    .limit(limit);
}

/** By id, number ("3") or "latest" (the highest number). */
export async function findVersion(db: Database, appId: string, ref: string): Promise<LinkedVersion | null> {
  const mine = db.select(linkedVersion).from(versions).innerJoin(apps, eq(apps.id, versions.appId)).$dynamic();
  const ofApp = eq(versions.appId, appId);
  const [row] =
    ref === "latest"
      ? await mine
          .where(and(ofApp, sql`${versions.number} IS NOT NULL`))
          .orderBy(desc(versions.number))
          .limit(1)
      : await mine.where(and(ofApp, /^\d{1,9}$/.test(ref) ? eq(versions.number, Number(ref)) : eq(versions.id, ref)));
  return row ?? null;
}

/** What a numbered version's files import from the CDN; nothing for a version that does not exist. */
export async function librariesOf(db: Database, appId: string, number: number): Promise<ResolvedLibraries> {
  const [row] = await selectLibraries(db, appId, number);
  return row?.libraries ?? {};
}

const selectLibraries = (db: Database, appId: string, number: number) =>
  db
    .select({ libraries: versions.libraries })
    .from(versions)
    .where(and(eq(versions.appId, appId), eq(versions.number, number)));

/** The version that a preview's link opens. `number` null: the newest. */
export async function findPreviewed(db: Database, previewKey: string, number: number | null): Promise<PreviewedVersion | null> {
  const wanted = sql<number>`COALESCE(${number}, ${apps.currentVersion})`;
  const found = db
    .select({ appId: apps.id, number: wanted, libraries: versions.libraries, publicValues: apps.publicValues })
    .from(apps)
    .innerJoin(versions, and(eq(versions.appId, apps.id), eq(versions.number, wanted)))
    .where(eq(apps.previewKey, previewKey));
  // Every request of a preview asks this: one way to the database and back.
  const [[row], files] = await db.batch([found, filesOfPreview(db, previewKey, wanted)]);
  return row === undefined ? null : { ...row, files: files.map(presentFile) };
}

export interface PreviewedVersion {
  appId: string;
  number: number;
  files: VersionFile[];
  libraries: ResolvedLibraries;
  publicValues: Record<string, string>;
}

/** Null when there is no such app. */
export async function findPreviewKey(db: Database, appId: string): Promise<string | null> {
  const [row] = await db.select({ key: apps.previewKey }).from(apps).where(eq(apps.id, appId));
  return row?.key ?? null;
}

/** Most messages from outside the app's thread that a run is told about: more would not fit a model's request. */
const conversationMaxMessages = 200;

export interface RunMaterial {
  appName: string;
  /** Names of the app's public values. */
  publicNames: string[];
  /** Those before the answer, without the request, oldest first. */
  conversation: MessageRow[];
  /** Files of the version the run works on. */
  files: FileWithContent[];
  /** What they import from the CDN. */
  libraries: ResolvedLibraries;
}

export interface RunPlace {
  appId: string;
  /** Null: there is no version yet. */
  baseNumber: number | null;
  /** Positions of the request and of its answer. A retry answers an older message, after everything said since. */
  position: number;
  answerPosition: number;
}

/** Everything a run starts with, in one round trip. Earlier answers to the same message were not kept and are left out. */
export async function readRunMaterial(
  db: Database,
  { appId, baseNumber, position, answerPosition }: RunPlace,
): Promise<RunMaterial> {
  const earlierAnswers = sql`SELECT v.assistant_message_id FROM versions v JOIN messages m ON m.id = v.user_message_id
    WHERE m.app_id = ${appId} AND m.position = ${position} AND v.assistant_message_id IS NOT NULL`;
  const conversation = db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.appId, appId),
        lt(messages.position, answerPosition),
        ne(messages.position, position),
        sql`${messages.id} NOT IN (${earlierAnswers})`,
      ),
    )
    .orderBy(desc(messages.position))
    .limit(conversationMaxMessages);
  const [found, rows, contents, held] = await db.batch([
    selectApp(db, appId),
    conversation,
    filesWithContents(db, appId, baseNumber ?? 0),
    selectLibraries(db, appId, baseNumber ?? 0),
  ]);
  return {
    appName: found[0]?.row.name ?? "",
    publicNames: Object.keys(found[0]?.row.publicValues ?? {}),
    conversation: rows.reverse(),
    files: contents.map(presentWithContent),
    libraries: held[0]?.libraries ?? {},
  };
}
