// AppHub: one Durable Object per app. This is its interface; core/ decides what it does and the driver carries it out.
import { DurableObject } from "cloudflare:workers";
import type { RepeatKey } from "../domain/idempotency.ts";
import type { Submitted } from "../domain/ports.ts";
import { done, type Result, refuse, refused } from "../domain/result.ts";
import type { Env } from "../env.ts";
import { closeCodes } from "../protocol/constants.ts";
import type { App, Message, Version } from "../protocol/resources.ts";
import type { FilesInput, RetryInput, SubmitInput } from "./contract/requests.ts";
import { gone, messageNotStoredYet, notStoredYet, unreadable } from "./contract/requests.ts";
import type { RunPointer } from "./contract/run-stream.ts";
import { keyLifeMs } from "./core/limits.ts";
import { messageOf } from "./core/message.ts";
import type { AskedRun } from "./core/records.ts";
import { findRun, isAlive } from "./core/state.ts";
import { repairPauseMs } from "./core/work.ts";
import { submittedReply } from "./d1/answers.ts";
import { type HubDatabase, openHubDatabase } from "./d1/open.ts";
import { type Driver, openDriver } from "./driver.ts";

export class AppHub extends DurableObject<Env> {
  #database: HubDatabase;
  /** Null while the stored state cannot be read: the hub then does nothing and loses nothing. */
  #opened: Driver | null = null;
  /** Failures in a row. Lost with the object, which then only starts from the shortest pause again. */
  #failedAlarms = 0;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#database = openHubDatabase(env);
    // A constructor that throws six times would lose the alarm, and with it every run.
    this.#open();
  }

  #open(): Driver | null {
    try {
      this.#opened ??= openDriver(this.ctx, this.#database, (job) => this.ctx.exports.Runner.run(job));
    } catch (error) {
      console.error(JSON.stringify({ event: "hub.not_opened", app: this.#app, error: String(error) }));
    }
    return this.#opened;
  }

  get #driver(): Driver {
    const driver = this.#open();
    if (!driver) throw new Error("This hub's records cannot be read. The log line hub.not_opened says why.");
    return driver;
  }

  /** For lines of the server's log. */
  get #app(): string | undefined {
    return this.#opened?.state.appId ?? this.ctx.id.name;
  }

  submit(input: SubmitInput): Promise<Result<Submitted>> {
    return this.#answer(async (driver) => {
      const known = this.#known(input.idempotency);
      const ids = { ...newIds(), userMessageId: crypto.randomUUID() };
      const refusal = driver.do({ type: "submit", input, ids, known });
      return refusal ? refused(refusal) : this.#submitted(known ?? { runId: ids.runId, submitted: null }, null);
    });
  }

  retry(input: RetryInput): Promise<Result<Submitted>> {
    return this.#answer(async (driver) => {
      const wasOver = findRun(driver.state, input.versionId) === null;
      const tried = await this.#database.tried(input.appId, input.versionId);
      if (!tried) return refuse("not_found", "This version has no message, so there is nothing to try again.");
      const { run, userMessage } = tried;
      const old = { ...run, isOver: wasOver && run.isOver };
      const known = this.#known(input.idempotency);
      const ids = newIds();
      const refusal = driver.do({ type: "retry", input, old, ids, known });
      return refusal ? refused(refusal) : this.#submitted(known ?? { runId: ids.runId, submitted: null }, userMessage);
    });
  }

  commitFiles(input: FilesInput): Promise<Result<Version>> {
    return this.#answer(async (driver) => {
      const known = this.#known(input.idempotency);
      const runId = known?.runId ?? crypto.randomUUID();
      const refusal = driver.do({ type: "commit_files", input, runId, known });
      // Also after a refusal: a caller who looks again then sees the reason.
      await driver.settled();
      if (refusal) return refused(refusal);
      return findRun(driver.state, runId) ? notStoredYet : this.#version(input.appId, runId, input.origin);
    });
  }

  /** Ends a run. Returns it as it stands from now on, whether or not D1 knows yet. */
  cancel(input: { appId: string; versionId: string; origin: string }): Promise<Result<{ version: Version; wasOver: boolean }>> {
    return this.#answer(async (driver) => {
      const before = findRun(driver.state, input.versionId);
      const wasOver = !before || before.outcome !== null;
      driver.do({ type: "cancel", runId: input.versionId });
      const run = findRun(driver.state, input.versionId);
      await driver.settled();
      const version = run?.outcome
        ? await this.#database.ended({ ...run, outcome: run.outcome }, input.origin)
        : await this.#database.version(input.appId, input.versionId, input.origin);
      if (!version) return refuse("not_found", "There is no such version.");
      return done({ version, wasOver });
    });
  }

  /** Changes a waiting message. */
  editMessage(input: { messageId: string; content: string }): Promise<Result<Message>> {
    return this.#answer(async (driver) => {
      const refusal = driver.do({ type: "edit_message", ...input });
      if (refusal) return refused(refusal);
      const [edited] = driver.state.runs.flatMap((run) =>
        run.submission.messages.filter(({ id }) => id === input.messageId).map((message) => messageOf(message, run)),
      );
      await driver.settled();
      return edited ? done(edited) : gone;
    });
  }

  /** Withdraws a waiting message and its run. */
  removeMessage(input: { messageId: string }): Promise<Result<null>> {
    return this.#answer(async (driver) => {
      const refusal = driver.do({ type: "remove_message", ...input });
      if (refusal) return refused(refusal);
      await driver.settled();
      return done(null);
    });
  }

  updateApp(input: {
    appId: string;
    origin: string;
    name?: string;
    description?: string;
    model?: string;
    previewKey?: string;
    publicValues?: Record<string, string>;
  }): Promise<Result<App>> {
    return this.#answer(async (driver) => {
      const { appId, origin, ...fields } = input;
      const refusal = driver.do({ type: "update_app", fields, origin });
      if (refusal) return refused(refusal);
      await driver.settled();
      if (driver.state.appChange) return notStoredYet;
      const app = await this.#database.app(appId, origin);
      return app ? done(app) : gone;
    });
  }

  /** Stops and removes everything; a tombstone stays for a while. */
  destroyApp(appId: string): Promise<Result<null>> {
    return this.#answer(async (driver) => {
      driver.do({ type: "delete", appId });
      await driver.settled();
      return driver.state.rowDeletions > 0 || driver.state.appId === null ? done(null) : notStoredYet;
    });
  }

  /** Called by the queue's consumer, any number of times, in any order. */
  async start(pointer: RunPointer): Promise<void> {
    this.#driver.do({ type: "start", pointer });
  }

  /**
   * Called by a Runner before each request to a model: returns true once the earlier rounds are durably stored, since the output gate holds the
   * answer until then. So a crash costs one round at most. False: the run was stopped, or another Runner has it.
   */
  async roundStored(input: { runId: string; epoch: number; round: number }): Promise<boolean> {
    return this.#driver.roundStored(input.runId, input.epoch, input.round);
  }

  async deadLetter(pointer: RunPointer): Promise<void> {
    this.#driver.do({ type: "dead_letter", pointer });
    await this.#driver.settled();
  }

  /** A subscriber. The api has checked who it is. */
  override async fetch(request: Request): Promise<Response> {
    if (!this.#open()) return new Response(null, { status: 503 });
    if (!isAlive(this.#driver.state)) return new Response(null, { status: 404 });
    // Someone is watching: a run cut off with the object is due now, not at the next alarm.
    this.#driver.do({ type: "wake" });
    const after = new URL(request.url).searchParams.get("after");
    return this.#driver.subscribe(after === null || after === "now" ? after : Number(after));
  }

  override webSocketMessage(socket: WebSocket): void {
    socket.close(closeCodes.viewersCannotWrite, "This socket only accepts the text ping.");
  }

  override webSocketClose(socket: WebSocket): void {
    // Not with the client's own code, which may be one that must not be sent.
    socket.close(1000);
  }

  /** The platform drops an alarm that fails six times, and every run with it, so this one never throws. */
  override async alarm(): Promise<void> {
    try {
      this.#driver.do({ type: "alarm" });
      this.#failedAlarms = 0;
    } catch (error) {
      const pauseMs = repairPauseMs(this.#failedAlarms++);
      console.error(JSON.stringify({ event: "hub.alarm_failed", app: this.#app, error: String(error), again_in_ms: pauseMs }));
      await this.ctx.storage.setAlarm(Date.now() + pauseMs);
    }
  }

  async #answer<T>(ask: (driver: Driver) => Promise<Result<T>>): Promise<Result<T>> {
    const driver = this.#open();
    return driver ? ask(driver) : unreadable;
  }

  /** What a key was used for, if it is remembered. */
  #known(idempotency: RepeatKey | null) {
    return idempotency && this.#driver.storage.key(idempotency.key, Date.now() - keyLifeMs);
  }

  /** `submitted`: the run has left, and its key kept this. */
  async #submitted(key: { runId: string; submitted: AskedRun | null }, retried: Message | null): Promise<Result<Submitted>> {
    const run = findRun(this.#driver.state, key.runId) ?? key.submitted;
    await this.#driver.settled();
    const now = findRun(this.#driver.state, key.runId);
    if (!run || !isAlive(this.#driver.state)) return gone;
    if (now && !now.rowsStored && now.outcome === null) return messageNotStoredYet;
    return submittedReply(now ?? run, retried);
  }

  async #version(appId: string, runId: string, origin: string): Promise<Result<Version>> {
    const version = await this.#database.version(appId, runId, origin);
    return version ? done(version) : gone;
  }
}

const newIds = () => ({ runId: crypto.randomUUID(), assistantMessageId: crypto.randomUUID() });
