// The reducer of a hub: state and command in, state and effects out. AppHub carries the effects out; the simulator in tests carries the same ones out
// in a world that loses, doubles and delays. It knows no clock, no storage and no platform.
import type { Problem } from "../../protocol/errors.ts";
import { type Change, log, set, setVolatile } from "./change.ts";
import type { Command, OutwardEffect, StoredEffect } from "./commands.ts";
import { nextAlarm } from "./deadlines.ts";
import { endRun, stopReading } from "./ending.ts";
import { keyLifeMs, logRetentionMs } from "./limits.ts";
import { cancelledOutcome } from "./outcomes.ts";
import { dropSilentReader, endStream, start, takeDeadLetter, takeFrame } from "./running.ts";
import { emptyState, findRun, type HubState } from "./state.ts";
import { commitFiles, editMessage, removeMessage, retry, submit, updateApp } from "./submit.ts";
import { beginWork, failWork, finishWork } from "./work.ts";

export interface Step {
  state: HubState;
  stored: readonly StoredEffect[];
  outward: readonly OutwardEffect[];
  /** Why the command changed nothing; null when it was accepted. */
  refusal: Problem | null;
}

export function reduce(state: HubState, command: Command, nowMs: number): Step {
  const change: Change = { state, stored: [], outward: [], refusal: null, nowMs };
  // Somebody is waiting: failed work is retried now, not after its pause.
  if (fromPeople.has(command.type)) setVolatile(change, { repairAtMs: null });
  apply(change, command);
  if (change.refusal) return { state, stored: [], outward: [], refusal: change.refusal };
  beginWork(change);
  armAlarm(change);
  return change;
}

const fromPeople: ReadonlySet<Command["type"]> = new Set([
  ...(["submit", "retry", "commit_files", "edit_message", "remove_message", "cancel", "update_app", "delete", "wake"] as const),
]);

function apply(change: Change, command: Command) {
  switch (command.type) {
    case "submit":
      return submit(change, command);
    case "retry":
      return retry(change, command);
    case "commit_files":
      return commitFiles(change, command);
    case "edit_message":
      return editMessage(change, command);
    case "remove_message":
      return removeMessage(change, command);
    case "cancel": {
      const run = findRun(change.state, command.runId);
      return run ? endRun(change, run.id, cancelledOutcome(run)) : undefined;
    }
    case "update_app":
      return updateApp(change, command);
    case "delete":
      return deleteApp(change, command.appId);
    case "start":
      return start(change, command.pointer.run_id);
    case "dead_letter":
      return takeDeadLetter(change, command);
    case "frame":
      return takeFrame(change, command.runId, command.epoch, command.frame);
    case "stream_ended":
      return endStream(change, command);
    case "work_done":
      return finishWork(change, command.told);
    case "work_failed":
      return failWork(change, command.error);
    case "orphaned":
      return dissolve(change);
    case "prune":
      return prune(change, command.floor);
    case "wake":
      return;
    case "alarm":
      return ring(change);
  }
}

/** Everything goes except the tombstone, so that a late message, socket or frame revives nothing. */
function deleteApp(change: Change, appId: string): void {
  const { volatile, deletedAtMs, rowDeletions } = change.state;
  if (deletedAtMs !== null && rowDeletions > 0) return;
  stopReading(change);
  change.stored.push({ type: "clear" });
  change.outward.push({ type: "dismiss_viewers" });
  // Work under way finishes first: the rows are deleted after it, so it cannot bring one back.
  set(change, {
    ...emptyState,
    appId,
    deletedAtMs: change.nowMs,
    volatile: { ...emptyState.volatile, work: volatile.work, alarmAtMs: volatile.alarmAtMs },
  });
  log(change, "app.deleted", null);
}

/** An app without an owner goes, as if its owner had just deleted it. */
function dissolve(change: Change): void {
  const { appId, deletedAtMs } = change.state;
  setVolatile(change, { work: null, repairs: 0 });
  if (appId !== null && deletedAtMs === null) deleteApp(change, appId);
}

function ring(change: Change) {
  setVolatile(change, { alarmAtMs: null });
  dropSilentReader(change);
  forgetKeys(change);
  const { pruneAtMs, runs, logged } = change.state;
  if (pruneAtMs === null || pruneAtMs > change.nowMs) return;
  const beforeMs = change.nowMs - logRetentionMs;
  const kept = [...logged.filter((run) => run.endedAtMs > beforeMs), ...runs].flatMap((run) => run.firstSeq ?? []);
  change.outward.push({ type: "find_floor", beforeMs, beforeSeq: kept.length === 0 ? null : Math.min(...kept) });
}

/** Rings once in a key's lifetime, so that an idle hub does not keep keys for ever. */
function forgetKeys(change: Change): void {
  const { keys } = change.state;
  if (keys === null || keys.forgetAtMs > change.nowMs) return;
  const untilMs = change.nowMs - keyLifeMs;
  change.stored.push({ type: "forget_keys", untilMs });
  set(change, { keys: keys.lastAtMs <= untilMs ? null : { ...keys, forgetAtMs: keys.lastAtMs + keyLifeMs } });
}

/** The floor moves in the same step that removes events, so no viewer gets a gap without `log.reset`. */
function prune(change: Change, floor: number): void {
  const { lastSeq, logged } = change.state;
  if (floor > change.state.floor) change.stored.push({ type: "drop_events", to: floor });
  set(change, {
    floor: Math.max(floor, change.state.floor),
    logged: logged.filter((run) => run.firstSeq > floor),
    pruneAtMs: lastSeq > floor ? change.nowMs + logRetentionMs : null,
  });
}

/** Moved later only when it rings: too early is harmless, and saves a write per frame. */
function armAlarm(change: Change): void {
  const wanted = nextAlarm(change.state, change.nowMs);
  const armed = change.state.volatile.alarmAtMs;
  if (wanted === armed || (wanted !== null && armed !== null && armed > change.nowMs && armed <= wanted)) return;
  setVolatile(change, { alarmAtMs: wanted });
  change.outward.push({ type: "set_alarm", atMs: wanted });
}
