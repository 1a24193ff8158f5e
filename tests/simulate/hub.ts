// The object around the reducer, as AppHub is one, in a world where it may die at any moment: what is stored stays, what is volatile goes.

import { readEvent } from "../../scripts/lib/strict-wire.ts";
import type { Command, Effect, OutwardEffect, StoredEffect } from "../../src/hub/core/commands.ts";
import { logRetentionMs } from "../../src/hub/core/limits.ts";
import type { AskedRun, KeptState, Run } from "../../src/hub/core/records.ts";
import { reduce } from "../../src/hub/core/reduce.ts";
import { emptyState, findRun, type HubState, restored } from "../../src/hub/core/state.ts";
import type { Problem } from "../../src/protocol/errors.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import type { Faults } from "./faults.ts";
import type { World } from "./world.ts";

/** What survives the object. */
export interface Stored {
  kept: KeptState;
  log: LogEvent[];
  logAtMs: number[];
  checkpoints: Map<string, Map<number, string>>;
  thread: string | null;
  keys: Map<string, { request: string; runId: string; atMs: number; submitted: AskedRun | null }>;
  /** When the platform rings. */
  alarmAtMs: number | null;
}

export interface HubWorld {
  world: World;
  faults: Faults;
  /** The hub's clock runs ahead of the world's by so much. */
  skewMs: number;
  onEffect(effect: OutwardEffect, life: number): void;
  /** After every command that was stored. */
  onStep(before: HubState, command: Command, after: HubState, effects: readonly Effect[]): void;
  /** `read`: the run whose stream was read. */
  onDeath(read: string | null): void;
}

export interface SimulatedHub {
  readonly stored: Stored;
  /** Counts deaths: what belonged to an earlier life reaches nobody. */
  readonly life: number;
  readonly state: HubState;
  readonly violations: readonly string[];
  /** Runs that are finished and have left, as they were then; of an app that was deleted none. */
  readonly ended: ReadonlyMap<string, Run>;
  /** "died": nobody knows whether it was taken. */
  do(command: Command): "taken" | "died" | Problem;
  die(reason: string): void;
  skewTo(skewMs: number): void;
}

const nothingStored = (): Stored => ({
  kept: emptyState,
  log: [],
  logAtMs: [],
  checkpoints: new Map(),
  thread: null,
  keys: new Map(),
  alarmAtMs: null,
});

export function createHub(host: HubWorld): SimulatedHub {
  const { world } = host;
  const stored = nothingStored();
  let life = 0;
  let state: HubState = restored(stored.kept);
  let alarms = 0;
  const violations: string[] = [];
  const ended = new Map<string, Run>();
  const endedAt = new Map<string, number>();

  const hubNowMs = () => world.nowMs + host.skewMs;

  function arm(atMs: number | null): void {
    stored.alarmAtMs = atMs;
    const mine = ++alarms;
    if (atMs === null) return;
    world.after(atMs - hubNowMs(), () => {
      if (mine !== alarms) return;
      stored.alarmAtMs = null;
      // At least once, says the platform: an alarm whose handler died rings again.
      if (hub.do({ type: "alarm" }) === "died" && mine === alarms) arm(hubNowMs() + 1_000);
    });
  }

  function die(reason: string): void {
    world.note(() => `the hub dies: ${reason}`);
    const read = state.volatile.reader?.runId ?? null;
    life += 1;
    state = restored(stored.kept);
    host.onDeath(read);
  }

  function drop(to: number): void {
    const count = stored.log.findLastIndex(({ seq }) => seq <= to) + 1;
    const gone = new Set(stored.log.splice(0, count).map((event) => event.version_id));
    stored.logAtMs.splice(0, count);
    for (const run of stored.kept.runs) if (gone.has(run.id)) violations.push(`events of ${run.id} are pruned before it ended`);
    for (const [runId, endedAtMs] of endedAt) {
      if (gone.has(runId) && endedAtMs > hubNowMs() - logRetentionMs)
        violations.push(`events of ${runId} are pruned within an hour of its end`);
    }
  }

  function store(effect: StoredEffect) {
    switch (effect.type) {
      case "append":
        for (const event of effect.events) violations.push(...misread(event));
        stored.log.push(...effect.events);
        stored.logAtMs.push(...effect.events.map(hubNowMs));
        return;
      case "remember_key":
        stored.keys.set(effect.key, { request: effect.request, runId: effect.runId, atMs: hubNowMs(), submitted: null });
        return;
      case "forget_keys":
        for (const [key, { atMs }] of stored.keys) if (atMs <= effect.untilMs) stored.keys.delete(key);
        return;
      case "add_checkpoint":
        stored.checkpoints.set(effect.runId, (stored.checkpoints.get(effect.runId) ?? new Map()).set(effect.round, effect.data));
        return;
      case "move_checkpoints":
        stored.checkpoints.set(effect.to, stored.checkpoints.get(effect.from) ?? new Map());
        stored.checkpoints.delete(effect.from);
        return;
      case "drop_checkpoints":
        stored.checkpoints.delete(effect.runId);
        return;
      case "keep_thread":
        stored.thread = effect.data;
        return;
      case "release":
        endedAt.set(effect.run.id, hubNowMs());
        for (const [key, known] of stored.keys)
          if (known.runId === effect.run.id) stored.keys.set(key, { ...known, submitted: effect.run });
        return;
      case "drop_events":
        return drop(effect.to);
    }
  }

  const hub: SimulatedHub = {
    stored,
    get life() {
      return life;
    },
    violations,
    ended,
    get state() {
      return state;
    },
    do(command) {
      if (world.chance(host.faults.dieBefore)) {
        die(`before ${command.type}`);
        return "died";
      }
      const before = state;
      const step = reduce(before, command, hubNowMs());
      if (step.refusal) return step.refusal;
      if (step.stored.some(({ type }) => type === "clear")) {
        const { alarmAtMs } = stored;
        Object.assign(stored, nothingStored(), { alarmAtMs });
        ended.clear();
      }
      for (const run of before.runs) if (stored.kept !== emptyState && !findRun(step.state, run.id)) ended.set(run.id, run);
      const { volatile: _, ...kept } = step.state;
      stored.kept = kept;
      for (const effect of step.stored) store(effect);
      state = step.state;
      // The platform keeps the alarm with what is stored in the same breath.
      for (const effect of step.outward) if (effect.type === "set_alarm") arm(effect.atMs);
      host.onStep(before, command, step.state, [...step.stored, ...step.outward]);
      if (world.chance(host.faults.dieAfter)) {
        die(`after ${command.type}`);
        return "died";
      }
      for (const effect of step.outward) follow(effect);
      return "taken";
    },
    die,
    skewTo(skewMs) {
      host.skewMs = skewMs;
      arm(stored.alarmAtMs);
    },
  };

  function follow(effect: OutwardEffect): void {
    const mine = life;
    if (effect.type === "find_floor") {
      const before = effect.beforeSeq ?? Number.MAX_SAFE_INTEGER;
      const last = stored.log.findLast(({ seq }, index) => (stored.logAtMs[index] ?? 0) <= effect.beforeMs && seq < before);
      hub.do({ type: "prune", floor: last?.seq ?? 0 });
      return;
    }
    if (effect.type === "forget") {
      Object.assign(stored, nothingStored());
      alarms += 1;
      state = restored(emptyState);
    }
    if (mine === life) host.onEffect(effect, life);
  }

  return hub;
}

/** What viewers would be sent that the protocol does not have. */
function misread(event: LogEvent): string[] {
  try {
    readEvent(event);
    return [];
  } catch (error) {
    return [String(error)];
  }
}
