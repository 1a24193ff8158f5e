// A run at work: how it starts, what each frame of its stream changes, and what happens when the stream ends without an outcome.
import type { RunEvent } from "../../protocol/events.ts";
import type { Frame } from "../contract/run-stream.ts";
import { type Change, emit, log, set, setRun, setVolatile } from "./change.ts";
import type { Command } from "./commands.ts";
import { endRun, keepThread, stopReading } from "./ending.ts";
import { restartDelayMs, restartMaxDelayMs, silentRunnerMs } from "./limits.ts";
import { iso } from "./message.ts";
import { kindOf } from "./new-run.ts";
import { failedOutcome, neverStarted } from "./outcomes.ts";
import type { Run } from "./records.ts";
import { findRun, isAlive } from "./state.ts";
import { withRound } from "./usage.ts";
import { hopelessness, isDue } from "./work.ts";

/** A message from the queue: any number of times, in any order. Only the first run in line starts, if it is due and not being read. */
export function start(change: Change, runId: string) {
  const { state, nowMs } = change;
  const head = state.runs[0];
  if (!isAlive(state) || state.volatile.reader || head?.id !== runId) return;
  if (head.outcome !== null || !head.rowsStored || !isDue(head.notBeforeMs, nowMs) || hopelessness(head)) return;
  const adopted = adopt(change, head);
  const completedRounds = adopted ?? head.completedRounds;
  const kind = head.kind ?? kindOf(head.mode, state.number);
  const epoch = head.epoch + 1;
  const startedAtMs = head.startedAtMs ?? nowMs;
  setRun(change, head.id, () => ({
    state: "running",
    epoch,
    kind,
    startedAtMs,
    completedRounds,
    adoptedRounds: adopted ?? head.adoptedRounds,
    retryOf: null,
    brokenStarts: head.brokenStarts + 1,
    resumes: head.resumes + (completedRounds > 0 ? 1 : 0),
    dispatchedAtMs: null,
    lostDispatches: 0,
    startStored: false,
    baseNumber: state.number,
  }));
  setVolatile(change, { reader: { runId: head.id, epoch, lastFrameAtMs: nowMs }, dispatched: null });
  if (epoch > 1) emit(change, [{ type: "round.reset", round: completedRounds + 1 }], head.id);
  log(change, "run.started", { ...head, epoch }, { round: completedRounds + 1 });
  change.outward.push({
    type: "start_runner",
    runId: head.id,
    epoch,
    job: {
      appId: head.submission.appId,
      runId: head.id,
      epoch,
      kind,
      request: head.request,
      model: head.model,
      baseNumber: state.number,
      position: head.messagePosition,
      answerPosition: answerPosition(head),
      adoptedRounds: adopted ?? head.adoptedRounds,
      startedAtMs,
    },
  });
}

/** Takes over the completed rounds of the run this one retries, if they still fit. Null when there are none. */
function adopt(change: Change, run: Run): number | null {
  const { resumable } = change.state;
  if (!run.retryOf) return null;
  if (resumable?.runId !== run.retryOf) {
    tell(change, run, {
      type: "notice",
      code: "started_anew",
      message: "This attempt starts over: nothing from the previous one could be kept.",
    });
    return null;
  }
  change.stored.push({ type: "move_checkpoints", from: resumable.runId, to: run.id });
  set(change, { resumable: null });
  const rounds = resumable.rounds === 1 ? "its one complete round is" : `its ${resumable.rounds} complete rounds are`;
  tell(change, run, {
    type: "notice",
    code: "resumed",
    message: `Continuing where the previous attempt stopped: ${rounds} kept.`,
  });
  return resumable.rounds;
}

const answerPosition = ({ submission, messagePosition }: Run): number =>
  submission.messages.find(({ role }) => role === "assistant")?.position ?? messagePosition;

function tell(change: Change, run: Run, notice: RunEvent & { type: "notice" }): void {
  remember(change, run.id, [notice]);
  emit(change, [notice], run.id);
}

