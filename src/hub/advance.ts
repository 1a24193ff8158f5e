// Does what the stored state asks for: rows to D1, announcements, the commit of what has ended, the next dispatch. Every step is harmless
// when repeated; a step that fails leaves the state as it was, and the alarm comes back to it.
import type { HubEvent } from "../protocol/events.ts";
import { commitEnding, deleteApp, insertSubmission, markStarted } from "../store/commit.ts";
import { withRetry } from "../store/database.ts";
import { findApp } from "../store/history.ts";
import { presentApp, presentMessage, presentVersion } from "../store/present.ts";
import { failedOutcome, storeOutcome } from "./commands.ts";
import type { Hub } from "./context.ts";
import { maxFruitlessStarts, maxLostDispatches, redispatchMs } from "./limits.ts";
import { proseOf } from "./prose.ts";
import { endingOf, finalAssistantRow } from "./records.ts";
import type { Run } from "./storage.ts";

/** Id of the run that a reader is attached to, if any. */
export type LiveRunId = string | null;

export async function advance(hub: Hub, live: () => LiveRunId): Promise<void> {
  const { storage, db } = hub;
  if (storage.meta("deleted_at") !== null) {
    if (storage.meta("rows_deleted") === null) {
      await withRetry(() => deleteApp(db, storage.meta("app_id") ?? ""));
      storage.setMeta("rows_deleted", 1);
    }
    return;
  }
  for (const run of storage.unfinishedRuns()) {
    await storeRows(hub, run);
    announce(hub, run);
    await storeStart(hub, run.id);
    await commit(hub, run.id);
  }
  await dispatch(hub, live);
}

async function storeRows(hub: Hub, run: Run): Promise<void> {
  if (run.rowsStored) return;
  await withRetry(() => insertSubmission(hub.db, run.submission));
  hub.change(run.id, (current) => {
    current.rowsStored = true;
  });
}

function announce(hub: Hub, { id }: Run): void {
  const run = hub.storage.run(id);
  if (!run || run.announced) return;
  hub.change(id, (current) => {
    current.announced = true;
  });
  const created = run.submission.messages.map((row): HubEvent => ({ type: "message.created", message: presentMessage(row) }));
  hub.emit([...created, { type: "version.queued", position: waitingBefore(hub, run) }], id);
}

const waitingBefore = (hub: Hub, run: Run) =>
  hub.storage.unfinishedRuns().filter((other) => other.position < run.position).length;

async function storeStart(hub: Hub, id: string): Promise<void> {
  const run = hub.storage.run(id);
  if (!run?.started || run.startStored || run.outcome !== null || run.startedAtMs === null) return;
  const { startedAtMs, started } = run;
  const metadata = {
    ...run.submission.version.metadata,
    ...started,
    kind: run.kind ?? run.submission.version.kind,
    attempts: run.epoch,
  };
  await withRetry(() => markStarted(hub.db, id, startedAtMs, metadata));
  hub.change(id, (current) => {
    current.startStored = true;
  });
}

/** The outcome is stored in the hub already: this writes it to D1 and tells everyone, once. */
async function commit(hub: Hub, id: string): Promise<void> {
  const run = hub.storage.run(id);
  if (run?.state !== "ending" || !run.outcome) return;
  const { outcome } = run;
  const ending = endingOf(run, outcome);
  await withRetry(() => commitEnding(hub.db, ending));
  const preview = await hub.addresses(run.origin);
  const app = await withRetry(() => findApp(hub.db, ending.version.appId));

  const done = hub.change(id, (current) => {
    current.state = "done";
  });
  // The app was deleted while D1 was writing: there is nobody to tell.
  if (!done) return;
  const assistant = finalAssistantRow(run.submission, ending);
  const number = ending.version.number;
  const events: HubEvent[] = [];
  if (assistant) events.push({ type: "message.updated", message: presentMessage(assistant) });
  if (number !== null) events.push({ type: "preview.ready", url: preview(ending.version.appId, number), version: number });
  events.push(terminalEvent(run, ending.version, preview));
  hub.emit(events, id);
  if (app) hub.emit([{ type: "app.updated", app: presentApp(app.row, app.activity, preview) }], null);
  for (const [position, waiting] of hub.storage.unfinishedRuns().entries()) {
    if (waiting.announced && waiting.state === "queued") hub.emit([{ type: "version.queued", position }], waiting.id);
  }
  console.log(
    JSON.stringify({
      event: "run.ended",
      app: ending.version.appId,
      version: id,
      status: outcome.status,
      number,
      code: outcome.error?.code,
    }),
  );
}

function terminalEvent(
  run: Run,
  version: Parameters<typeof presentVersion>[0],
  preview: Parameters<typeof presentVersion>[1],
): HubEvent {
  const outcome = run.outcome;
  switch (outcome?.status) {
    case "failed": {
      const { resumable: _, ...error } = outcome.error ?? {
        code: "internal",
        message: "The run failed.",
        retryable: true,
        resumable: true,
      };
      return { type: "version.failed", ...error };
    }
    case "cancelled":
      return { type: "version.cancelled" };
    default:
      return { type: "version.completed", version: presentVersion(version, preview) };
  }
}

/** Sends the head of the line to the queue unless something reads it or a dispatch of it is still fresh. */
async function dispatch(hub: Hub, live: () => LiveRunId): Promise<void> {
  const head = hub.storage.unfinishedRuns()[0];
  if (!head?.rowsStored || head.outcome !== null || live() !== null) return;
  const nowMs = Date.now();
  if (head.notBeforeMs > nowMs) return;
  if (head.dispatchedAtMs !== null && head.dispatchedAtMs + redispatchDelayMs(head) > nowMs) return;
  const hopeless =
    head.fruitlessStarts >= maxFruitlessStarts ? exhausted : head.lostDispatches >= maxLostDispatches ? neverStarted : null;
  if (hopeless) {
    storeOutcome(hub, head.id, failedOutcome(head, proseOf(hub.log, head.id), hopeless), nowMs);
    await commit(hub, head.id);
    return dispatch(hub, live);
  }
  const sent = hub.change(head.id, (run) => {
    run.dispatch += 1;
    // One that is still out when the next is sent was lost.
    if (run.dispatchedAtMs !== null) run.lostDispatches += 1;
    run.dispatchedAtMs = nowMs;
  });
  if (!sent) return;
  await hub.env.RUNS.send({ app_id: sent.submission.version.appId, version_id: sent.id, dispatch: sent.dispatch });
}

export const redispatchDelayMs = (run: Run) => redispatchMs * 2 ** run.lostDispatches;

/** Also what a dead letter means. */
export const neverStarted = {
  code: "queue_gave_up",
  message: "The run could not be started.",
  hint: "Try again. If it happens again, the server's log says why.",
  retryable: true,
  resumable: true,
};

const exhausted = {
  code: "attempts_exhausted",
  message: `The run broke off ${maxFruitlessStarts} times without getting further, so it was ended.`,
  hint: "Try again. If it happens again, the server's log says why.",
  retryable: true,
  resumable: false,
};
