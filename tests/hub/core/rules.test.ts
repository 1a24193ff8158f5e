// Rules of the hub's reducer, one by one: what the simulator's histories only meet by chance.
import { describe, expect, test } from "vitest";
import type { Frame, Outcome, RoundUsage } from "../../../src/hub/contract/run-stream.ts";
import type { Command, Effect, Told } from "../../../src/hub/core/commands.ts";
import {
  maxBrokenStarts,
  maxFruitlessStarts,
  maxLostDispatches,
  redispatchMs,
  repairMaxDelayMs,
  tombstoneMs,
} from "../../../src/hub/core/limits.ts";
import { emptyOutcome } from "../../../src/hub/core/outcomes.ts";
import type { Run } from "../../../src/hub/core/records.ts";
import { reduce } from "../../../src/hub/core/reduce.ts";
import { emptyState, findRun, type HubState, restored } from "../../../src/hub/core/state.ts";
import { endingRows } from "../../../src/hub/d1/rows.ts";
import type { App } from "../../../src/protocol/resources.ts";
import { presentVersion } from "../../../src/store/present.ts";

const appId = "app";
const usage = (round: number): RoundUsage => ({
  round,
  provider: "openai",
  model: "m",
  inputTokens: 3,
  cachedTokens: 1,
  outputTokens: 2,
  reasoningTokens: 1,
  costUsd: 0.5,
  costSource: "estimate",
});
const started: Frame = { type: "started", provider: "openai", model: "m", round: 1, reason: null };
const failed = (resumable: boolean): Outcome => ({
  ...emptyOutcome,
  content: "",
  status: "failed",
  error: { code: "too_long", message: "x", retryable: true, resumable },
});

/** A hub that a test talks to, with a clock of its own. Outside work succeeds at once unless the test takes it over. */
function hub({ workSucceeds = true } = {}) {
  let state: HubState = emptyState;
  let nowMs = 1_000_000;
  const ended = new Map<string, Run>();
  const all: Effect[] = [];

  function take(command: Command) {
    const step = reduce(state, command, nowMs);
    const left = state.runs.filter(({ id }) => !findRun(step.state, id));
    state = step.state;
    for (const run of left) ended.set(run.id, run);
    all.push(...step.stored, ...step.outward);
    const work = state.volatile.work;
    if (workSucceeds && work) take({ type: "work_done", told: work.type === "commit" ? committed(work.run) : null });
    return step.refusal;
  }
  const committed = (run: Parameters<typeof endingRows>[0]): Told => ({
    type: "commit",
    version: presentVersion({ ...endingRows(run, () => "").version, previewKey: "key" }, () => "address"),
    assistant: null,
    app: null,
  });

  return {
    take,
    get state() {
      return state;
    },
    get all() {
      return all;
    },
    ended,
    works(succeeds: boolean) {
      workSucceeds = succeeds;
    },
    pass: (ms: number) => {
      nowMs += ms;
    },
    die() {
      const { volatile: _, ...kept } = state;
      state = restored(kept);
    },
    run: (id: string) => findRun(state, id) ?? ended.get(id),
    submit: (name: string) =>
      take({
        type: "submit",
        input: {
          appId,
          userId: "u",
          app: state.appId === null ? { name: "A", nameGiven: false } : null,
          content: name,
          mode: "build",
          model: "",
          origin: "http://localhost",
          idempotency: null,
        },
        ids: { runId: name, userMessageId: `u-${name}`, assistantMessageId: `a-${name}` },
        known: null,
      }),
    start: (id: string) => take({ type: "start", pointer: { app_id: appId, run_id: id, dispatch: 0 } }),
    frame: (id: string, frame: Frame) => take({ type: "frame", runId: id, epoch: state.volatile.reader?.epoch ?? 0, frame }),
    round: (id: string, round: number) =>
      take({
        type: "frame",
        runId: id,
        epoch: state.volatile.reader?.epoch ?? 0,
        frame: { type: "checkpoint", round, data: `${round}`, usage: usage(round) },
      }),
    breakOff: (id: string) => take({ type: "stream_ended", runId: id, epoch: state.volatile.reader?.epoch ?? 0, error: "broke" }),
    retry(id: string, name: string) {
      const old = ended.get(id);
      const userMessage = [...ended.values()]
        .flatMap((run) => run.submission.messages)
        .find((message) => message.id === old?.submission.userMessageId);
      if (!old || !userMessage) throw new Error(`${id} cannot be tried again.`);
      const isComplete = old.outcome?.status === "completed";
      const input = { appId, versionId: id, model: "", origin: "http://localhost", idempotency: null };
      return take({
        type: "retry",
        input,
        old: { runId: id, isOver: true, isComplete, mode: old.mode, userMessage },
        ids: { runId: name, assistantMessageId: `a-${name}` },
        known: null,
      });
    },
    notices: (id: string) => (findRun(state, id) ?? ended.get(id))?.notices.map(({ code }) => code),
  };
}

