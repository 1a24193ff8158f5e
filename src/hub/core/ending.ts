// How a run ends: its outcome is stored, then committed outside, then announced. The run is over from the first step on.
import type { HubEvent } from "../../protocol/events.ts";
import { type Change, emit, log, set, setRun, setVolatile } from "./change.ts";
import type { Committed } from "./commands.ts";
import { maxCutShort } from "./limits.ts";
import { messageOf } from "./message.ts";
import { changesFiles } from "./outcomes.ts";
import type { CutShort, Ended, Run, RunError } from "./records.ts";
import { findRun } from "./state.ts";

/** Stores how a run ended. The rest of its stream is ignored, and any other ending comes too late. */
export function endRun(change: Change, runId: string, outcome: Ended): void {
  const run = findRun(change.state, runId);
  if (!run || run.outcome !== null) return;
  const number = changesFiles(outcome) ? (change.state.number ?? 0) + 1 : null;
  setRun(change, runId, () => ({
    state: "ending",
    outcome,
    endedAtMs: change.nowMs,
    number,
  }));
  if (number !== null) giveNumber(change, number);
  keepRounds(change, run, outcome);
  if (change.state.volatile.reader?.runId === runId) stopReading(change);
}

export function stopReading(change: Change): void {
  setVolatile(change, { reader: null });
  change.outward.push({ type: "stop_runner" });
}

/** A new latest version. Rounds based on the one before no longer fit. */
export function giveNumber(change: Change, number: number): void {
  dropResumable(change);
  set(change, { number });
}

/** The app's conversation continues from this one. Rounds based on the one before no longer fit. */
export function keepThread(change: Change, data: string): void {
  dropResumable(change);
  change.stored.push({ type: "keep_thread", data });
}

function dropResumable(change: Change): void {
  const { resumable } = change.state;
  if (!resumable) return;
  change.stored.push({ type: "drop_checkpoints", runId: resumable.runId });
  set(change, { resumable: null });
}

/** Keeps the completed rounds of the latest run that was cut short, for its retry. */
function keepRounds(change: Change, run: Run, outcome: Ended): void {
  const cutShort = outcome.status === "cancelled" || (outcome.status === "failed" && outcome.error?.resumable === true);
  if (run.completedRounds === 0) return;
  if (!cutShort) {
    change.stored.push({ type: "drop_checkpoints", runId: run.id });
    return;
  }
  dropResumable(change);
  set(change, { resumable: { runId: run.id, rounds: run.completedRounds } });
}

/** The ending is in D1: tells everyone, once, and lets the next run move up. */
export function finishRun(change: Change, { id }: Run, { version, assistant, app }: Committed): void {
  const run = findRun(change.state, id);
  if (run?.state !== "ending" || !run.outcome) return;
  const events: HubEvent[] = [];
  if (assistant && !run.removed) events.push({ type: "message.updated", message: assistant });
  if (version.number !== null && version.preview_url !== null) {
    events.push({ type: "preview.ready", url: version.preview_url, version: version.number });
  }
  if (run.removed) {
    events.push(...run.submission.messages.map((each): HubEvent => ({ type: "message.deleted", message: messageOf(each, run) })));
  }
  // A run's last event.
  events.push(terminalEvent(run.outcome, version));
  const firstSeq = run.firstSeq ?? change.state.lastSeq + 1;
  emit(change, events, id);
  set(change, {
    runs: change.state.runs.filter((other) => other.id !== id),
    logged: [...change.state.logged, { firstSeq, endedAtMs: change.nowMs }],
    cutShort: withCutShort(change.state.cutShort, run),
  });
  const { position, submission } = run;
  change.stored.push({ type: "release", run: { id, position, submission } });
  if (app) emit(change, [{ type: "app.updated", app }], null);
  for (const [position, waiting] of change.state.runs.entries()) {
    if (waiting.rowsStored && waiting.state === "queued") emit(change, [{ type: "version.queued", position }], waiting.id);
  }
  log(change, "run.ended", run, {
    status: run.outcome.status,
    number: run.number,
    code: run.outcome.error?.code,
    rounds: run.rounds.length,
    resumes: run.resumes,
  });
}

/** A run that never started stands for the one it would have continued. */
function withCutShort(
  known: readonly CutShort[],
  { id, outcome, completedRounds, retryOf, nameGiven }: Run,
): readonly CutShort[] {
  const roundsOf = completedRounds > 0 ? id : retryOf;
  if (outcome?.status === "completed" || (roundsOf === null && !nameGiven)) return known;
  return [...known, { runId: id, roundsOf, nameGiven }].slice(-maxCutShort);
}

const unknownFault: RunError = { code: "internal", message: "The run failed.", retryable: true, resumable: true };

function terminalEvent(outcome: Ended, version: Committed["version"]): HubEvent {
  switch (outcome.status) {
    case "failed": {
      const { resumable: _, ...error } = outcome.error ?? unknownFault;
      return { type: "version.failed", ...error };
    }
    case "cancelled":
      return { type: "version.cancelled" };
    case "completed":
      return { type: "version.completed", version };
  }
}
