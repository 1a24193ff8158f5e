// Drives the reducer: loads and stores the state, and carries out the effects. Their results are new commands.

import { closeCodes } from "../protocol/constants.ts";
import type { Problem } from "../protocol/errors.ts";
import type { Command, OutwardEffect, StoredEffect } from "./core/commands.ts";
import { reduce } from "./core/reduce.ts";
import { emptyState, findRun, type HubState, restored, type Work } from "./core/state.ts";
import type { HubDatabase } from "./d1/open.ts";
import { bringToCurrentForm } from "./forms/forms.ts";
import { openEventLog } from "./log.ts";
import { readFrames } from "./run-reader.ts";
import { shownText } from "./shown-text.ts";
import { openSockets } from "./sockets.ts";
import { type HubStorage, openHubStorage } from "./storage.ts";

/** Starts a Runner for a job and returns its stream. */
export type StartRunner = (job: Parameters<Cloudflare.Exports["Runner"]["run"]>[0]) => Promise<ReadableStream<Uint8Array>>;

export interface Driver {
  readonly state: HubState;
  readonly storage: HubStorage;
  /** Takes one command: reduces it, stores the changes together, then carries out the effects. Returns the refusal, if any. */
  do(command: Command): Problem | null;
  /** Resolves when no outside work is under way: it is done, or it failed and waits for the alarm. */
  settled(): Promise<void>;
  /** `now`: only events from here on. */
  subscribe(after: number | "now" | null): Response;
  /** Resolves with true once a round of the current run stream is stored, with false when that stream no longer counts. */
  roundStored(runId: string, epoch: number, round: number): Promise<boolean>;
}

