// What every part of a hub works with: its storage, log, database and the one way to tell subscribers something.
import type { Env } from "../env.ts";
import { previewAddresses, previewHostOf } from "../preview/address.ts";
import type { HubEvent, RunEvent } from "../protocol/events.ts";
import { type Database, openDatabase } from "../store/database.ts";
import type { PreviewAddress } from "../store/present.ts";
import { serverSecret } from "../store/settings.ts";
import { type EventLog, openEventLog } from "./log.ts";
import { broadcast } from "./sockets.ts";
import { type HubStorage, openHubStorage, type Run } from "./storage.ts";

export interface Hub {
  state: DurableObjectState;
  env: Env;
  db: Database;
  storage: HubStorage;
  log: EventLog;
  /** Stores events, then sends them: the output gate holds the frame until the row is durable. */
  emit(events: (RunEvent | HubEvent)[], versionId: string | null): void;
  /** Loads a run, changes it, stores it, without a pause in between. Null when there is no such run. */
  change(runId: string, edit: (run: Run) => void): Run | null;
  addresses(origin: string): Promise<PreviewAddress>;
}

export function openHub(state: DurableObjectState, env: Env): Hub {
  const storage = openHubStorage(state.storage.sql);
  const log = openEventLog(state.storage.sql, storage);
  const db = openDatabase(env.DB);
  return {
    state,
    env,
    db,
    storage,
    log,
    emit(events, versionId) {
      if (events.length > 0) broadcast(state, log.append(events, versionId, Date.now()));
    },
    change(runId, edit) {
      const run = storage.run(runId);
      if (!run) return null;
      edit(run);
      storage.saveRun(run);
      return run;
    },
    async addresses(origin) {
      return previewAddresses(origin, previewHostOf(origin, env.PREVIEW_HOST), await serverSecret(db, env.DB, env.AUTH_SECRET));
    },
  };
}
