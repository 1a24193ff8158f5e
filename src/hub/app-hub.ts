// AppHub: one Durable Object per app. What others may ask of it; what it does is decided in core/ and carried out by the shell.
import { DurableObject } from "cloudflare:workers";
import type { Env } from "../env.ts";
import { idempotencyHours } from "../protocol/constants.ts";
import type { Problem } from "../protocol/errors.ts";
import type { App, Message, Version } from "../protocol/resources.ts";
import type { RunPointer } from "../protocol/run-stream.ts";
import { withRetry } from "../store/database.ts";
import { findApp, findMessage, findPreviewKey, findVersion } from "../store/history.ts";
import { presentApp, presentMessage, presentVersion } from "../store/present.ts";
import type { FilesInput, Idempotency, RetryInput, SubmitInput } from "./core/commands.ts";
import { endingOf } from "./core/outcomes.ts";
import { findRun, isAlive } from "./core/state.ts";
import { repairPauseMs } from "./core/work.ts";
import { gone, notStoredYet, type Reply, type Submitted, submittedOf } from "./replies.ts";
import { openShell, type Shell } from "./shell.ts";
import { closeCodes } from "./sockets.ts";

export class AppHub extends DurableObject<Env> {
  #shell: Shell;
  /** In a row. Gone with the object, which only begins with the shortest pause again. */
  #failedAlarms = 0;

  constructor(context: DurableObjectState, env: Env) {
    super(context, env);
    this.#shell = openShell(context, env, (job) => this.ctx.exports.Runner.run(job));
  }

  async submit(input: SubmitInput): Promise<Reply<Submitted>> {
    const known = this.#known(input.idempotency);
    const ids = { ...newIds(), userMessageId: crypto.randomUUID() };
    const refusal = this.#shell.do({ type: "submit", input, ids, known });
    return refusal ? refused(refusal) : this.#submitted(known?.versionId ?? ids.versionId, null);
  }

