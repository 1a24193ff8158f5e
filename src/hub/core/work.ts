// Work that the state needs done outside the object: rows in D1, commits, dispatches to the queue. One piece at a time, derived from the state, so
// repeating it after any failure is like doing it for the first time.

import type { HubEvent } from "../../protocol/events.ts";
import type { RunFault } from "../contract/run-stream.ts";
import { type Change, emit, log, set, setRun, setVolatile } from "./change.ts";
import type { Told } from "./commands.ts";
import { endRun, finishRun } from "./ending.ts";
import {
  maxBrokenStarts,
  maxFruitlessStarts,
  maxLostDispatches,
  maxStartDelayMs,
  redispatchMaxMs,
  redispatchMs,
  repairDelayMs,
  repairMaxDelayMs,
  tombstoneMs,
} from "./limits.ts";
import { messageOf } from "./message.ts";
import { attemptsExhausted, failedOutcome, neverStarted } from "./outcomes.ts";
import type { Run } from "./records.ts";
import { emptyState, type HubState, type Work } from "./state.ts";

/** Whether a stored time has come. One too far ahead was written by a clock that was wrong. */
export const isDue = (atMs: number, nowMs: number): boolean => atMs <= nowMs || atMs - nowMs > maxStartDelayMs;

/** When the head of the line should be sent to the queue. */
export function dispatchAtMs({ volatile }: HubState, head: Run): number {
  // A dispatch from an earlier life of this object may be lost; a second one is harmless.
  return volatile.dispatched === head.id ? (overdueAtMs(head) ?? head.notBeforeMs) : head.notBeforeMs;
}

/** When the pending dispatch counts as lost; null when none is pending. */
function overdueAtMs({ dispatchedAtMs, lostDispatches }: Run): number | null {
  if (dispatchedAtMs === null) return null;
  return dispatchedAtMs + Math.min(redispatchMaxMs, redispatchMs * 2 ** lostDispatches);
}

/** Starts the next piece of outside work, if there is one and the last attempt did not just fail. */
export function beginWork(change: Change): void {
  const { work, repairAtMs } = change.state.volatile;
  if (work || (repairAtMs !== null && !isDue(repairAtMs, change.nowMs))) return;
  // Cleared even when there is nothing left to do: a passed deadline would ring for ever.
  if (repairAtMs !== null) setVolatile(change, { repairAtMs: null });
  const next = nextWork(change);
  if (!next) return;
  setVolatile(change, { work: next });
  change.outward.push({ type: "work", work: next });
}

function nextWork(change: Change): Work | null {
  const { state } = change;
  if (state.deletedAtMs !== null) return deletion(change);
  for (const run of state.runs) {
    const work = workOf(run);
    if (work) return work;
  }
  const { appId, appChange, appRevision } = state;
  // After every due commit, so that a late repeat of one cannot rename the app.
  if (appId !== null && appChange) return { type: "store_app", appId, change: appChange, revision: appRevision };
  return dispatch(change);
}

function workOf(run: Run): Work | null {
  if (!run.rowsStored) return { type: "store_rows", run };
  if (!run.messageStored) {
    const message = run.submission.messages.find(({ role }) => role === "user");
    if (message)
      return {
        type: "store_message",
        runId: run.id,
        messageId: message.id,
        content: message.content,
        revision: message.revision,
      };
  }
  if (run.outcome) return { type: "commit", run: { ...run, outcome: run.outcome } };
  if (!run.started || run.startStored || run.startedAtMs === null) return null;
  return { type: "store_start", run, startedAtMs: run.startedAtMs };
}