/** One frame. Frames of any stream but the current one are ignored. */
export function takeFrame(change: Change, runId: string, epoch: number, frame: Frame) {
  const { reader } = change.state.volatile;
  const run = findRun(change.state, runId);
  if (reader?.runId !== runId || reader.epoch !== epoch || !run) return;
  setVolatile(change, { reader: { ...reader, lastFrameAtMs: change.nowMs } });
  switch (frame.type) {
    case "heartbeat":
      return;
    case "started": {
      const { provider, model, round, reason } = frame;
      const switched =
        reason !== null && run.started !== null ? [{ round, from: run.started.provider, to: provider, reason }] : [];
      setRun(change, runId, () => ({
        started: { provider, model },
        startStored: false,
        ...(run.brokenStarts > 0 ? { brokenStarts: 0, fruitlessStarts: run.fruitlessStarts + 1 } : {}),
        switches: [...run.switches, ...switched],
      }));
      if (run.kind) emit(change, [{ type: "version.started", attempt: epoch, provider, model, kind: run.kind }], runId);
      return;
    }
    case "events":
      remember(change, runId, frame.events);
      return emit(change, frame.events, runId);
    case "checkpoint": {
      const { round, data, usage } = frame;
      setRun(change, runId, () => ({ rounds: withRound(run.rounds, usage) }));
      // Paid for, but nothing continues from it: the round ends the run.
      if (data === null) return;
      change.stored.push({ type: "add_checkpoint", runId, round, data });
      setRun(change, runId, () => ({ completedRounds: round, fruitlessStarts: 0 }));
      return;
    }
    case "outcome":
      if (frame.thread !== null) keepThread(change, frame.thread);
      return endRun(change, runId, frame.outcome);
    case "pause":
      setRun(change, runId, () => ({ fruitlessStarts: 0, notBeforeMs: change.nowMs + frame.delayMs }));
      return log(change, "run.paused", run, { round: run.completedRounds + 1, delay_ms: frame.delayMs });
  }
}

/** Stages and notices go into the version's metadata. The run is stored again only for news, since a stage is often repeated. */
function remember(change: Change, runId: string, events: readonly RunEvent[]): void {
  const entered = findRun(change.state, runId)?.stages.map(({ stage }) => stage) ?? [];
  const isNew = (event: RunEvent) =>
    event.type === "notice" || (event.type === "stage.changed" && !entered.includes(event.stage));
  if (!events.some(isNew)) return;
  const at = iso(change.nowMs);
  setRun(change, runId, ({ stages, notices }) => {
    const known = { stages: [...stages], notices: [...notices] };
    for (const event of events) {
      if (event.type === "notice") {
        const { code, message, hint } = event;
        known.notices.push({ code, message, ...(hint ? { hint } : {}) });
      } else if (event.type === "stage.changed" && !known.stages.some(({ stage }) => stage === event.stage)) {
        known.stages.push({ stage: event.stage, at });
      }
    }
    return known;
  });
}

/** The stream is over. A run without an outcome waits to start again, longer after each fruitless start. */
export function endStream(change: Change, { runId, epoch, error }: Extract<Command, { type: "stream_ended" }>) {
  const { reader } = change.state.volatile;
  if (reader?.runId !== runId || reader.epoch !== epoch) return;
  stopReading(change);
  const run = findRun(change.state, runId);
  if (!run) return;
  if (error !== null) log(change, "run.stream_broke", run, { round: run.completedRounds + 1, error }, "warn");
  const failures = Math.max(run.fruitlessStarts, run.brokenStarts);
  if (failures === 0) return;
  const delayMs = Math.min(restartMaxDelayMs, restartDelayMs * 2 ** (failures - 1));
  setRun(change, runId, () => ({ notBeforeMs: change.nowMs + delayMs }));
}

/** A runner writes a heartbeat every second: one that is silent for long is gone, or will learn it was ended at its next write. */
export function dropSilentReader(change: Change): void {
  const { reader } = change.state.volatile;
  if (!reader) return;
  // The clock went back: silence is counted from here.
  if (reader.lastFrameAtMs > change.nowMs) setVolatile(change, { reader: { ...reader, lastFrameAtMs: change.nowMs } });
  if (reader.lastFrameAtMs + silentRunnerMs > change.nowMs) return;
  endStream(change, { type: "stream_ended", runId: reader.runId, epoch: reader.epoch, error: "The runner was silent." });
}

/** The queue gave up on a message. This ends only the current dispatch of a run that nothing reads. */
export function takeDeadLetter(change: Change, { pointer }: Extract<Command, { type: "dead_letter" }>): void {
  const run = findRun(change.state, pointer.run_id);
  const isPresent = run?.dispatch === pointer.dispatch && run.dispatchedAtMs !== null;
  if (!run || !isPresent || change.state.volatile.reader?.runId === run.id) return;
  log(change, "run.dead_letter", run, { dispatch: pointer.dispatch }, "warn");
  endRun(change, run.id, failedOutcome(run, neverStarted));
}
