// What a hub stores does not grow with its past: after a thousand runs and a night's rest it holds as much as after ten.
import { expect, test } from "vitest";
import { maxCutShort } from "../../src/hub/core/limits.ts";
import { calm } from "./faults.ts";
import { createHub, type HubWorld, type SimulatedHub, type Stored } from "./hub.ts";
import { carryOut, emptyDatabase } from "./outside.ts";
import { appId } from "./people.ts";
import { createRunners } from "./runner.ts";
import { createWorld } from "./world.ts";

const minuteMs = 60_000;
/** Longer than a key lives, and than the log is kept. */
const nightMs = 30 * 60 * minuteMs;
const origin = "http://localhost";

/** An app whose user sends, stops and tries again, with a world around it that fails now and then. */
function createApp() {
  const world = createWorld(11, null);
  const database = emptyDatabase();
  const host: HubWorld = {
    world,
    faults: { ...calm, workFails: 0.1, messageLost: 0.1, runnerDies: 0.03 },
    skewMs: 0,
    onStep() {},
    onDeath() {},
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
    (act) => act(),
  );
  let runs = 0;

  function send(): void {
    runs += 1;
    const ids = { runId: `run-${runs}`, userMessageId: `user-${runs}`, assistantMessageId: `assistant-${runs}` };
    const content = `Say ${runs} things.`;
    const app = hub.state.appId === null ? { name: "App", nameGiven: false } : null;
    const message = { appId, userId: "user", app, content, mode: "build" as const, model: "", origin };
    const idempotency = { key: `key-${runs}`, request: content };
    expect(hub.do({ type: "submit", input: { ...message, idempotency }, ids, known: null })).toBe("taken");
    // Every third is stopped at some moment, if it is still at work then.
    if (runs % 3 === 0) world.after(world.between(1, 8_000), () => hub.do({ type: "cancel", runId: ids.runId }));
  }

  function tryAgain(): void {
    const old = [...hub.ended.values()].at(-1);
    if (!old || old.outcome?.status === "completed") return;
    runs += 1;
    const userMessage = { id: old.submission.userMessageId ?? "", position: old.messagePosition, content: old.request };
    const tried = { runId: old.id, isOver: true, isComplete: false, mode: old.mode, userMessage };
    const input = { appId, versionId: old.id, model: "", origin, idempotency: null };
    const ids = { runId: `run-${runs}`, assistantMessageId: `assistant-${runs}` };
    expect(hub.do({ type: "retry", input, old: tried, ids, known: null })).toBe("taken");
  }

  const rest = (ms: number) => world.runUntil(world.nowMs + ms);
  const last = () => [...hub.ended.values()].at(-1)?.outcome?.status;
  return {
    hub,
    /** Until there were so many, and the last one was completed. */
    playUntil(count: number) {
      while (runs < count || last() !== "completed") {
        send();
        rest(2 * 60 * minuteMs);
        tryAgain();
        rest(2 * 60 * minuteMs);
      }
      expect(hub.ended.size).toBe(runs);
    },
    rest,
  };
}

/** Everything but the list that has a length of its own. */
const charactersOf = ({ kept: { cutShort: _, ...kept }, checkpoints, keys, ...stored }: Stored) =>
  JSON.stringify({ ...stored, kept, keys: [...keys], checkpoints: [...checkpoints].map(([id, rounds]) => [id, ...rounds]) })
    .length;

/** Counters and times that have become longer. */
const digits = 40;

test("a hub that had a thousand runs holds no more than after ten", () => {
  const app = createApp();
  app.playUntil(10);
  app.rest(nightMs);
  const afterTen = charactersOf(app.hub.stored);
  app.playUntil(1_000);
  app.rest(nightMs);
  const { stored } = app.hub;
  expect(charactersOf(stored)).toBeLessThan(afterTen + digits);
  expect(stored.kept.cutShort).toHaveLength(maxCutShort);
  expect(stored).toMatchObject({ log: [], keys: new Map(), checkpoints: new Map() });
  expect(stored.kept).toMatchObject({ runs: [], logged: [], keys: null });
});
