// Files of versions and their contents. A version's files are the rows whose span covers its number.
import { and, asc, eq, gt, inArray, isNull, lte, or, type SQL, sql } from "drizzle-orm";
import type { VersionFile } from "../protocol/resources.ts";
import type { Database } from "./database.ts";
import { apps, blobs, files } from "./schema.ts";

const spans = (appId: string, number: number) =>
  and(eq(files.appId, appId), lte(files.since, number), or(isNull(files.until), gt(files.until, number)));

const fileColumns = {
  path: files.path,
  size: files.size,
  sha256: files.sha256,
  contentType: blobs.contentType,
  width: blobs.width,
  height: blobs.height,
};

type FileRow = Pick<VersionFile, "path" | "size" | "sha256"> & {
  [Name in "contentType" | "width" | "height"]: (typeof blobs.$inferSelect)[Name];
};

const ofFile = and(eq(blobs.appId, files.appId), eq(blobs.sha256, files.sha256));

/** As the wire has it: what is only known of binary files is absent in texts. */
export const presentFile = ({ path, size, sha256, contentType, width, height }: FileRow): VersionFile => ({
  ...{ path, size, sha256 },
  ...(contentType === null ? {} : { binary: true, content_type: contentType }),
  ...(width === null || height === null ? {} : { width, height }),
});

/** Files of a version, by path. Empty for a number that never existed. */
export async function listFiles(db: Database, appId: string, number: number): Promise<VersionFile[]> {
  const rows = await db
    .select(fileColumns)
    .from(files)
    .leftJoin(blobs, ofFile)
    .where(spans(appId, number))
    .orderBy(asc(files.path));
  return rows.map(presentFile);
}

/** Files of the version that a preview's link opens, as a statement; `presentFile` reads its rows. `wanted`: the version's number. */
export function filesOfPreview(db: Database, previewKey: string, wanted: SQL<number>) {
  return db
    .select(fileColumns)
    .from(apps)
    .innerJoin(files, and(eq(files.appId, apps.id), lte(files.since, wanted), or(isNull(files.until), gt(files.until, wanted))))
    .leftJoin(blobs, ofFile)
    .where(eq(apps.previewKey, previewKey))
    .orderBy(asc(files.path));
}

/** Files of a version with their contents, as a statement; `presentWithContent` reads its rows. */
export function filesWithContents(db: Database, appId: string, number: number) {
  return db
    .select({ ...fileColumns, content: blobs.content })
    .from(files)
    .leftJoin(blobs, ofFile)
    .where(spans(appId, number))
    .orderBy(asc(files.path));
}

/** A text's content is null where it is missing; a binary file has none. */
export function presentWithContent({ content, ...row }: FileRow & { content: string | null }): FileWithContent {
  const file = presentFile(row);
  return file.binary ? file : { ...file, content };
}

export type FileWithContent = Omit<VersionFile, "content"> & { content?: string | null };

export async function findFile(db: Database, appId: string, number: number, path: string): Promise<VersionFile | null> {
  const [row] = await db
    .select(fileColumns)
    .from(files)
    .leftJoin(blobs, ofFile)
    .where(and(spans(appId, number), eq(files.path, path)));
  return row ? presentFile(row) : null;
}

export async function readBlob(db: Database, appId: string, sha256: string): Promise<string | null> {
  const [row] = await db
    .select({ content: blobs.content })
    .from(blobs)
    .where(and(eq(blobs.appId, appId), eq(blobs.sha256, sha256)));
  return row?.content ?? null;
}

/** D1 binds at most 100 parameters per statement. */
const blobsPerQuery = 90;

/** Contents by hash, for whole versions and diffs. */
export async function readBlobs(db: Database, appId: string, hashes: Iterable<string>): Promise<Map<string, string>> {
  const wanted = [...new Set(hashes)];
  const found = new Map<string, string>();
  for (let at = 0; at < wanted.length; at += blobsPerQuery) {
    const rows = await db
      .select({ sha256: blobs.sha256, content: blobs.content })
      .from(blobs)
      .where(and(eq(blobs.appId, appId), inArray(blobs.sha256, wanted.slice(at, at + blobsPerQuery))));
    for (const row of rows) found.set(row.sha256, row.content);
  }
  return found;
}

export interface NewBlob {
  sha256: string;
  size: number;
  content: string;
}

/**
 * Writes contents that are not stored yet, so a repeated run writes nothing twice. Only while the app exists: a write that a runner
 * still has under way when its app is deleted must leave nothing behind.
 */
export async function writeBlobs(db: Database, appId: string, contents: NewBlob[]): Promise<void> {
  const statements = contents.map(({ sha256, size, content }) =>
    db
      .insert(blobs)
      .select(
        sql`SELECT ${appId}, ${sha256}, ${size}, ${content}, NULL, NULL, NULL WHERE EXISTS (SELECT 1 FROM ${apps} WHERE ${apps.id} = ${appId})`,
      )
      .onConflictDoNothing(),
  );
  const [first, ...rest] = statements;
  if (first) await db.batch([first, ...rest]);
}
