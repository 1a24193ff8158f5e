// Runner: the invocation in which one run's orchestrator works. It reads what the run needs from D1, streams frames to the hub, and stores the
// contents of changed files before it sends the outcome.
import { WorkerEntrypoint } from "cloudflare:workers";
import { millisecondsOf } from "../base/settings.ts";
import type { Env } from "../env.ts";
import type { Job } from "../hub/contract/run-stream.ts";
import { stylesOf } from "../isolates/isolates.ts";
import { librarySource } from "../libraries/cdn/finder.ts";
import { newSurroundings } from "../libraries/cdn/resolver.ts";
import { createCircuitBreaker } from "../llm/circuit-breaker.ts";
import { chooseModels, isOffered } from "../models/choose.ts";
import { run } from "../orchestrator/run.ts";
import { defaultSliceMs } from "../orchestrator/run-limits.ts";
import type { Notice } from "../protocol/resources.ts";
import { type Database, openDatabase, withRetry } from "../store/database.ts";
import { type NewBlob, writeBlobs } from "../store/files.ts";
import { readRunMaterial } from "../store/history.ts";
import { type StyleTexts, styleProblems } from "../styles/problems.ts";
import type { Diagnostic } from "../workspace/checks.ts";
import { createWorkspace } from "../workspace/files.ts";
import { readComponents } from "./components.ts";
import { createFrameStream, type FrameStream } from "./frame-stream.ts";
import { storeFiles } from "./store-files.ts";

/** A sign of life for the hub, and the write that tells a silent runner it was cancelled. */
const heartbeatMs = 1_000;

/** Shared by all runs of this isolate: what one run learns about a provider, the next need not find out again. */
const breaker = createCircuitBreaker(Date.now);
const surroundings = newSurroundings((input, init) => fetch(input, init), Date.now);

export class Runner extends WorkerEntrypoint<Env> {
  /** Returns the stream of frames at once; the work continues while it is read, and ends with it. */
  run(job: Job): ReadableStream<Uint8Array> {
    const controller = new AbortController();
    const frames = createFrameStream(() => controller.abort(new Error("The run was cancelled.")));
    const heartbeat = setInterval(() => frames.send({ type: "heartbeat" }), heartbeatMs);
    const work = this.#work(job, frames, controller)
      .catch((error: unknown) => {
        if (controller.signal.aborted) return;
        // A bug, or a database that stays down: the hub sees a stream without an outcome and restarts the run, a few times.
        console.error(JSON.stringify({ event: "runner.failed", ...about(job), error: stackOf(error) }));
      })
      .finally(() => {
        clearInterval(heartbeat);
        frames.close();
      });
    this.ctx.waitUntil(work);
    return frames.stream;
  }

  async #work(job: Job, frames: FrameStream, controller: AbortController): Promise<void> {
    const { signal } = controller;
    const db = openDatabase(this.env.DB);
    const { workspace, appName, publicNames, history, libraries } = await withRetry(() => load(db, job));
    const result = await run({
      kind: job.kind,
      request: job.request,
      appId: job.appId,
      appName,
      publicNames,
      answerPosition: job.answerPosition,
      history,
      thread: job.thread,
      models: chooseModels(this.env, job.model),
      notices: isOffered(this.env, job.model) ? [] : [notOffered(job.model)],
      workspace,
      libraries: { source: librarySource(this.env.LIBRARY_CDN, surroundings), resolved: libraries },
      checkpoints: job.checkpoints,
      adoptedRounds: job.adoptedRounds,
      startedAtMs: job.startedAtMs,
      // Not longer than the default: with a round it has to end within the 15 minutes of a pending call.
      sliceMs: millisecondsOf(this.env.RUN_SLICE_SECONDS, defaultSliceMs, defaultSliceMs),
      breaker,
      components: () => readComponents(this.env.ASSETS),
      styleProblems: (files) => this.#styleProblems(job, files),
      emit: (events) => frames.send({ type: "events", events }),
      started: (model) => frames.send({ type: "started", ...model }),
      checkpoint: (round, data, usage) => frames.send({ type: "checkpoint", round, data, usage }),
      ready: (completedRounds) => this.#untilSafe(job, completedRounds, controller),
      drained: frames.drained,
      sleep: (ms, aborted) => scheduler.wait(ms, { signal: aborted }),
      now: Date.now,
      random: Math.random,
      log: (event, fields) => console.log(JSON.stringify({ event, ...about(job), ...fields })),
      signal,
    });
    if (result.type === "pause") return frames.send({ type: "pause", delayMs: result.delayMs });
    const write = (blobs: NewBlob[]) => withRetry(() => writeBlobs(db, job.appId, blobs));
    const outcome = await storeFiles(workspace, result.ending, write, signal);
    frames.send({ type: "outcome", outcome, thread: result.thread });
  }

  /** A compiler that fails keeps no run from its end: what a preview shows without it says so. */
  async #styleProblems(job: Job, files: StyleTexts): Promise<Diagnostic[]> {
    try {
      return await styleProblems(stylesOf(this.env), files);
    } catch (error) {
      console.error(JSON.stringify({ event: "styles.failed", ...about(job), error: stackOf(error) }));
      return [];
    }
  }

  /**
   * Pays for no request until all rounds before it are stored, so a crash costs one round at most; and for none after the run was stopped, which a
   * waiting runner only learns at its next write.
   */
  async #untilSafe({ appId, runId, epoch }: Job, round: number, controller: AbortController): Promise<void> {
    const isWanted = await this.env.APP_HUB.getByName(appId).roundStored({ runId, epoch, round });
    if (!isWanted) controller.abort(new Error("The run was stopped, or another runner does it."));
    controller.signal.throwIfAborted();
  }
}

/** The operator's list has changed since the app got its model. */
const notOffered = (model: string): Notice => ({
  code: "model_not_offered",
  message: `The model ${model} is no longer offered here, so the default answers.`,
  hint: "Choose another model for this app.",
});

async function load(db: Database, job: Job) {
  const { appName, publicNames, conversation, files, libraries } = await readRunMaterial(db, job);
  const base = files.map(({ path, content, sha256, size, content_type, width, height }) => {
    if (content_type !== undefined) return [path, { sha256, size, content_type, width, height }] as const;
    if (typeof content !== "string") throw new Error(`The content of ${path} is missing.`);
    return [path, content] as const;
  });
  return {
    workspace: createWorkspace(base),
    appName,
    publicNames,
    libraries,
    history: conversation.map(({ position, role, content, status }) => ({ position, role, text: content, status })),
  };
}

const about = (job: Job) => ({ app: job.appId, version: job.runId, epoch: job.epoch });

const stackOf = (error: unknown) => (error instanceof Error ? (error.stack ?? error.message) : String(error));
