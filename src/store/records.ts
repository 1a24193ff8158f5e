// The store as use cases see it (domain/ports.ts): turns rows into what is shown. Preview addresses depend on the client's origin.
import type { Store } from "../domain/ports.ts";
import { appIdsOf, deleteUser, readAccount, revokeOthers } from "./account.ts";
import { readBinary, writeBinary } from "./binaries.ts";
import type { Database } from "./database.ts";
import { filesWithContents, findFile, listFiles, presentWithContent, readBlob, readBlobs, writeBlobs } from "./files.ts";
import { findApp, findMessage, findVersion, librariesOf, listApps, listMessages, listVersions } from "./history.ts";
import { iso, type PreviewAddress, presentApp, presentMessage, presentVersion } from "./present.ts";
import { usageOfApp } from "./usage.ts";

export function openStore(db: Database, bucket: R2Bucket, preview: PreviewAddress): Store {
  return {
    async findApp(appId) {
      const found = await findApp(db, appId);
      return found && { app: presentApp(found.row, found.activity, preview), ownerId: found.row.userId };
    },
    async listApps(ownerId, limit, before) {
      const place = before && { updatedAt: before.updatedAtMs, id: before.id };
      const found = await listApps(db, ownerId, limit, place);
      return found.map(({ row, activity }) => presentApp(row, activity, preview));
    },
    usageOfApp: (appId) => usageOfApp(db, appId),
    async findMessage(appId, messageId) {
      const row = await findMessage(db, appId, messageId);
      return row && { message: presentMessage(row), position: row.position };
    },
    listMessages: async (appId, limit, before) => (await listMessages(db, appId, limit, before)).map(presentMessage),
    async findVersion(appId, ref) {
      const row = await findVersion(db, appId, ref);
      return row && { version: presentVersion(row, preview), position: row.position };
    },
    async listVersions(appId, limit, before) {
      const rows = await listVersions(db, appId, limit, before);
      return rows.map((row) => presentVersion(row, preview));
    },
    librariesOf: (appId, number) => librariesOf(db, appId, number),
    listFiles: (appId, number) => listFiles(db, appId, number),
    filesWithContents: async (appId, number) => (await filesWithContents(db, appId, number)).map(presentWithContent),
    findFile: (appId, number, path) => findFile(db, appId, number, path),
    readBlob: (appId, sha256) => readBlob(db, appId, sha256),
    readBlobs: (appId, hashes) => readBlobs(db, appId, hashes),
    writeBlobs: (appId, blobs) => writeBlobs(db, appId, blobs),
    readBinary: (appId, sha256, part) => readBinary(bucket, appId, sha256, part),
    writeBinary: (appId, file) => writeBinary(db, bucket, appId, file),
    async readAccount(userId) {
      const found = await readAccount(db, userId);
      if (!found) return null;
      const { row, apps, keys } = found;
      const created_at = iso(row.createdAt.getTime());
      return { id: row.id, guest: row.isAnonymous === true, apps, api_keys: keys, created_at };
    },
    revokeOthers: (userId, kept) => revokeOthers(db, userId, kept),
    appIdsOf: (userId, limit) => appIdsOf(db, userId, limit),
    deleteUser: (userId) => deleteUser(db, userId),
  };
}
