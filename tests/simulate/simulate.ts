// One history of one app, from a seed: a storm in which everything fails that can, then a calm in which everything has to come to its end.
import { createChecks, endViolations } from "./checks.ts";
import { calm, outage, storm } from "./faults.ts";
import { createHub, type HubWorld, type SimulatedHub } from "./hub.ts";
import { carryOut, emptyDatabase } from "./outside.ts";
import { appId, createPeople, createViewer } from "./people.ts";
import { createRunners } from "./runner.ts";
import { createWorld, EndlessHistory } from "./world.ts";

export interface History {
  seed: number;
  violations: string[];
  /** How often what matters came about: commands taken, effects, and how runs ended. */
  reached: Record<string, number>;
  stats: { commands: number; deaths: number; runs: number; calls: number; lostCalls: number; events: number };
}

const stormMaxMs = 4 * 60_000;
/** The longest pauses are ten minutes, twenty waiting runs take a minute each: all of it is over before this. */
const calmMs = 60 * 60_000;
/** From then on nothing happens but that the log is pruned and that keys and a deleted app are forgotten. */
const restMs = 30 * 60 * 60_000;
const deathsEveryMs = 45_000;
const dropsEveryMs = 20_000;
/** D1 and the queue are away for a while. */
const outagesEveryMs = 120_000;
const outageMaxMs = 60_000;
const skewEveryMs = 90_000;
const skewMaxMs = 100 * 60_000;
/** Of a history: the app is deleted in it. */
const deletion = 0.06;

export function simulate(seed: number, write: ((line: string) => void) | null = null): History {
  const world = createWorld(seed, write);
  const database = emptyDatabase();
  const checks = createChecks();
  const viewers = [createViewer(), createViewer(), createViewer()];
  const reached: Record<string, number> = {};
  let commands = 0;
  let deaths = 0;
  let stale = false;
  let callsAtDeletion: number | null = null;

  const count = (what: string) => {
    reached[what] = (reached[what] ?? 0) + 1;
  };
  /** What ends a run stream explains the one call that was open in it. */
  const interrupted = (runId: string) => {
    const open = runners.calls.findLast((call) => call.runId === runId && call.keptAfter === null && !call.stale && !call.cutOff);
    if (open) open.cutOff = true;
  };
  const host: HubWorld = {
    world,
    faults: storm,
    skewMs: 0,
    onStep(before, command, after, effects) {
      commands += 1;
      world.note(
        () =>
          `${command.type}${"frame" in command ? ` ${command.frame.type}` : ""} → ${effects.map(({ type }) => type).join(" ")}`,
      );
      const { alarmAtMs } = hub.stored;
      const nowMs = world.nowMs + host.skewMs;
      checks.step({ before, command, after, effects, stale, alarmInMs: alarmAtMs === null ? null : alarmAtMs - nowMs, nowMs });
      count(command.type);
      for (const effect of effects) {
        count(effect.type === "log" ? effect.event : effect.type);
        if (effect.type === "release") {
          const { outcome } = hub.ended.get(effect.run.id) ?? {};
          count(`ended ${outcome?.error?.code ?? outcome?.status}`);
        }
      }
      const wasRead = before.volatile.reader;
      if (wasRead && after.volatile.reader?.epoch !== wasRead.epoch) interrupted(wasRead.runId);
      // The output gate: what is stored is sent, or the object died and its sockets with it.
      for (const effect of effects) if (effect.type === "append") for (const viewer of viewers) viewer.receive(effect.events);
      if (effects.some(({ type }) => type === "clear")) {
        checks.forget();
        callsAtDeletion = runners.calls.length;
      }
    },
    onDeath(read) {
      deaths += 1;
      for (const viewer of viewers) viewer.connected = false;
      if (read !== null) interrupted(read);
      runners.cancelAll();
    },
    onEffect(effect, life) {
      if (effect.type === "work") carryOut(effect.work, life, host, hub, database);
      else if (effect.type === "start_runner") runners.start(effect, life);
      else if (effect.type === "stop_runner") runners.cancelAll();
    },
  };
  const hub: SimulatedHub = createHub(host);
  const runners = createRunners(
    host,
    () => hub,
    (act) => {
      stale = true;
      act();
      stale = false;
    },
  );
  const people = createPeople(host, hub);

  const stormMs = world.between(stormMaxMs / 4, stormMaxMs);
  people.begin(stormMs);
  every(deathsEveryMs, () => hub.die("for no reason"));
  every(dropsEveryMs, () => {
    const viewer = world.pick(viewers);
    if (viewer) viewer.connected = false;
  });
  every(dropsEveryMs, () => world.pick(viewers)?.connect(hub));
  every(outagesEveryMs, () => {
    host.faults = outage;
    world.after(world.between(1, outageMaxMs), () => {
      if (host.faults === outage) host.faults = storm;
    });
  });
  every(skewEveryMs, () => hub.skewTo(world.between(-skewMaxMs, skewMaxMs)));
  if (world.chance(deletion)) world.after(world.between(stormMs / 2, stormMs), remove);

  /** At random moments while the storm lasts. */
  function every(meanMs: number, act: () => void): void {
    const again = () => {
      if (world.nowMs >= stormMs) return;
      act();
      world.after(world.between(1, 2 * meanMs), again);
    };
    world.after(world.between(1, 2 * meanMs), again);
  }

  function remove(): void {
    if (hub.do({ type: "delete", appId }) === "died") world.after(1_000, remove);
  }

  const endless: string[] = [];
  try {
    world.runUntil(stormMs);
    host.faults = calm;
    world.note(() => "calm");
    // Somebody comes by, as somebody always does.
    hub.do({ type: "wake" });
    world.runUntil(stormMs + calmMs);
    for (const run of hub.state.runs) endless.push(`${run.id} has not ended an hour after the storm`);
    world.runUntil(stormMs + calmMs + restMs);
  } catch (error) {
    if (!(error instanceof EndlessHistory)) throw error;
    endless.push(error.message);
  }
  for (const viewer of viewers) viewer.connect(hub);

  const end = endViolations({ hub, database, people, viewers, calls: runners.calls, told: checks.told, callsAtDeletion });
  return {
    seed,
    violations: [
      ...endless,
      ...checks.violations,
      ...database.violations,
      ...people.violations,
      ...runners.violations,
      ...hub.violations,
      ...end,
    ],
    reached,
    stats: {
      commands,
      deaths,
      runs: hub.ended.size,
      calls: runners.calls.length,
      lostCalls: runners.calls.filter((call) => call.keptAfter === null).length,
      events: checks.told.length,
    },
  };
}
