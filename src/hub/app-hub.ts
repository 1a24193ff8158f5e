// AppHub: one Durable Object per app. A shell around the reducer in core/: it loads and stores the state, carries out the effects, and answers callers.
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { previewAddresses, previewHostOf } from "../preview/address.ts";
import { idempotencyHours } from "../protocol/constants.ts";
import type { Problem } from "../protocol/errors.ts";
import type { App, Message, Version } from "../protocol/resources.ts";
import type { RunPointer } from "../protocol/run-stream.ts";
import { updateApp } from "../store/commit.ts";
import { type Database, openDatabase, withRetry } from "../store/database.ts";
import { findApp, findMessage, findVersion } from "../store/history.ts";
import { type PreviewAddress, presentApp, presentMessage, presentVersion } from "../store/present.ts";
import { serverSecret } from "../store/settings.ts";
import type { Command, Effect, FilesInput, SubmitInput } from "./core/commands.ts";
import { endingOf } from "./core/records.ts";
import { reduce } from "./core/reduce.ts";
import { emptyState, findRun, type HubState, isAlive, type Run, restored, type Work } from "./core/state.ts";
import { type EventLog, openEventLog } from "./log.ts";
import { carryOut } from "./outside.ts";
import { proseOf } from "./prose.ts";
import { gone, notStoredYet, type Reply, type Submitted, submittedOf } from "./replies.ts";
import { readFrames } from "./run-reader.ts";
import { closeCodes, openSockets, type Sockets } from "./sockets.ts";
import { type HubStorage, openHubStorage } from "./storage.ts";