  async retry(input: RetryInput): Promise<Reply<Submitted>> {
    const old = this.#shell.run(input.versionId);
    const { userMessageId } = old?.submission.version ?? {};
    const read = () => (userMessageId ? findMessage(this.#shell.db, input.appId, userMessageId) : Promise.resolve(null));
    const userMessage = await withRetry(read);
    if (!old || !userMessage) return refused({ code: "not_found", message: "This version has no message to try again." });
    const known = this.#known(input.idempotency);
    const ids = newIds();
    const refusal = this.#shell.do({ type: "retry", input, old, userMessage, ids, known });
    return refusal ? refused(refusal) : this.#submitted(known?.versionId ?? ids.versionId, presentMessage(userMessage));
  }

  async commitFiles(input: FilesInput): Promise<Reply<Version>> {
    const known = this.#known(input.idempotency);
    const versionId = known?.versionId ?? crypto.randomUUID();
    const refusal = this.#shell.do({ type: "commit_files", input, versionId, known });
    // Also when it is refused: who looks again then sees what it was refused for.
    await this.#shell.settled();
    if (refusal) return refused(refusal);
    return findRun(this.#shell.state, versionId) ? notStoredYet : this.#version(input.appId, versionId, input.origin);
  }

  /** Ends a run. Answers it as it stands from here on, whether D1 knows already or not. */
  async cancel(input: {
    appId: string;
    versionId: string;
    origin: string;
  }): Promise<Reply<{ version: Version; wasOver: boolean }>> {
    const before = findRun(this.#shell.state, input.versionId);
    const wasOver = !before || before.outcome !== null;
    this.#shell.do({ type: "cancel", runId: input.versionId });
    await this.#shell.settled();
    const run = this.#shell.run(input.versionId);
    if (!run?.outcome) return refused({ code: "not_found", message: "There is no such version." });
    const { version } = endingOf({ ...run, outcome: run.outcome }, () => "");
    const shows = version.number !== null;
    const previewKey = shows ? await withRetry(() => findPreviewKey(this.#shell.db, input.appId)) : null;
    const presented = presentVersion({ ...version, previewKey }, this.#shell.addresses(input.origin));
    return { ok: true, value: { version: presented, wasOver } };
  }

  /** Changes a message that still waits. */
  async editMessage(input: { messageId: string; content: string }): Promise<Reply<Message>> {
    const refusal = this.#shell.do({ type: "edit_message", ...input });
    if (refusal) return refused(refusal);
    const row = this.#shell.state.runs
      .flatMap((run) => run.submission.messages)
      .find((message) => message.id === input.messageId);
    await this.#shell.settled();
    return row ? { ok: true, value: presentMessage(row) } : gone;
  }

  /** Takes a message back that still waits, and its run with it. */
  async removeMessage(input: { messageId: string }): Promise<Reply<null>> {
    const refusal = this.#shell.do({ type: "remove_message", ...input });
    if (refusal) return refused(refusal);
    await this.#shell.settled();
    return { ok: true, value: null };
  }

  async updateApp(input: {
    appId: string;
    origin: string;
    name?: string;
    description?: string;
    model?: string;
    previewKey?: string;
  }): Promise<Reply<App>> {
    const { appId, origin, ...fields } = input;
    const refusal = this.#shell.do({ type: "update_app", fields, origin });
    if (refusal) return refused(refusal);
    await this.#shell.settled();
    if (this.#shell.state.appChange) return notStoredYet;
    const found = await withRetry(() => findApp(this.#shell.db, appId));
    return found ? { ok: true, value: presentApp(found.row, found.activity, this.#shell.addresses(origin)) } : gone;
  }

  /** Stops everything and removes everything; a tombstone stays for a while. */
  async destroyApp(appId: string): Promise<Reply<null>> {
    this.#shell.do({ type: "delete", appId });
    await this.#shell.settled();
    return this.#shell.state.rowDeletions > 0 || this.#shell.state.appId === null ? { ok: true, value: null } : notStoredYet;
  }

  /** Called by the queue's consumer, any number of times, in any order. */
  async start(pointer: RunPointer): Promise<void> {
    this.#shell.do({ type: "start", pointer });
  }

  /**
   * Called by a Runner before each request to a model: answers true once the rounds before are stored, for good, since the output gate holds the
   * answer until then. So whatever dies costs one round. False: the run was stopped, or another Runner does it.
   */
  roundStored(input: { versionId: string; epoch: number; round: number }): Promise<boolean> {
    return this.#shell.roundStored(input.versionId, input.epoch, input.round);
  }

  async deadLetter(pointer: RunPointer): Promise<void> {
    this.#shell.do({ type: "dead_letter", pointer });
    await this.#shell.settled();
  }

  /** A subscriber. The api has checked who it is. */
  override async fetch(request: Request): Promise<Response> {
    if (!isAlive(this.#shell.state)) return new Response(null, { status: 404 });
    // Someone looks, and a run that was cut off with the object is due at once, not only at the next alarm.
    this.#shell.do({ type: "wake" });
    const after = new URL(request.url).searchParams.get("after");
    return this.#shell.subscribe(after === null || after === "now" ? after : Number(after));
  }

  override webSocketMessage(socket: WebSocket): void {
    socket.close(closeCodes.viewersCannotWrite, "Only ping is understood here.");
  }

  override webSocketClose(socket: WebSocket): void {
    // Not with the client's own code: it may send one that nobody is allowed to send.
    socket.close(1000);
  }

  /** The platform gives an alarm up that fails six times, and with it every run: so this one never does. */
  override async alarm(): Promise<void> {
    try {
      this.#shell.do({ type: "alarm" });
      this.#failedAlarms = 0;
    } catch (error) {
      const pauseMs = repairPauseMs(this.#failedAlarms++);
      console.error(
        JSON.stringify({ event: "hub.alarm_failed", app: this.#shell.state.appId, error: String(error), again_in_ms: pauseMs }),
      );
      await this.ctx.storage.setAlarm(Date.now() + pauseMs);
    }
  }

  /** What a key was used for, if it is remembered. */
  #known(idempotency: Idempotency | null): { request: string; versionId: string } | null {
    this.#shell.storage.forgetKeysBefore(Date.now() - idempotencyHours * 3_600_000);
    return idempotency && this.#shell.storage.key(idempotency.key);
  }

  async #submitted(versionId: string, message: Message | null): Promise<Reply<Submitted>> {
    await this.#shell.settled();
    const run = this.#shell.run(versionId);
    if (!run) return gone;
    return submittedOf(run, message, this.#shell.addresses(run.origin));
  }

  async #version(appId: string, versionId: string, origin: string): Promise<Reply<Version>> {
    const row = await withRetry(() => findVersion(this.#shell.db, appId, versionId));
    return row ? { ok: true, value: presentVersion(row, this.#shell.addresses(origin)) } : gone;
  }
}

const refused = (problem: Problem): Reply<never> => ({ ok: false, problem });

const newIds = () => ({ versionId: crypto.randomUUID(), assistantMessageId: crypto.randomUUID() });
