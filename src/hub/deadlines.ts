// One alarm an object: the earliest of everything that is due. Invariant: a run that is not finished has an armed alarm.

import { redispatchDelayMs } from "./advance.ts";
import type { Hub } from "./context.ts";
import { keepAwakeMs, logRetentionMs, repairDelayMs, tombstoneMs } from "./limits.ts";

/** When the alarm should ring, milliseconds since 1970; null when nothing is due. */
export function nextAlarm(hub: Hub, now: { live: boolean; repairAtMs: number | null }, nowMs: number): number | null {
  const { storage, log } = hub;
  if (!storage.exists()) return null;
  const deletedAt = storage.meta("deleted_at");
  if (deletedAt !== null) {
    return storage.meta("rows_deleted") === null ? (now.repairAtMs ?? nowMs + repairDelayMs) : Number(deletedAt) + tombstoneMs;
  }
  const due: number[] = [];
  const repairAtMs = now.repairAtMs ?? nowMs + repairDelayMs;
  if (now.repairAtMs !== null) due.push(now.repairAtMs);
  if (now.live) due.push(nowMs + keepAwakeMs);
  const runs = storage.unfinishedRuns();
  const head = runs[0];
  if (runs.some((run) => !run.rowsStored || !run.announced || run.state === "ending")) due.push(repairAtMs);
  if (head && !now.live && head.outcome === null) {
    // Whoever changes the state also dispatches at once; the alarm is for when that did not happen.
    const dispatchAtMs = head.dispatchedAtMs === null ? head.notBeforeMs : head.dispatchedAtMs + redispatchDelayMs(head);
    due.push(dispatchAtMs > nowMs ? dispatchAtMs : repairAtMs);
  }
  if (runs.length === 0 && log.lastSeq() > log.floor()) due.push((log.newestAtMs() ?? nowMs) + logRetentionMs);
  return due.length === 0 ? null : Math.min(...due);
}
