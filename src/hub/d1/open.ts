// A hub's access to D1 and the queue, in the hub's own terms: its work, and what it reads to answer.
import type { Env } from "../../env.ts";
import { previewAddresses, previewHostOf } from "../../preview/address.ts";
import { type App, isUnfinished, type Message, type Version } from "../../protocol/resources.ts";
import { isOrphan, openDatabase, withRetry } from "../../store/database.ts";
import { findApp, findPreviewKey, findTried, findVersion } from "../../store/history.ts";
import { presentApp, presentMessage, presentVersion } from "../../store/present.ts";
import type { Told, TriedRun } from "../core/commands.ts";
import type { EndedRun, Work } from "../core/state.ts";
import { endingRows } from "./rows.ts";
import { carryOut } from "./work.ts";

export interface HubDatabase {
  /** Returns what viewers have to be told; throws when it is not known to have succeeded. */
  carryOut(work: Work, prose: (runId: string) => string): Promise<Told | null>;
  /** The error says that the app, or its owner, is gone. */
  isOrphan(error: unknown): boolean;
  /** `origin`: the client's, for preview addresses. Null when the app is gone, here and below. */
  app(appId: string, origin: string): Promise<App | null>;
  version(appId: string, runId: string, origin: string): Promise<Version | null>;
  /** A run that is over, as its commit leaves it, whether or not D1 has it yet. */
  ended(run: EndedRun, origin: string): Promise<Version>;
  /** A run to retry, with its message. */
  tried(appId: string, runId: string): Promise<{ run: TriedRun; userMessage: Message } | null>;
}

export function openHubDatabase(env: Env): HubDatabase {
  const db = openDatabase(env.DB);
  const addresses = (origin: string) => previewAddresses(origin, previewHostOf(origin, env.PREVIEW_HOST));
  return {
    carryOut: (work, prose) => carryOut(work, { db, bucket: env.BLOBS, queue: env.RUNS, addresses, prose }),
    isOrphan,
    async app(appId, origin) {
      const found = await withRetry(() => findApp(db, appId));
      return found && presentApp(found.row, found.activity, addresses(origin));
    },
    async version(appId, runId, origin) {
      const row = await withRetry(() => findVersion(db, appId, runId));
      return row && presentVersion(row, addresses(origin));
    },
    async ended(run, origin) {
      const { version } = endingRows(run, () => "");
      const shows = version.number !== null;
      const previewKey = shows ? await withRetry(() => findPreviewKey(db, version.appId)) : null;
      return presentVersion({ ...version, previewKey }, addresses(origin));
    },
    async tried(appId, runId) {
      const found = await withRetry(() => findTried(db, appId, runId));
      if (!found) return null;
      const { kind, status, message } = found;
      const run: TriedRun = {
        runId,
        isOver: !isUnfinished(status),
        isComplete: status === "completed",
        mode: kind === "ask" ? "ask" : "build",
        userMessage: { id: message.id, position: message.position, content: message.content },
      };
      return { run, userMessage: presentMessage(message) };
    },
  };
}