describe("a dispatch", () => {
  test("that a new life of the object repeats at once is not a lost one", () => {
    const { take, die, pass, submit, run } = hub();
    submit("r");
    for (let life = 0; life < 3 * maxLostDispatches; life += 1) {
      die();
      pass(redispatchMs - 1);
      take({ type: "wake" });
    }
    expect(run("r")).toMatchObject({ state: "queued", outcome: null });
  });

  test("that nobody picks up is repeated with growing pauses, and the run fails in the end", () => {
    const { take, pass, submit, run } = hub();
    submit("r");
    let alarms = 0;
    for (; !run("r")?.outcome && alarms < 200; alarms += 1) {
      pass(60_000);
      take({ type: "alarm" });
    }
    expect(run("r")?.outcome?.error?.code).toBe("queue_gave_up");
    expect(alarms).toBeGreaterThan(30);
  });

  test("that nobody could deliver ends its run by its dead letter, and that of an earlier dispatch does not", () => {
    const { take, submit, run } = hub();
    submit("r");
    const dispatch = run("r")?.dispatch ?? 0;
    take({ type: "dead_letter", pointer: { app_id: appId, run_id: "r", dispatch: dispatch - 1 } });
    expect(run("r")?.outcome).toBeNull();
    take({ type: "dead_letter", pointer: { app_id: appId, run_id: "r", dispatch } });
    expect(run("r")?.outcome?.error?.code).toBe("queue_gave_up");
  });

  test("that was picked up is not ended by its dead letter", () => {
    const { take, submit, start, frame, round, breakOff, run } = hub();
    submit("r");
    const dispatch = run("r")?.dispatch ?? 0;
    start("r");
    frame("r", started);
    round("r", 1);
    frame("r", { type: "pause", delayMs: 60_000 });
    breakOff("r");
    take({ type: "dead_letter", pointer: { app_id: appId, run_id: "r", dispatch } });
    expect(run("r")?.outcome).toBeNull();
  });
});

describe("starts that break off", () => {
  test("before a model was asked cost nothing, and are repeated for half an hour", () => {
    const { take, pass, submit, start, breakOff, run } = hub();
    submit("r");
    let tookMs = 0;
    for (let starts = 0; starts < maxBrokenStarts; starts += 1) {
      expect(run("r")?.outcome).toBeNull();
      start("r");
      breakOff("r");
      const waitMs = Math.max(1, (run("r")?.notBeforeMs ?? 0) - 1_000_000 - tookMs);
      tookMs += waitMs;
      pass(waitMs);
      take({ type: "alarm" });
    }
    expect(run("r")?.outcome?.error?.code).toBe("queue_gave_up");
    expect(tookMs).toBeGreaterThan(20 * 60_000);
  });

  test("after a model was asked are few, each round that is complete counts them anew, and its rounds are not gone on from", () => {
    const one = hub();
    const { take, pass, submit, start, frame, round, breakOff, run } = one;
    submit("r");
    const breakAfterAsking = () => {
      start("r");
      frame("r", started);
      breakOff("r");
      pass(60_000);
    };
    for (let starts = 1; starts < maxFruitlessStarts; starts += 1) breakAfterAsking();
    start("r");
    frame("r", started);
    round("r", 1);
    breakOff("r");
    pass(60_000);
    for (let starts = 0; starts < maxFruitlessStarts; starts += 1) {
      expect(run("r")?.outcome).toBeNull();
      breakAfterAsking();
    }
    take({ type: "alarm" });
    expect(run("r")?.outcome?.error?.code).toBe("attempts_exhausted");
    expect(one.state.resumable).toBeNull();
    expect(one.all).toContainEqual({ type: "drop_checkpoints", runId: "r" });
  });
});