export class AppHub extends DurableObject<Env> {
  #state: HubState;
  #storage: HubStorage;
  #log: EventLog;
  #sockets: Sockets;
  #db: Database;
  /** Ends the run stream that is read now. */
  #cancelRunner: () => void = () => {};
  /** The piece of outside work on its way. */
  #working: Promise<void> = Promise.resolve();

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#storage = openHubStorage(state.storage.sql);
    this.#log = openEventLog(state.storage.sql);
    this.#state = restored(this.#storage.load());
    this.#sockets = openSockets(state);
    this.#db = openDatabase(env.DB);
  }

  async submit(input: SubmitInput): Promise<Reply<Submitted>> {
    this.#storage.forgetKeysBefore(Date.now() - idempotencyHours * 3_600_000);
    const known = input.idempotency && this.#storage.key(input.idempotency.key);
    const ids = { ...newIds(), userMessageId: crypto.randomUUID() };
    const refusal = this.#do({ type: "submit", input, ids, known });
    return refusal ? { ok: false, problem: refusal } : this.#submitted(known?.versionId ?? ids.versionId, null);
  }

  async retry(input: { appId: string; versionId: string; model: string; origin: string }): Promise<Reply<Submitted>> {
    const old = this.#run(input.versionId);
    const { userMessageId } = old?.submission.version ?? {};
    const userMessage = userMessageId ? await findMessage(this.#db, input.appId, userMessageId) : null;
    if (!old || !userMessage)
      return { ok: false, problem: { code: "not_found", message: "This version has no message to try again." } };
    const ids = newIds();
    const refusal = this.#do({ type: "retry", ...input, old, userMessage, ids });
    return refusal ? { ok: false, problem: refusal } : this.#submitted(ids.versionId, presentMessage(userMessage));
  }

  async commitFiles(input: FilesInput): Promise<Reply<Version>> {
    const versionId = crypto.randomUUID();
    const refusal = this.#do({ type: "commit_files", input, versionId });
    if (refusal) return { ok: false, problem: refusal };
    await this.#settled();
    return findRun(this.#state, versionId) ? notStoredYet : this.#version(input.appId, versionId, input.origin);
  }

  /** Ends a run. Answers it as it stands from here on, whether D1 knows already or not. */
  async cancel(input: {
    appId: string;
    versionId: string;
    origin: string;
  }): Promise<Reply<{ version: Version; wasOver: boolean }>> {
    const before = findRun(this.#state, input.versionId);
    const wasOver = !before || before.outcome !== null;
    this.#do({ type: "cancel", runId: input.versionId });
    await this.#settled();
    const run = this.#run(input.versionId);
    if (!run?.outcome) return { ok: false, problem: { code: "not_found", message: "There is no such version." } };
    const { version } = endingOf({ ...run, outcome: run.outcome }, () => "");
    return { ok: true, value: { version: presentVersion(version, await this.#addresses(input.origin)), wasOver } };
  }

  /** Changes a message that still waits. */
  async editMessage(input: { messageId: string; content: string }): Promise<Reply<Message>> {
    const refusal = this.#do({ type: "edit_message", ...input });
    if (refusal) return { ok: false, problem: refusal };
    const row = this.#state.runs.flatMap((run) => run.submission.messages).find((message) => message.id === input.messageId);
    await this.#settled();
    return row ? { ok: true, value: presentMessage(row) } : gone;
  }

  /** Takes a message back that still waits, and its run with it. */
  async removeMessage(input: { messageId: string }): Promise<Reply<null>> {
    const refusal = this.#do({ type: "remove_message", ...input });
    if (refusal) return { ok: false, problem: refusal };
    await this.#settled();
    return { ok: true, value: null };
  }

  async updateApp(input: {
    appId: string;
    origin: string;
    name?: string;
    description?: string;
    model?: string;
  }): Promise<Reply<App>> {
    const { appId, origin, ...fields } = input;
    if (!isAlive(this.#state)) return gone;
    await withRetry(() => updateApp(this.#db, appId, { ...fields, updatedAt: Date.now() }));
    const found = await findApp(this.#db, appId);
    if (!found) return gone;
    const app = presentApp(found.row, found.activity, await this.#addresses(origin));
    const refusal = this.#do({ type: "change_app", app, nameGiven: fields.name !== undefined });
    return refusal ? { ok: false, problem: refusal } : { ok: true, value: app };
  }

  /** Stops everything and removes everything; a tombstone stays for a while. */
  async destroyApp(appId: string): Promise<Reply<null>> {
    this.#do({ type: "delete", appId });
    await this.#settled();
    return this.#state.rowsDeleted ? { ok: true, value: null } : notStoredYet;
  }

  /** Called by the queue's consumer, any number of times, in any order. */
  async start(pointer: RunPointer): Promise<void> {
    this.#do({ type: "start", pointer });
  }

  async deadLetter(pointer: RunPointer): Promise<void> {
    this.#do({ type: "dead_letter", pointer });
    await this.#settled();
  }

  /** A subscriber. The api has checked who it is. */
  override async fetch(request: Request): Promise<Response> {
    if (!isAlive(this.#state)) return new Response(null, { status: 404 });
    // Someone looks, and a run that was cut off with the object is due at once, not only at the next alarm.
    this.#do({ type: "wake" });
    const { appId, lastSeq, floor, runs } = this.#state;
    const after = new URL(request.url).searchParams.get("after");
    const running = runs.find((run) => run.state === "running")?.id ?? null;
    return this.#sockets.accept(this.#log, {
      appId: appId ?? "",
      lastSeq,
      floor,
      running,
      after: after === null ? null : Number(after),
    });
  }

  override webSocketMessage(socket: WebSocket): void {
    socket.close(closeCodes.viewersCannotWrite, "Only ping is understood here.");
  }

  override webSocketClose(socket: WebSocket): void {
    // Not with the client's own code: it may send one that nobody is allowed to send.
    socket.close(1000);
  }

  override async alarm(): Promise<void> {
    this.#do({ type: "alarm" });
    await this.#settled();
  }

  /** Takes one command: reduces it, stores what changed in one piece, then does what follows. */
  #do(command: Command): Problem | null {
    const nowMs = Date.now();
    const before = this.#state;
    const { state, effects, refusal } = reduce(before, command, nowMs);
    if (refusal) return refusal;
    const frames: string[] = [];
    try {
      this.ctx.storage.transactionSync(() => {
        // What is emptied is written anew, not only where it differs.
        this.#storage.save(effects.some(({ type }) => type === "clear") ? this.#cleared() : before, state);
        for (const effect of effects) frames.push(...this.#store(effect, nowMs));
      });
    } catch (error) {
      // A state that is not stored must not be worked on: the object begins again from what is.
      this.#write("error", "hub.store_failed", { command: command.type, error: stackOf(error) });
      this.ctx.abort(`The hub's state could not be stored: ${String(error)}`);
      throw error;
    }
    this.#state = state;
    // The output gate holds a frame back until its row is durable: nobody holds a `seq` that can be lost.
    for (const frame of frames) this.#sockets.broadcast(frame);
    for (const effect of effects) this.#act(effect);
    return null;
  }

  #cleared(): HubState {
    this.#storage.clear();
    return emptyState;
  }

  /** The part of an effect that is stored, with the state, or not at all. Answers frames to broadcast. */
  #store(effect: Effect, nowMs: number): string[] {
    switch (effect.type) {
      case "append":
        return this.#log.append(effect.events, nowMs);
      case "remember_key":
        this.#storage.saveKey(effect.key, effect.request, effect.versionId, nowMs);
        break;
      case "add_checkpoint":
        this.#storage.addCheckpoint(effect.runId, effect.round, effect.data);
        break;
      case "move_checkpoints":
        this.#storage.moveCheckpoints(effect.from, effect.to);
        break;
      case "drop_checkpoints":
        this.#storage.dropCheckpoints(effect.runId);
        break;
      case "archive":
        this.#storage.archive(effect.run);
        break;
      case "drop_events":
        this.#log.drop(effect.to);
        break;
    }
    return [];
  }

  /** The part of an effect that leaves the object or follows later. */
  #act(effect: Effect) {
    switch (effect.type) {
      case "start_runner":
        return this.ctx.waitUntil(this.#read(effect));
      case "stop_runner":
        return this.#cancelRunner();
      case "work":
        this.#working = this.#work(effect.work);
        return this.ctx.waitUntil(this.#working);
      case "find_floor":
        this.#do({ type: "prune", floor: this.#log.lastBefore(effect.beforeMs, effect.beforeSeq) });
        return;
      case "set_alarm":
        return void (effect.atMs === null ? this.ctx.storage.deleteAlarm() : this.ctx.storage.setAlarm(effect.atMs));
      case "clear":
        return this.#sockets.closeAll(closeCodes.deleted, "This app was deleted.");
      case "forget":
        return this.ctx.waitUntil(this.#forget());
      case "log":
        return this.#write(effect.level, effect.event, effect.fields);
    }
  }

  async #work(work: Work): Promise<void> {
    let result: Command;
    try {
      const committed = await carryOut(work, {
        db: this.#db,
        queue: this.env.RUNS,
        addresses: (origin) => this.#addresses(origin),
        prose: (runId) => proseOf(this.#log.replay((findRun(this.#state, runId)?.firstSeq ?? 1) - 1), runId),
      });
      result = { type: "work_done", committed };
    } catch (error) {
      result = { type: "work_failed", error: stackOf(error) };
    }
    this.#do(result);
  }

  /** Resolves when no outside work is on its way: it is done, or it failed and waits for the alarm. */
  async #settled(): Promise<void> {
    while (this.#state.volatile.work) await this.#working;
  }

  /** Starts a Runner and reads its stream to the end, as long as it is the one that counts. */
  async #read({ runId, epoch, job }: Extract<Effect, { type: "start_runner" }>): Promise<void> {
    const counts = () => this.#state.volatile.reader?.runId === runId && this.#state.volatile.reader.epoch === epoch;
    let broke: string | null = null;
    try {
      const stream = await this.ctx.exports.Runner.run({ ...job, checkpoints: this.#storage.checkpoints(runId) });
      const reader = stream.getReader();
      const cancel = () =>
        void reader
          .cancel()
          .catch((error: unknown) => this.#write("warn", "run.cancel_failed", { version: runId, epoch, error: String(error) }));
      // Cancelled or deleted while the runner was being started.
      if (!counts()) return cancel();
      this.#cancelRunner = cancel;
      for await (const frame of readFrames(reader)) {
        if (!counts()) return;
        this.#do({ type: "frame", runId, epoch, frame });
      }
    } catch (error) {
      broke = String(error);
    }
    this.#do({ type: "stream_ended", runId, epoch, error: broke });
  }

  async #forget(): Promise<void> {
    await this.ctx.storage.deleteAll();
    this.#storage = openHubStorage(this.ctx.storage.sql);
    this.#state = restored(emptyState);
  }

  /** A run, finished or not. */
  #run(runId: string): Run | null {
    return findRun(this.#state, runId) ?? this.#storage.archived(runId);
  }

  async #submitted(versionId: string, message: Message | null): Promise<Reply<Submitted>> {
    await this.#settled();
    const run = this.#run(versionId);
    if (!run) return gone;
    return submittedOf(run, message, await this.#addresses(run.origin));
  }

  async #version(appId: string, versionId: string, origin: string): Promise<Reply<Version>> {
    const row = await findVersion(this.#db, appId, versionId);
    return row ? { ok: true, value: presentVersion(row, await this.#addresses(origin)) } : gone;
  }

  async #addresses(origin: string): Promise<PreviewAddress> {
    const { DB, AUTH_SECRET, PREVIEW_HOST } = this.env;
    return previewAddresses(origin, previewHostOf(origin, PREVIEW_HOST), await serverSecret(this.#db, DB, AUTH_SECRET));
  }

  #write(level: "info" | "warn" | "error", event: string, fields: Record<string, unknown>): void {
    console[level](JSON.stringify({ event, app: this.#state.appId, ...fields }));
  }
}

const newIds = () => ({ versionId: crypto.randomUUID(), assistantMessageId: crypto.randomUUID() });

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
