// A change in progress: the state so far, the effects that follow, and the refusal, if any.
import { noSuchApp } from "../../domain/refusals.ts";
import type { Problem } from "../../protocol/errors.ts";
import type { HubEvent, LogEvent, RunEvent } from "../../protocol/events.ts";
import type { OutwardEffect, StoredEffect } from "./commands.ts";
import { logRetentionMs } from "./limits.ts";
import { iso } from "./message.ts";
import type { Run } from "./records.ts";
import type { HubState } from "./state.ts";

export interface Change {
  state: HubState;
  readonly stored: StoredEffect[];
  readonly outward: OutwardEffect[];
  refusal: Problem | null;
  readonly nowMs: number;
}

export function refuse(change: Change, code: Problem["code"], message: string, hint?: string): void {
  refuseWith(change, { code, message, ...(hint === undefined ? {} : { hint }) });
}

export function refuseWith(change: Change, problem: Problem): void {
  change.refusal = problem;
}

export const refuseGone = (change: Change) => refuseWith(change, noSuchApp);

export function set(change: Change, fields: Partial<HubState>): void {
  change.state = { ...change.state, ...fields };
}

export function setVolatile(change: Change, fields: Partial<HubState["volatile"]>): void {
  set(change, { volatile: { ...change.state.volatile, ...fields } });
}

/** Changes one unfinished run; the others stay the same objects, so that only it is stored again. */
export function setRun(change: Change, runId: string, edit: (run: Run) => Partial<Run>): void {
  set(change, { runs: change.state.runs.map((run) => (run.id === runId ? { ...run, ...edit(run) } : run)) });
}

/** Numbers the events, without gaps, in the order they are told. */
export function emit(change: Change, events: readonly (RunEvent | HubEvent)[], runId: string | null): void {
  if (events.length === 0) return;
  const { lastSeq, pruneAtMs } = change.state;
  const at = iso(change.nowMs);
  const entries = events.map(
    (event, index): LogEvent => ({
      seq: lastSeq + 1 + index,
      at,
      ...(runId === null ? {} : { version_id: runId }),
      ...event,
    }),
  );
  set(change, { lastSeq: lastSeq + entries.length, pruneAtMs: pruneAtMs ?? change.nowMs + logRetentionMs });
  change.stored.push({ type: "append", events: entries });
}

/** A line of the server's log that can be found by app, version and start. */
export function log(
  change: Change,
  event: string,
  run: Run | null,
  fields: Record<string, unknown> = {},
  level: "info" | "warn" = "info",
): void {
  const place = run ? { version: run.id, epoch: run.epoch } : {};
  change.outward.push({ type: "log", level, event, fields: { app: change.state.appId, ...place, ...fields } });
}
