// Runners and the provider of the simulated world: rounds that are asked, paid and written down, and runners that die anywhere.

import type { Frame, Outcome } from "../../src/hub/contract/run-stream.ts";
import type { Effect } from "../../src/hub/core/commands.ts";
import { emptyOutcome } from "../../src/hub/core/outcomes.ts";
import type { Run } from "../../src/hub/core/records.ts";
import type { HubWorld, SimulatedHub } from "./hub.ts";

/** One request that the provider saw. */
export interface Call {
  runId: string;
  round: number;
  /** Asked by a runner that had not heard yet that nobody reads it any more: cut off a moment later. */
  stale: boolean;
  /** How many calls there had been when the hub stored the round; null when it never did. */
  keptAfter: number | null;
  /** Something cut it off, and nothing else: what cuts a run off explains one call. */
  cutOff: boolean;
  /** The round ended the run: when its outcome is lost with the object, it is asked again. */
  last: boolean;
}

export interface Runners {
  readonly calls: readonly Call[];
  readonly violations: readonly string[];
  start(effect: Extract<Effect, { type: "start_runner" }>, life: number): void;
  /** The hub reads no stream any more: whoever writes one hears of it, sooner or later. */
  cancelAll(): void;
}

const heartbeatMs = 4_000;
const stepMaxMs = 3_000;
const pauseMaxMs = 60_000;

/** poison: a round in which every runner dies. stuck: a last round that nothing should be gone on from. */
type Plan = { rounds: number; end: "completed" | "answered" | "failed" | "stuck" | "poison" };

const plans = ["completed", "completed", "completed", "completed", "answered", "failed", "stuck", "poison"] as const;

/** `asStale` runs what must have no effect. */
export function createRunners(host: HubWorld, hub: () => SimulatedHub, asStale: (act: () => void) => void): Runners {
  const { world } = host;
  const calls: Call[] = [];
  const violations: string[] = [];
  const planned = new Map<string, Plan>();
  let reading = 0;

  /** What the model will do with a request is the model's secret, the same for every attempt. */
  function planOf(runId: string): Plan {
    const known = planned.get(runId) ?? {
      rounds: world.between(1, 5),
      end: world.pick(plans) ?? "completed",
    };
    planned.set(runId, known);
    return known;
  }

  function start({ runId, epoch, job }: Extract<Effect, { type: "start_runner" }>, life: number) {
    const stream = ++reading;
    const plan = planOf(runId);
    const written = [...(hub().stored.checkpoints.get(runId) ?? [])].sort(([a], [b]) => a - b);
    const base = `on version ${job.baseNumber}`;
    let round = written.length + 1;
    if (written.some(([known], index) => known !== index + 1)) violations.push(`${runId} starts with a gap in its rounds`);
    if (written.some(([, data]) => data !== base))
      violations.push(`${runId} starts ${base} with rounds that were done on another one`);
    if (job.adoptedRounds > written.length)
      violations.push(`${runId} is told of ${job.adoptedRounds} adopted rounds and has ${written.length}`);
    let alive = true;
    let deaf = 0;

    const isRead = () => stream === reading && life === hub().life;
    /** False when this runner should stop: it is dead, or has heard that nobody reads it. */
    function write(frame: Frame): boolean {
      if (!alive) return false;
      if (!isRead()) {
        if (deaf++ === 0 && world.chance(host.faults.runnerIsDeaf)) {
          // A frame of a stream that does not count any more: the hub must not take it.
          asStale(() => hub().do({ type: "frame", runId, epoch, frame }));
          return true;
        }
        alive = false;
        return false;
      }
      return hub().do({ type: "frame", runId, epoch, frame }) !== "died";
    }
    function end(error: string | null) {
      alive = false;
      if (isRead()) hub().do({ type: "stream_ended", runId, epoch, error });
      // The end of a stream that does not count any more.
      else if (life === hub().life) asStale(() => hub().do({ type: "stream_ended", runId, epoch, error }));
    }
    function beat() {
      if (write({ type: "heartbeat" })) world.after(heartbeatMs, beat);
    }
    /** The next thing that the runner does, unless it dies first. */
    function next(act: () => void): void {
      world.after(world.between(1, stepMaxMs), () => {
        if (!alive) return;
        if (world.chance(host.faults.runnerDies)) return end("the runner died");
        if (world.chance(host.faults.runnerFallsSilent)) {
          alive = false;
          return;
        }
        act();
      });
    }

    function ask() {
      // Before the model is asked, the runner looks whether it was cancelled: it hears that at its next write.
      if (!write({ type: "heartbeat" })) return;
      const call: Call = { runId, round, stale: !isRead(), keptAfter: null, cutOff: false, last: false };
      calls.push(call);
      world.note(() => `round ${round} of ${runId} is asked (start ${epoch})`);
      next(() => {
        if (!write({ type: "events", events: [{ type: "text.delta", round, block_id: `${round}.0`, text: "…" }] })) return;
        next(() => (plan.end === "poison" && round === plan.rounds ? end("the round kills its runner") : complete(call)));
      });
    }

    function complete(call: Call) {
      const usage = {
        round,
        provider: "openai" as const,
        model: "m",
        inputTokens: 1,
        cachedTokens: 0,
        outputTokens: 1,
        reasoningTokens: null,
        costUsd: 1,
        costSource: "provider" as const,
      };
      const read = isRead();
      const tokensBefore = tokensOf(hub().stored.kept.runs.find((run) => run.id === runId));
      call.last = plan.end === "stuck" && round === plan.rounds;
      const isTaken = write({ type: "checkpoint", round, data: call.last ? null : base, usage });
      // Stored with the command, even when the object died right after it.
      const mine = hub().stored.kept.runs.find((run) => run.id === runId);
      if (read && tokensOf(mine) > tokensBefore) call.keptAfter = calls.length;
      if (!isTaken) return;
      round += 1;
      if (round > plan.rounds) return next(finish);
      if (world.chance(0.1)) return next(pause);
      next(ask);
    }

    function pause() {
      write({ type: "pause", delayMs: world.chance(0.5) ? 0 : world.between(1, pauseMaxMs) });
      end(null);
    }

    function finish() {
      write({ type: "outcome", outcome: outcomeOf(plan, runId), thread: plan.end === "stuck" ? null : runId });
      end(null);
    }

    next(() => {
      if (!write({ type: "started", provider: "openai", model: "m", round, reason: null })) return;
      beat();
      if (round > plan.rounds) return next(finish);
      next(ask);
    });
    world.note(() => `a runner starts ${runId} (start ${epoch}) at round ${round}, ${job.adoptedRounds} adopted`);
  }

  return {
    calls,
    violations,
    start,
    cancelAll() {
      reading += 1;
    },
  };
}

/** Each answer costs one. */
export const tokensOf = (run: Pick<Run, "rounds"> | undefined) =>
  (run?.rounds ?? []).reduce((sum, { outputTokens }) => sum + (outputTokens ?? 0), 0);

function outcomeOf({ end }: Plan, runId: string): Outcome {
  const failed = { code: "too_long", message: "It failed.", retryable: true } as const;
  switch (end) {
    case "completed":
      return { ...emptyOutcome, content: "", appName: runId, written: [{ path: "index.html", sha256: "0", size: 1 }] };
    case "answered":
      return { ...emptyOutcome, content: "An answer." };
    case "failed":
      return { ...emptyOutcome, content: "", status: "failed", error: { ...failed, resumable: true } };
    case "stuck":
    case "poison":
      return { ...emptyOutcome, content: "", status: "failed", error: { ...failed, resumable: false } };
  }
}