describe("rounds of a run that was cut short", () => {
  const stopped = () => {
    const one = hub();
    one.submit("r1");
    one.start("r1");
    one.frame("r1", started);
    one.round("r1", 1);
    one.take({ type: "cancel", runId: "r1" });
    return one;
  };

  test("are gone on from, also through a retry that never started", () => {
    const one = stopped();
    one.retry("r1", "r2");
    one.take({ type: "cancel", runId: "r2" });
    one.retry("r2", "r3");
    one.start("r3");
    expect(one.run("r3")).toMatchObject({ completedRounds: 1, adoptedRounds: 1, resumes: 1 });
    expect(one.notices("r3")).toEqual(["resumed"]);
    expect(one.all).toContainEqual({ type: "move_checkpoints", from: "r1", to: "r3" });
  });

  test("are gone with a run that the conversation goes on from, if only an answer, and that conversation is kept", () => {
    const one = stopped();
    one.submit("r2");
    one.start("r2");
    one.frame("r2", { type: "outcome", thread: "what was said", outcome: { ...emptyOutcome, content: "An answer." } });
    expect(one.all).toContainEqual({ type: "keep_thread", data: "what was said" });
    expect(one.state.resumable).toBeNull();
    one.retry("r1", "r3");
    one.start("r3");
    expect(one.notices("r3")).toEqual(["started_anew"]);
  });

  test("are gone with a new version, and the retry says that it starts anew", () => {
    const one = stopped();
    const input = {
      appId,
      origin: "http://localhost",
      kind: "edit" as const,
      summary: "",
      written: [{ path: "a", sha256: "0", size: 1 }],
      modified: [],
      deleted: [],
    };
    one.submit("r2");
    one.start("r2");
    one.frame("r2", { type: "outcome", thread: null, outcome: { ...emptyOutcome, content: "", written: input.written } });
    one.retry("r1", "r3");
    one.start("r3");
    expect(one.run("r3")).toMatchObject({ completedRounds: 0, adoptedRounds: 0, resumes: 0, baseNumber: 1 });
    expect(one.notices("r3")).toEqual(["started_anew"]);
  });

  test.each([
    [true, "r"],
    [false, undefined],
  ])("that failed, resumable %s, are kept accordingly", (resumable, kept) => {
    const one = hub();
    one.submit("r");
    one.start("r");
    one.frame("r", started);
    one.round("r", 1);
    one.frame("r", { type: "outcome", thread: null, outcome: failed(resumable) });
    expect(one.state.resumable?.runId).toBe(kept);
  });
});

describe("what a person changes of an app", () => {
  const origin = "http://localhost";
  const app: App = {
    id: appId,
    name: "Mine",
    description: "",
    model: "",
    status: "ready",
    current_version: null,
    does_not_load: false,
    public_values: {},
    preview_url: null,
    created_at: "",
    updated_at: "",
  };
  const toStore = (one: ReturnType<typeof hub>) => {
    const { work } = one.state.volatile;
    return work?.type === "store_app" ? work : null;
  };
  const updates = (one: ReturnType<typeof hub>) =>
    one.all.flatMap((effect) => (effect.type === "append" ? effect.events : [])).filter(({ type }) => type === "app.updated");

  test("is stored before anybody is told of it, and told once it is in the database", () => {
    const one = hub();
    one.submit("r");
    one.works(false);
    one.take({ type: "update_app", fields: { name: "Mine" }, origin });
    expect(toStore(one)).toMatchObject({ change: { fields: { name: "Mine" } }, revision: 1 });
    expect(updates(one)).toEqual([]);
    one.take({ type: "work_done", told: { type: "store_app", app } });
    expect(updates(one)).toMatchObject([{ app }]);
    expect(one.state.appChange).toBeNull();
  });

  test("is done by the alarm when the object dies before the database has it", () => {
    const one = hub();
    one.submit("r");
    one.take({ type: "cancel", runId: "r" });
    one.works(false);
    one.take({ type: "update_app", fields: { name: "Mine" }, origin });
    one.die();
    one.take({ type: "alarm" });
    expect(toStore(one)).toMatchObject({ change: { fields: { name: "Mine" } }, revision: 1 });
  });

  test("is repeated when the database fails, although no run is left to ring for", () => {
    const one = hub();
    one.submit("r");
    one.take({ type: "cancel", runId: "r" });
    one.works(false);
    one.take({ type: "update_app", fields: { name: "Mine" }, origin });
    one.take({ type: "work_failed", error: "D1 is away" });
    expect(toStore(one)).toBeNull();
    expect(one.state.volatile.alarmAtMs).not.toBeNull();
    one.pass(repairMaxDelayMs);
    one.take({ type: "alarm" });
    expect(toStore(one)).not.toBeNull();
  });

  test("is one change with what was not stored yet, and a newer one is stored after it", () => {
    const one = hub();
    one.submit("r");
    one.works(false);
    one.take({ type: "update_app", fields: { name: "First", description: "d" }, origin });
    one.take({ type: "update_app", fields: { name: "Second", model: "m" }, origin });
    one.take({ type: "work_done", told: { type: "store_app", app } });
    expect(toStore(one)).toMatchObject({ change: { fields: { name: "Second", description: "d", model: "m" } }, revision: 2 });
    one.take({ type: "work_done", told: { type: "store_app", app } });
    expect(one.state.appChange).toBeNull();
  });

  test("is refused for an app that is gone, and for one that never was", () => {
    const one = hub();
    const command = { type: "update_app", fields: { name: "Mine" }, origin } as const;
    expect(one.take(command)?.code).toBe("not_found");
    one.submit("r");
    one.take({ type: "delete", appId });
    expect(one.take(command)?.code).toBe("not_found");
  });

  test("is not overwritten by a run that has ended already and is not committed", () => {
    const one = hub();
    one.submit("r");
    one.start("r");
    one.works(false);
    const outcome = {
      ...emptyOutcome,
      content: "",
      appName: "The model's",
      appDescription: "The model's",
      written: [{ path: "a", sha256: "0", size: 1 }],
    };
    one.frame("r", { type: "outcome", thread: null, outcome });
    one.take({ type: "work_failed", error: "answer lost" });
    one.take({ type: "update_app", fields: { name: "Mine", description: "Mine" }, origin });
    const run = one.run("r");
    expect(run?.outcome).toBeTruthy();
    expect(endingRows({ ...run!, outcome: run!.outcome! }, () => "")).toMatchObject({ appName: null, appDescription: null });
    // Somebody waits for it, so that it is tried at once: first what was there before.
    expect(one.state.volatile.work?.type).toBe("commit");
  });
});

