// What the state asks for outside of the object: rows to D1, commits, dispatches to the queue. One piece at a time, and read off the state, so
// that repeating it after any failure is the same as doing it for the first time.

import type { HubEvent } from "../../protocol/events.ts";
import { presentMessage } from "../../store/present.ts";
import { type Change, emit, log, set, setRun, setVolatile } from "./change.ts";
import type { Committed } from "./commands.ts";
import { endRun, finishRun } from "./ending.ts";
import {
  maxFruitlessStarts,
  maxLostDispatches,
  maxStartDelayMs,
  redispatchMaxMs,
  redispatchMs,
  repairDelayMs,
  repairMaxDelayMs,
  tombstoneMs,
} from "./limits.ts";
import { attemptsExhausted, failedOutcome, neverStarted } from "./outcomes.ts";
import type { HubState, Run, Work } from "./state.ts";

/** A stored time has come. One that lies too far ahead was written by a clock that went wrong since. */
export const isDue = (atMs: number, nowMs: number): boolean => atMs <= nowMs || atMs - nowMs > maxStartDelayMs;

/** When the head of the line should be sent to the queue. */
export function dispatchAtMs({ volatile }: HubState, head: Run): number {
  // A dispatch of an earlier life of this object may be lost with the queue; a second one is harmless.
  if (head.dispatchedAtMs === null || volatile.dispatched !== head.id) return head.notBeforeMs;
  return head.dispatchedAtMs + Math.min(redispatchMaxMs, redispatchMs * 2 ** head.lostDispatches);
}

/** Begins the next piece of outside work, if there is one and the last attempt did not just fail. */
export function beginWork(change: Change): void {
  const { work, repairAtMs } = change.state.volatile;
  if (work || (repairAtMs !== null && !isDue(repairAtMs, change.nowMs))) return;
  // Over, also when there is nothing left to do: a deadline that has passed would ring for ever.
  if (repairAtMs !== null) setVolatile(change, { repairAtMs: null });
  const next = nextWork(change);
  if (!next) return;
  setVolatile(change, { work: next });
  change.effects.push({ type: "work", work: next });
}

function nextWork(change: Change): Work | null {
  const { state } = change;
  if (state.deletedAtMs !== null)
    return state.rowsDeleted || state.appId === null ? null : { type: "delete_rows", appId: state.appId };
  for (const run of state.runs) {
    const work = workOf(run);
    if (work) return work;
  }
  return dispatch(change);
}

function workOf(run: Run): Work | null {
  if (!run.rowsStored) return { type: "store_rows", runId: run.id, submission: run.submission };
  if (!run.messageStored) {
    const message = run.submission.messages.find(({ role }) => role === "user");
    if (message) return { type: "store_message", runId: run.id, messageId: message.id, content: message.content };
  }
  if (run.outcome) return { type: "commit", run: { ...run, outcome: run.outcome } };
  if (!run.started || run.startStored || run.startedAtMs === null) return null;
  const { version } = run.submission;
  const metadata = {
    ...version.metadata,
    ...run.started,
    kind: run.kind ?? version.kind,
    attempts: run.epoch,
    resumes: run.resumes,
  };
  return { type: "store_start", runId: run.id, startedAtMs: run.startedAtMs, metadata };
}

/** Sends the head of the line to the queue, unless something reads it or a dispatch of it is still fresh. */
function dispatch(change: Change): Work | null {
  const { state, nowMs } = change;
  const head = state.runs[0];
  if (!head || head.outcome !== null || state.volatile.reader || !isDue(dispatchAtMs(state, head), nowMs)) return null;
  const hopeless =
    head.fruitlessStarts >= maxFruitlessStarts
      ? attemptsExhausted
      : head.lostDispatches >= maxLostDispatches
        ? neverStarted
        : null;
  if (hopeless) {
    endRun(change, head.id, failedOutcome(head, hopeless));
    return nextWork(change);
  }
  setRun(change, head.id, (run) => ({
    dispatch: run.dispatch + 1,
    dispatchedAtMs: nowMs,
    // One that is still out when the next is sent was lost.
    lostDispatches: run.lostDispatches + (run.dispatchedAtMs === null ? 0 : 1),
  }));
  setVolatile(change, { dispatched: head.id });
  const pointer = { app_id: head.submission.version.appId, version_id: head.id, dispatch: head.dispatch + 1 };
  return { type: "send", runId: head.id, pointer };
}

/** The piece of work that was on its way has taken effect. */
export function finishWork(change: Change, committed: Committed | null) {
  const { work } = change.state.volatile;
  setVolatile(change, { work: null, repairs: 0 });
  switch (work?.type) {
    case "store_rows":
      return announce(change, work.runId);
    case "store_message":
      // It may have been changed again in the meantime.
      return setRun(change, work.runId, (run) => ({ messageStored: run.request === work.content }));
    case "store_start":
      return setRun(change, work.runId, (run) => ({ startStored: run.epoch === work.metadata.attempts }));
    case "commit":
      return committed ? finishRun(change, work.run, committed) : undefined;
    case "delete_rows":
      return set(change, { rowsDeleted: change.state.deletedAtMs !== null });
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
  const created = run.submission.messages.map((row): HubEvent => ({ type: "message.created", message: presentMessage(row) }));
  emit(change, [...created, { type: "version.queued", position }], runId);
}

/** D1 or the queue did not do it, or we did not hear that it did: again later, with growing pauses. */
export function failWork(change: Change, error: string): void {
  const { work, repairs } = change.state.volatile;
  const delayMs = Math.min(repairMaxDelayMs, repairDelayMs * 2 ** repairs);
  setVolatile(change, { work: null, repairs: repairs + 1, repairAtMs: change.nowMs + delayMs });
  if (work?.type === "send") setRun(change, work.runId, () => ({ dispatchedAtMs: null }));
  log(change, "hub.work_failed", null, { work: work?.type, error, again_in_ms: delayMs }, "warn");
}

/** A deleted app leaves a tombstone for a while; then nothing of it is left. */
export function forgetTombstone(change: Change): void {
  const { deletedAtMs, rowsDeleted } = change.state;
  if (deletedAtMs !== null && rowsDeleted && deletedAtMs + tombstoneMs <= change.nowMs) change.effects.push({ type: "forget" });
}
