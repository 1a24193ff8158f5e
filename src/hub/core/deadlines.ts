// One alarm per object: the earliest of all deadlines. Invariant: a run that is not finished has an armed alarm.
import { keepAwakeMs, repairDelayMs, tombstoneMs } from "./limits.ts";
import type { HubState } from "./state.ts";
import { dispatchAtMs } from "./work.ts";

/** When the alarm should ring, milliseconds since 1970; null when nothing is due. */
export function nextAlarm(state: HubState, nowMs: number): number | null {
  const { appChange } = state;
  const { reader, work, repairAtMs } = state.volatile;
  const due: number[] = [];
  // Work under way outside may never be answered if the object dies first.
  if (work) due.push(nowMs + keepAwakeMs);
  if (state.deletedAtMs !== null) {
    const goesAtMs = state.rowDeletions === 0 ? nowMs : state.deletedAtMs + tombstoneMs;
    due.push(goesAtMs > nowMs ? goesAtMs : (repairAtMs ?? nowMs + repairDelayMs));
    return Math.min(...due);
  }
  if (reader) due.push(nowMs + keepAwakeMs);
  const head = state.runs[0];
  if ((head || appChange) && repairAtMs !== null) due.push(repairAtMs);
  else if (head && !reader) {
    // Due work starts at once; the alarm is for when it could not.
    const atMs = head.outcome === null ? dispatchAtMs(state, head) : nowMs;
    due.push(atMs > nowMs ? atMs : nowMs + repairDelayMs);
  }
  if (state.pruneAtMs !== null) due.push(state.pruneAtMs);
  if (state.keys !== null) due.push(state.keys.forgetAtMs);
  return due.length === 0 ? null : Math.min(...due);
}