describe("work that fails", () => {
  test("is tried at once when somebody asks for something, however long the pause is", () => {
    const one = hub({ workSucceeds: false });
    one.submit("r");
    for (let failures = 0; failures < 12; failures += 1) {
      one.take({ type: "work_failed", error: "D1 is away" });
      one.pass(repairMaxDelayMs);
      one.take({ type: "alarm" });
    }
    one.take({ type: "work_failed", error: "D1 is away" });
    expect(one.state.volatile.work).toBeNull();
    expect(one.state.volatile.alarmAtMs).toBeGreaterThan(0);
    one.take({ type: "wake" });
    expect(one.state.volatile.work?.type).toBe("store_rows");
  });

  test("leaves a message that was changed meanwhile to be stored again", () => {
    const one = hub();
    one.submit("busy");
    one.submit("r");
    one.works(false);
    one.take({ type: "edit_message", messageId: "u-r", content: "second" });
    one.take({ type: "edit_message", messageId: "u-r", content: "third" });
    one.take({ type: "work_done", told: null });
    expect(one.state.volatile.work).toMatchObject({ type: "store_message", content: "third", revision: 2 });
  });
});

test("a round whose end was lost and that is paid again costs both", () => {
  const one = hub();
  one.submit("r");
  one.start("r");
  one.frame("r", { type: "checkpoint", round: 1, data: null, usage: usage(1) });
  one.frame("r", { type: "checkpoint", round: 1, data: null, usage: usage(1) });
  expect(one.run("r")?.rounds).toEqual([
    { ...usage(1), inputTokens: 6, cachedTokens: 2, outputTokens: 4, reasoningTokens: 2, costUsd: 1 },
  ]);
});

test("rows of a deleted app are removed at once, again when its tombstone goes, and then nothing is left", () => {
  const one = hub();
  one.submit("r");
  one.take({ type: "delete", appId });
  const deletions = () => one.all.filter((effect) => effect.type === "work" && effect.work.type === "delete_rows").length;
  expect(deletions()).toBe(1);
  expect(one.submit("late")?.code).toBe("not_found");
  one.pass(tombstoneMs - 1);
  one.take({ type: "alarm" });
  expect(deletions()).toBe(1);
  one.pass(2);
  one.take({ type: "alarm" });
  expect(deletions()).toBe(2);
  expect(one.all).toContainEqual({ type: "forget" });
  expect(one.state).toMatchObject({ appId: null, volatile: { alarmAtMs: null } });
});

test("an app whose owner was deleted while its first message was on its way goes like one that was deleted", () => {
  const one = hub({ workSucceeds: false });
  one.submit("r");
  expect(one.state.volatile.work?.type).toBe("store_rows");
  one.take({ type: "orphaned" });
  expect(one.state).toMatchObject({ runs: [], volatile: { work: { type: "delete_rows", appId } } });
  expect(one.all).toContainEqual({ type: "clear" });
  expect(one.submit("late")?.code).toBe("not_found");
  // One that was deleted meanwhile goes on being deleted.
  one.take({ type: "orphaned" });
  expect(one.state.volatile.work?.type).toBe("delete_rows");
  one.works(true);
  one.take({ type: "work_done", told: null });
  expect(one.state.rowDeletions).toBe(1);
});
