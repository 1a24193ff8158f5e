// The bytes of binary files in R2, by app and hash. What is known of them (size, type, pixels) is in D1 beside the texts, under the same hash.
import { sql } from "drizzle-orm";
import type { NewBinary } from "../domain/ports.ts";
import type { Database } from "./database.ts";
import { apps, blobs } from "./schema.ts";

const keyOf = (appId: string, sha256: string) => `${appId}/${sha256}`;

/**
 * Bytes first, then the row that knows them, and that only while the app exists: false when it does not, and then nothing is left. Bytes that no version
 * came to name stay until the app is deleted, and serve the same upload when it is repeated.
 */
export async function writeBinary(
  db: Database,
  bucket: R2Bucket,
  appId: string,
  { bytes, sha256, size, content_type, width, height }: NewBinary,
): Promise<boolean> {
  const key = keyOf(appId, sha256);
  await bucket.put(key, bytes, { sha256 });
  const [, found] = await db.batch([
    db
      .insert(blobs)
      .select(
        sql`SELECT ${appId}, ${sha256}, ${size}, '', ${content_type}, ${width ?? null}, ${height ?? null} WHERE EXISTS (SELECT 1 FROM ${apps} WHERE ${apps.id} = ${appId})`,
      )
      .onConflictDoNothing(),
    db.select({ id: apps.id }).from(apps).where(sql`${apps.id} = ${appId}`),
  ]);
  if (found.length > 0) return true;
  await bucket.delete(key);
  return false;
}

/** Null when it is not there. Without a part, all of it. */
export async function readBinary(
  bucket: R2Bucket,
  appId: string,
  sha256: string,
  part: { offset: number; length: number } | null,
): Promise<ReadableStream | null> {
  const found = await bucket.get(keyOf(appId, sha256), part === null ? {} : { range: part });
  return found?.body ?? null;
}

/** All of an app's; may be repeated. App ids have no slash, so no other app's keys begin with this one's. */
export async function deleteBinaries(bucket: R2Bucket, appId: string): Promise<void> {
  for (;;) {
    // From the beginning each time: what was listed is gone.
    const { objects } = await bucket.list({ prefix: `${appId}/` });
    if (objects.length === 0) return;
    await bucket.delete(objects.map(({ key }) => key));
  }
}
