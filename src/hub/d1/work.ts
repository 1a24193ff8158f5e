// Carries out a hub's work on D1 and the queue. Every piece may be repeated; a failure is thrown and retried later.
import type { Env } from "../../env.ts";
import { deleteBinaries } from "../../store/binaries.ts";
import { commitEnding, deleteApp, insertSubmission, markStarted, updateApp, updateMessage } from "../../store/commit.ts";
import { type Database, withRetry } from "../../store/database.ts";
import { type PreviewAddress, presentApp, presentMessage, presentVersion } from "../../store/present.ts";
import type { Told } from "../core/commands.ts";
import { workMaxMs } from "../core/limits.ts";
import type { Work } from "../core/state.ts";
import { endingRows, finalAssistantRow, startedMetadata, submissionRows } from "./rows.ts";

export interface WorkPlace {
  db: Database;
  bucket: Env["BLOBS"];
  queue: Env["RUNS"];
  addresses(origin: string): PreviewAddress;
  /** Prose of a run that was cut short. */
  prose(runId: string): string;
}

/**
 * Returns what viewers have to be told, or null. Work not answered in time has failed: it must not hold up the hub, and
 * repeating it is harmless whatever happens to the first attempt.
 */
export async function carryOut(work: Work, place: WorkPlace): Promise<Told | null> {
  const { promise: late, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(new Error(`There was no answer within ${workMaxMs / 1000} s.`)), workMaxMs);
  try {
    return await Promise.race([effectOf(work, place), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function effectOf(work: Work, { db, bucket, queue, addresses, prose }: WorkPlace): Promise<Told | null> {
  switch (work.type) {
    case "store_rows": {
      const rows = submissionRows(work.run);
      await withRetry(() => insertSubmission(db, rows));
      return null;
    }
    case "store_message":
      await withRetry(() => updateMessage(db, work.messageId, work.content, work.revision));
      return null;
    case "store_start": {
      const { run, startedAtMs } = work;
      await withRetry(() => markStarted(db, run.id, startedAtMs, startedMetadata(run)));
      return null;
    }
    case "commit": {
      const { run } = work;
      const ending = endingRows(run, () => prose(run.id));
      const app = await withRetry(() => commitEnding(db, ending));
      const preview = addresses(run.origin);
      const assistant = finalAssistantRow(run, ending);
      return {
        type: "commit",
        version: presentVersion({ ...ending.version, previewKey: app?.row.previewKey ?? null }, preview),
        assistant: assistant && presentMessage(assistant),
        app: app && presentApp(app.row, app.activity, preview),
      };
    }
    case "send":
      await queue.send(work.pointer);
      return null;
    case "store_app": {
      const app = await withRetry(() => updateApp(db, work.appId, work.change, work.revision));
      return { type: "store_app", app: app && presentApp(app.row, app.activity, addresses(work.change.origin)) };
    }
    case "delete_rows":
      await withRetry(() => deleteApp(db, work.appId));
      await deleteBinaries(bucket, work.appId);
      return null;
  }
}
