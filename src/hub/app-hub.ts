// AppHub: one Durable Object per app. It holds the app's runs and log, starts Runners, commits versions and feeds subscribers.
// Commands and frames change stored state synchronously; `advance` does what the state asks for, one pass at a time; the alarm repeats it.
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import type { App, Message, Version } from "../protocol/resources.ts";
import type { RunPointer } from "../protocol/run-stream.ts";
import { deleteApp, updateApp } from "../store/commit.ts";
import { withRetry } from "../store/database.ts";
import { findApp, findMessage, findVersion } from "../store/history.ts";
import { presentApp, presentMessage, presentVersion } from "../store/present.ts";
import { advance, neverStarted } from "./advance.ts";
import {
  cancelledOutcome,
  commitFiles,
  type FilesInput,
  failedOutcome,
  gone,
  type Reply,
  retry,
  type SubmitInput,
  storeOutcome,
  submit,
} from "./commands.ts";
import { type Hub, openHub } from "./context.ts";
import { nextAlarm } from "./deadlines.ts";
import { logRetentionMs, repairDelayMs, repairMaxDelayMs, restartDelayMs, silentRunnerMs, tombstoneMs } from "./limits.ts";
import { proseOf } from "./prose.ts";
import { readFrames } from "./run-reader.ts";
import { applyFrame, beginRun } from "./running.ts";
import { acceptSubscriber, answerPings, closeCodes } from "./sockets.ts";
import type { Run } from "./storage.ts";

/** The one stream that counts. Gone with the object: a running run without it is started again. */
interface LiveRun {
  runId: string;
  lastFrameAtMs: number;
  cancel(): void;
}

export interface Submitted {
  app: App;
  message: Message;
  version: Version;
}

/** The hub has it and the alarm repeats it: nothing is lost, only the database is behind. */
const notStoredYet: Reply<never> = {
  ok: false,
  problem: {
    code: "unavailable",
    message: "It is kept, but the database did not answer.",
    hint: "It will be stored in a moment: read the app again.",
  },
};

export class AppHub extends DurableObject<Env> {
  #hub: Hub;
  #live: LiveRun | null = null;
  /** Passes of `advance` follow one another. */
  #turn: Promise<void> = Promise.resolve();
  #repairAtMs: number | null = null;
  #repairs = 0;

  constructor(state: DurableObjectState, env: Env) {
    super(state, env);
    this.#hub = openHub(state, env);
    answerPings(state);
  }