/** Throws `NewerFormError` when only newer software can read what is stored. */
export function openDriver(context: DurableObjectState, database: HubDatabase, startRunner: StartRunner): Driver {
  bringToCurrentForm(context.storage);
  let log = openEventLog(context.storage.sql);
  const sockets = openSockets(context);
  let storage = openHubStorage(context.storage.sql);
  let state = restored(storage.load());
  /** Counts restarts from storage: results of work begun before one are ignored. */
  let life = 0;
  /** Ends the run stream being read. */
  let cancelRunner: () => void = () => {};
  /** The outside work under way. */
  let working: Promise<void> = Promise.resolve();
  /** Runners that wait for a round to be stored: each looks again after every command. */
  const waiting = new Set<() => void>();

  const write = (level: "info" | "warn" | "error", event: string, fields: Record<string, unknown>) =>
    console[level](JSON.stringify({ event, app: state.appId, ...fields }));

  function take(command: Command): Problem | null {
    const nowMs = Date.now();
    const later: Command[] = [];
    try {
      const step = reduce(state, command, nowMs);
      if (step.refusal) return step.refusal;
      const frames: string[] = [];
      context.storage.transactionSync(() => {
        const emptied = step.stored.some(({ type }) => type === "clear");
        if (emptied) {
          storage.clear();
          log.clear();
        }
        // After emptying, everything is written again, not only differences.
        storage.save(emptied ? emptyState : state, step.state);
        for (const effect of step.stored) frames.push(...store(effect, nowMs));
      });
      state = step.state;
      // The output gate holds a frame back until its row is durable, so nobody ever sees a `seq` that can be lost.
      for (const frame of frames) sockets.broadcast(frame);
      for (const effect of step.outward) later.push(...follow(effect));
    } catch (error) {
      write("error", "hub.command_failed", { command: command.type, error: stackOf(error) });
      beginAgain();
      throw error;
    }
    for (const look of [...waiting]) look();
    for (const next of later) take(next);
    return null;
  }

  /**
   * After a failure to store the state or to carry out its effects, only what is stored counts, so work restarts from it. Aborting the object
   * would do the same, but cannot be caught, and the platform gives up on alarms that fail.
   */
  function beginAgain(): void {
    life += 1;
    cancelRunner();
    cancelRunner = () => {};
    storage = openHubStorage(context.storage.sql);
    log = openEventLog(context.storage.sql);
    state = restored(storage.load());
    for (const look of [...waiting]) look();
  }

  /** Returns frames to broadcast. */
  function store(effect: StoredEffect, nowMs: number): string[] {
    switch (effect.type) {
      case "append":
        return log.append(effect.events, nowMs);
      case "drop_events":
        log.drop(effect.to);
        return [];
      case "remember_key":
        storage.saveKey(effect.key, effect.request, effect.runId, nowMs);
        return [];
      case "forget_keys":
        storage.forgetKeys(effect.untilMs);
        return [];
      case "add_checkpoint":
        storage.addCheckpoint(effect.runId, effect.round, effect.data);
        return [];
      case "move_checkpoints":
        storage.moveCheckpoints(effect.from, effect.to);
        return [];
      case "drop_checkpoints":
        storage.dropCheckpoints(effect.runId);
        return [];
      case "keep_thread":
        storage.saveThread(effect.data);
        return [];
      case "release":
        storage.release(effect.run);
        return [];
      case "clear":
        // Already done: it must come before anything is stored.
        return [];
    }
  }

  /** Returns the commands to take once all effects are carried out. */
  function follow(effect: OutwardEffect): Command[] {
    switch (effect.type) {
      case "start_runner":
        context.waitUntil(read(effect));
        return [];
      case "stop_runner":
        cancelRunner();
        return [];
      case "work":
        working = work(effect.work);
        context.waitUntil(working);
        return [];
      case "find_floor":
        return [{ type: "prune", floor: log.lastBefore(effect.beforeMs, effect.beforeSeq) }];
      case "set_alarm":
        void (effect.atMs === null ? context.storage.deleteAlarm() : context.storage.setAlarm(effect.atMs));
        return [];
      case "dismiss_viewers":
        sockets.closeAll(closeCodes.deleted, "This app has been deleted.");
        return [];
      case "forget":
        context.waitUntil(forget());
        return [];
      case "log":
        write(effect.level, effect.event, effect.fields);
        return [];
    }
  }

  async function work(piece: Work): Promise<void> {
    const mine = life;
    let result: Command;
    try {
      const prose = (runId: string) => shownText(log.replay((findRun(state, runId)?.firstSeq ?? 1) - 1), runId);
      result = { type: "work_done", told: await database.carryOut(piece, prose) };
    } catch (error) {
      result = database.isOrphan(error) ? { type: "orphaned" } : { type: "work_failed", error: stackOf(error) };
    }
    if (mine === life) take(result);
  }

  const counts = (runId: string, epoch: number) => {
    const { reader } = state.volatile;
    return reader?.runId === runId && reader.epoch === epoch;
  };

  function roundStored(runId: string, epoch: number, round: number): Promise<boolean> {
    return new Promise((resolve) => {
      const look = () => {
        const isStored = (findRun(state, runId)?.completedRounds ?? 0) >= round;
        if (counts(runId, epoch) && !isStored) return;
        waiting.delete(look);
        resolve(counts(runId, epoch));
      };
      waiting.add(look);
      look();
    });
  }

  /** Starts a Runner and reads its stream to the end, or until another one replaces it. */
  async function read({ runId, epoch, job }: Extract<OutwardEffect, { type: "start_runner" }>): Promise<void> {
    let broke: string | null = null;
    try {
      const stored = { checkpoints: storage.checkpoints(runId), thread: storage.thread() };
      const reader = (await startRunner({ ...job, ...stored })).getReader();
      const cancel = () =>
        void reader
          .cancel()
          .catch((error: unknown) => write("warn", "run.cancel_failed", { version: runId, epoch, error: String(error) }));
      // Cancelled or deleted while the runner was starting.
      if (!counts(runId, epoch)) return cancel();
      cancelRunner = cancel;
      for await (const frame of readFrames(reader)) {
        if (!counts(runId, epoch)) return;
        take({ type: "frame", runId, epoch, frame });
      }
    } catch (error) {
      broke = String(error);
    }
    take({ type: "stream_ended", runId, epoch, error: broke });
  }

  async function forget(): Promise<void> {
    await context.storage.deleteAll();
    storage = openHubStorage(context.storage.sql);
    log = openEventLog(context.storage.sql);
    state = restored(emptyState);
  }

  return {
    get state() {
      return state;
    },
    get storage() {
      return storage;
    },
    do: take,
    async settled() {
      while (state.volatile.work) await working;
    },
    subscribe(after) {
      const { appId, lastSeq, floor, runs } = state;
      const running = runs.find((run) => run.state === "running")?.id ?? null;
      return sockets.accept(log, { appId: appId ?? "", lastSeq, floor, running, after: after === "now" ? lastSeq : after });
    },
    roundStored,
  };
}

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