/** Sends the first waiting run to the queue, unless it is being read or was dispatched recently. */
function dispatch(change: Change): Work | null {
  const { state, nowMs } = change;
  const head = state.runs[0];
  if (!head || head.outcome !== null || state.volatile.reader || !isDue(dispatchAtMs(state, head), nowMs)) return null;
  const hopeless = hopelessness(head);
  if (hopeless) {
    endRun(change, head.id, failedOutcome(head, hopeless));
    return nextWork(change);
  }
  const overdue = overdueAtMs(head);
  setRun(change, head.id, (run) => ({
    dispatch: run.dispatch + 1,
    dispatchedAtMs: nowMs,
    // Only after its time is up: a new life of the object sends again at once, perhaps often.
    lostDispatches: run.lostDispatches + (overdue !== null && isDue(overdue, nowMs) ? 1 : 0),
  }));
  setVolatile(change, { dispatched: head.id });
  const pointer = { app_id: head.submission.appId, run_id: head.id, dispatch: head.dispatch + 1 };
  return { type: "send", runId: head.id, pointer };
}

/** Why a run will not be started again; null when it will. */
export function hopelessness(run: Run): RunFault | null {
  if (run.fruitlessStarts >= maxFruitlessStarts) return attemptsExhausted;
  return run.lostDispatches >= maxLostDispatches || run.brokenStarts >= maxBrokenStarts ? neverStarted : null;
}

/** The work under way has taken effect. */
export function finishWork(change: Change, told: Told | null) {
  const { work } = change.state.volatile;
  setVolatile(change, { work: null, repairs: 0 });
  switch (work?.type) {
    case "store_rows":
      return announce(change, work.run.id);
    case "store_message":
      // It may have been changed again in the meantime.
      return setRun(change, work.runId, (run) => ({ messageStored: run.request === work.content }));
    case "store_start":
      // It may have started again, or another model, in the meantime.
      return setRun(change, work.run.id, ({ epoch, started }) => ({
        startStored: epoch === work.run.epoch && started === work.run.started,
      }));
    case "commit":
      return told?.type === "commit" ? finishRun(change, work.run, told) : undefined;
    case "store_app":
      // It may have been changed again in the meantime.
      if (work.revision === change.state.appRevision) set(change, { appChange: null });
      if (told?.type === "store_app" && told.app) emit(change, [{ type: "app.updated", app: told.app }], null);
      return;
    case "delete_rows":
      return set(change, { rowDeletions: change.state.deletedAtMs === null ? 0 : change.state.rowDeletions + 1 });
    case "send":
    case undefined:
      return;
  }
}

function announce(change: Change, runId: string): void {
  const position = change.state.runs.findIndex((run) => run.id === runId);
  const run = change.state.runs[position];
  if (!run) return;
  setRun(change, runId, () => ({ rowsStored: true, firstSeq: change.state.lastSeq + 1 }));
  const created = run.submission.messages.map((each): HubEvent => ({ type: "message.created", message: messageOf(each, run) }));
  emit(change, [...created, { type: "version.queued", position }], runId);
}

/** Pause after so many failures in a row. */
export const repairPauseMs = (failures: number): number => Math.min(repairMaxDelayMs, repairDelayMs * 2 ** failures);

/** D1 or the queue failed, or did not answer: retry later, with growing pauses. */
export function failWork(change: Change, error: string): void {
  const { work, repairs } = change.state.volatile;
  const delayMs = repairPauseMs(repairs);
  setVolatile(change, { work: null, repairs: repairs + 1, repairAtMs: change.nowMs + delayMs });
  if (work?.type === "send") setRun(change, work.runId, () => ({ dispatchedAtMs: null }));
  log(change, "hub.work_failed", null, { work: work?.type, error, again_in_ms: delayMs }, "warn");
}

/**
 * A deleted app's rows are removed at once, and again when its tombstone goes: a write begun in an earlier life of the object may arrive in
 * between. Then nothing is left.
 */
function deletion(change: Change): Work | null {
  const { appId, deletedAtMs, rowDeletions } = change.state;
  if (appId === null || deletedAtMs === null) return null;
  if (rowDeletions === 0 || (rowDeletions === 1 && deletedAtMs + tombstoneMs <= change.nowMs))
    return { type: "delete_rows", appId };
  if (rowDeletions > 1) {
    change.outward.push({ type: "forget" });
    set(change, { ...emptyState, volatile: { ...emptyState.volatile, alarmAtMs: change.state.volatile.alarmAtMs } });
  }
  return null;
}