  async submit(input: SubmitInput): Promise<Reply<Submitted>> {
    const reply = submit(this.#hub, input, Date.now());
    return reply.ok ? this.#answer(reply.value.versionId, input.origin) : reply;
  }

  async retry(input: { appId: string; versionId: string; model: string; origin: string }): Promise<Reply<Submitted>> {
    const old = await findVersion(this.#hub.db, input.appId, input.versionId);
    const userMessage = old?.userMessageId ? await findMessage(this.#hub.db, input.appId, old.userMessageId) : null;
    if (!userMessage) return { ok: false, problem: { code: "not_found", message: "This version has no message to try again." } };
    const reply = retry(this.#hub, { ...input, userMessage }, Date.now());
    return reply.ok ? this.#answer(reply.value.versionId, input.origin) : reply;
  }

  async commitFiles(input: FilesInput): Promise<Reply<Version>> {
    const reply = commitFiles(this.#hub, input, Date.now());
    if (!reply.ok) return reply;
    await this.#advance();
    if (!this.#isDone(reply.value.versionId)) return notStoredYet;
    return this.#version(input.appId, reply.value.versionId, input.origin);
  }

  async cancel(input: {
    appId: string;
    versionId: string;
    origin: string;
  }): Promise<Reply<{ version: Version; wasOver: boolean }>> {
    const run = this.#hub.storage.run(input.versionId);
    if (!run) return { ok: false, problem: { code: "not_found", message: "There is no such version." } };
    const cancelled = storeOutcome(this.#hub, run.id, cancelledOutcome(run, proseOf(this.#hub.log, run.id)), Date.now());
    if (cancelled && this.#live?.runId === run.id) this.#live.cancel();
    await this.#advance();
    if (!this.#isDone(run.id)) return notStoredYet;
    const reply = await this.#version(input.appId, input.versionId, input.origin);
    return reply.ok ? { ok: true, value: { version: reply.value, wasOver: !cancelled } } : reply;
  }

  async updateApp(input: {
    appId: string;
    origin: string;
    name?: string;
    description?: string;
    model?: string;
  }): Promise<Reply<App>> {
    const { appId, origin, ...fields } = input;
    // What a person has just chosen is not overwritten by a model that is still at work.
    if (fields.name !== undefined) {
      for (const run of this.#hub.storage.unfinishedRuns()) {
        this.#hub.change(run.id, (current) => {
          current.nameGiven = true;
        });
      }
    }
    await withRetry(() => updateApp(this.#hub.db, appId, { ...fields, updatedAt: Date.now() }));
    const found = await findApp(this.#hub.db, appId);
    if (!found) return gone;
    const app = presentApp(found.row, found.activity, await this.#hub.addresses(origin));
    this.#hub.emit([{ type: "app.updated", app }], null);
    return { ok: true, value: app };
  }

  /** Stops everything and removes everything; a tombstone stays for a while. */
  async destroyApp(appId: string): Promise<void> {
    const { storage, state } = this.#hub;
    this.#live?.cancel();
    this.#live = null;
    state.storage.transactionSync(() => {
      storage.clear();
      storage.setMeta("app_id", appId);
      storage.setMeta("deleted_at", Date.now());
    });
    for (const socket of state.getWebSockets()) socket.close(closeCodes.deleted, "This app was deleted.");
    await this.#advance();
  }

  /** Called by the queue's consumer. Any number of times, in any order: only the head of the line without a reader starts. */
  async start(pointer: RunPointer): Promise<void> {
    const head = this.#hub.storage.unfinishedRuns()[0];
    if (this.#live || !head || head.id !== pointer.version_id || head.outcome !== null || !head.rowsStored) return;
    const live: LiveRun = { runId: head.id, lastFrameAtMs: Date.now(), cancel: () => {} };
    this.#live = live;
    const job = beginRun(this.#hub, head.id, Date.now());
    await this.#schedule();
    try {
      const stream = await this.ctx.exports.Runner.run(job);
      const reader = stream.getReader();
      live.cancel = () =>
        void reader.cancel().catch((error: unknown) => this.#log("run.cancel_failed", { error: String(error) }));
      // Cancelled or deleted while the runner was being started.
      if (this.#live !== live || this.#hub.storage.run(head.id)?.outcome) live.cancel();
      this.ctx.waitUntil(this.#read(live, reader));
    } catch (error) {
      this.#log("run.start_failed", { version: head.id, error: String(error) });
      await this.#detach(live);
    }
  }

  /** The queue gave up on a message. Only the present dispatch of a run that nothing reads is thereby over. */
  async deadLetter(pointer: RunPointer): Promise<void> {
    const run = this.#hub.storage.run(pointer.version_id);
    if (!run || run.outcome !== null || run.dispatch !== pointer.dispatch || this.#live?.runId === run.id) return;
    storeOutcome(this.#hub, run.id, failedOutcome(run, proseOf(this.#hub.log, run.id), neverStarted), Date.now());
    await this.#advance();
  }

  /** A subscriber. The api has checked who it is. */
  override async fetch(request: Request): Promise<Response> {
    const { storage, log, state } = this.#hub;
    if (storage.meta("deleted_at") !== null || !storage.exists()) return new Response(null, { status: 404 });
    // Someone looks, and a run that was cut off with the object is due at once, not only at the next alarm.
    if (!this.#live && storage.unfinishedRuns().length > 0) this.ctx.waitUntil(this.#advance());
    const after = new URL(request.url).searchParams.get("after");
    const running = storage.unfinishedRuns().find((run) => run.state === "running")?.id ?? null;
    const appId = storage.meta("app_id") ?? "";
    return acceptSubscriber(state, log, { appId, running, after: after === null ? null : Number(after) });
  }

  override webSocketMessage(socket: WebSocket): void {
    socket.close(closeCodes.viewersCannotWrite, "Only ping is understood here.");
  }

  override webSocketClose(socket: WebSocket): void {
    // Not with the client's own code: it may send one that nobody is allowed to send.
    socket.close(1000);
  }

  override async alarm(): Promise<void> {
    const { storage, log, state } = this.#hub;
    const deletedAt = storage.meta("deleted_at");
    if (deletedAt !== null && storage.meta("rows_deleted") !== null && Number(deletedAt) + tombstoneMs <= Date.now()) {
      // Once more: a runner may have stored a file's content while its app was being deleted.
      await withRetry(() => deleteApp(this.#hub.db, storage.meta("app_id") ?? ""));
      await state.storage.deleteAll();
      this.#hub = openHub(state, this.env);
      return;
    }
    const live = this.#live;
    if (live && live.lastFrameAtMs + silentRunnerMs < Date.now()) {
      this.#log("run.silent", { version: live.runId });
      live.cancel();
      await this.#detach(live);
      return;
    }
    await this.#advance();
    if (storage.exists() && storage.unfinishedRuns().length === 0) log.pruneWhenOlderThan(Date.now() - logRetentionMs);
    await this.#schedule();
  }

  async #read(live: LiveRun, reader: ReadableStreamDefaultReader<Uint8Array>): Promise<void> {
    try {
      for await (const frame of readFrames(reader)) {
        if (this.#live !== live) return;
        live.lastFrameAtMs = Date.now();
        if (applyFrame(this.#hub, live.runId, frame, Date.now())) void this.#advance();
      }
    } catch (error) {
      // That of a cancelled run or a deleted app ends like this, too.
      if (this.#live === live && !this.#hub.storage.run(live.runId)?.outcome)
        this.#log("run.stream_broke", { version: live.runId, error: String(error) });
    }
    await this.#detach(live);
  }

  /** The stream is over. A run without an outcome goes back into the line, later with each fruitless start. */
  async #detach(live: LiveRun): Promise<void> {
    // However it ended, nobody reads it any more: its runner must stop.
    live.cancel();
    if (this.#live !== live) return;
    this.#live = null;
    const run = this.#hub.storage.run(live.runId);
    if (run?.state === "running") {
      this.#hub.change(live.runId, (current: Run) => {
        current.dispatchedAtMs = null;
        if (current.fruitlessStarts > 0) current.notBeforeMs = Date.now() + restartDelayMs * 2 ** (current.fruitlessStarts - 1);
      });
    }
    await this.#advance();
  }

  async #advance(): Promise<void> {
    // Armed before the work: whatever dies from here on, the alarm comes back.
    await this.#schedule();
    this.#turn = this.#turn.then(async () => {
      try {
        this.#repairAtMs = null;
        await advance(this.#hub, () => this.#live?.runId ?? null);
        this.#repairs = 0;
      } catch (error) {
        this.#repairAtMs = Date.now() + Math.min(repairMaxDelayMs, repairDelayMs * 2 ** this.#repairs++);
        this.#log("hub.advance_failed", { error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
      }
    });
    await this.#turn;
    await this.#schedule();
  }

  async #schedule(): Promise<void> {
    const at = nextAlarm(this.#hub, { live: this.#live !== null, repairAtMs: this.#repairAtMs }, Date.now());
    if (at === null) await this.ctx.storage.deleteAlarm();
    else await this.ctx.storage.setAlarm(at);
  }

  async #answer(versionId: string, origin: string): Promise<Reply<Submitted>> {
    await this.#advance();
    const run = this.#hub.storage.run(versionId);
    if (!run?.rowsStored) {
      const hint = "Send the same request with the same Idempotency-Key again in a moment.";
      return {
        ok: false,
        problem: { code: "unavailable", message: "The message is kept, but the database did not answer.", hint },
      };
    }
    const { db } = this.#hub;
    const { appId, userMessageId } = run.submission.version;
    const preview = await this.#hub.addresses(origin);
    const [app, version, message] = await Promise.all([
      findApp(db, appId),
      findVersion(db, appId, versionId),
      findMessage(db, appId, userMessageId ?? ""),
    ]);
    if (!app || !version || !message) return gone;
    return {
      ok: true,
      value: {
        app: presentApp(app.row, app.activity, preview),
        message: presentMessage(message),
        version: presentVersion(version, preview),
      },
    };
  }

  #isDone(runId: string): boolean {
    return this.#hub.storage.run(runId)?.state === "done";
  }

  async #version(appId: string, versionId: string, origin: string): Promise<Reply<Version>> {
    const row = await findVersion(this.#hub.db, appId, versionId);
    return row ? { ok: true, value: presentVersion(row, await this.#hub.addresses(origin)) } : gone;
  }

  #log(event: string, fields: Record<string, string>): void {
    console.warn(JSON.stringify({ event, app: this.#hub.storage.meta("app_id"), ...fields }));
  }
}
