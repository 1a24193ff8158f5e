// A run at work: how it begins, and what each frame of its stream changes. All synchronous; what follows from it is advance's.
import type { Frame, Job } from "../protocol/run-stream.ts";
import { iso } from "../store/present.ts";
import { currentNumber, storeOutcome } from "./commands.ts";
import type { Hub } from "./context.ts";
import { kindOf } from "./records.ts";

/** State of a run that starts now, and what its Runner is told. */
export function beginRun(hub: Hub, runId: string, nowMs: number): Job {
  const { storage } = hub;
  const run = hub.change(runId, (current) => {
    current.state = "running";
    current.epoch += 1;
    current.fruitlessStarts += 1;
    current.dispatchedAtMs = null;
    current.lostDispatches = 0;
    current.startedAtMs ??= nowMs;
    current.kind ??= kindOf(current.mode, currentNumber(hub));
    current.submission.version.parentNumber = currentNumber(hub);
  });
  if (!run?.kind || run.startedAtMs === null) throw new Error(`Run ${runId} vanished while it was started.`);
  const checkpoints = storage.checkpoints(runId);
  if (run.epoch > 1) hub.emit([{ type: "round.reset", round: checkpoints.length + 1 }], runId);
  const { version } = run.submission;
  return {
    appId: version.appId,
    versionId: run.id,
    epoch: run.epoch,
    kind: run.kind,
    request: run.request,
    model: run.model,
    baseNumber: version.parentNumber,
    position: run.messagePosition,
    checkpoints,
    adoptedRounds: 0,
    startedAtMs: run.startedAtMs,
  };
}

/** Takes in one frame of a run's stream. True when something follows from it that `advance` has to do. */
export function applyFrame(hub: Hub, runId: string, frame: Frame, nowMs: number): boolean {
  // The outcome is stored: what a cancelled runner still had on the way counts for nothing.
  if (hub.storage.run(runId)?.outcome) return false;
  switch (frame.type) {
    case "heartbeat":
      return false;
    case "started": {
      const { provider, model } = frame;
      const run = hub.change(runId, (current) => {
        current.started = { provider, model };
        current.startStored = false;
      });
      if (run?.kind) hub.emit([{ type: "version.started", attempt: run.epoch, provider, model, kind: run.kind }], runId);
      return true;
    }
    case "events":
      remember(hub, runId, frame.events, nowMs);
      hub.emit(frame.events, runId);
      return false;
    case "checkpoint":
      if (frame.data !== null) hub.storage.addCheckpoint(runId, frame.round, frame.data);
      hub.change(runId, (run) => {
        run.fruitlessStarts = 0;
        run.rounds = [...run.rounds.filter((round) => round.round !== frame.round), frame.usage];
      });
      return false;
    case "outcome":
      storeOutcome(hub, runId, frame.outcome, nowMs);
      return false;
    case "pause":
      hub.change(runId, (run) => {
        run.fruitlessStarts = 0;
        run.notBeforeMs = nowMs + frame.delayMs;
      });
      return false;
  }
}

/** Stages and notices go into the version's metadata. */
function remember(hub: Hub, runId: string, events: Extract<Frame, { type: "events" }>["events"], nowMs: number): void {
  const kept = events.filter((event) => event.type === "stage.changed" || event.type === "notice");
  if (kept.length === 0) return;
  const at = iso(nowMs);
  hub.change(runId, (run) => {
    for (const event of kept) {
      if (event.type === "notice")
        run.notices.push({ code: event.code, message: event.message, ...(event.hint ? { hint: event.hint } : {}) });
      else if (!run.stages.some((known) => known.stage === event.stage)) run.stages.push({ stage: event.stage, at });
    }
  });
}
