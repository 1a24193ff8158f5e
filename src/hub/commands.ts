// What clients may ask of a hub. Each command is one synchronous change of state: nothing can come between its checks and its writes.
import { idempotencyHours } from "../protocol/constants.ts";
import type { Problem } from "../protocol/errors.ts";
import type { Outcome } from "../protocol/run-stream.ts";
import type { AppRow, MessageRow } from "../store/present.ts";
import type { Hub } from "./context.ts";
import { maxWaitingRuns } from "./limits.ts";
import { changesFiles, emptyOutcome, newCommit, newRun } from "./records.ts";
import type { Run } from "./storage.ts";

export type Reply<T> = { ok: true; value: T } | { ok: false; problem: Problem };

const refuse = (code: Problem["code"], message: string, hint?: string): Reply<never> => ({
  ok: false,
  problem: { code, message, ...(hint === undefined ? {} : { hint }) },
});

export const gone = refuse("not_found", "There is no such app.");

export interface SubmitInput {
  appId: string;
  userId: string;
  /** Set for the first message only: the app to create. `nameGiven` keeps the model from renaming it. */
  app: { name: string; nameGiven: boolean } | null;
  content: string;
  mode: "build" | "ask";
  model: string;
  /** Origin that the client used. */
  origin: string;
  idempotency: { key: string; request: string } | null;
}

/** Adds a run for a new message. Answers the version's id; the same idempotency key answers the same one. */
export function submit(hub: Hub, input: SubmitInput, nowMs: number): Reply<{ versionId: string }> {
  const { storage } = hub;
  if (storage.meta("deleted_at") !== null) return gone;
  if (input.app) storage.createTables();
  else if (!storage.exists()) return gone;

  if (input.idempotency) {
    storage.forgetRepliesBefore(nowMs - idempotencyHours * 3_600_000);
    const known = storage.reply(input.idempotency.key);
    if (known && known.request !== input.idempotency.request) {
      return refuse(
        "idempotency_mismatch",
        "This Idempotency-Key was used with another request body.",
        "Use a new key for a new request, or send the same body again.",
      );
    }
    if (known) return { ok: true, value: { versionId: known.reply } };
  }
  if (input.app && storage.meta("app_id") !== null) {
    return refuse(
      "idempotency_mismatch",
      "This Idempotency-Key made an app before, longer ago than keys are kept.",
      "Use a new key for a new app.",
    );
  }
  if (storage.unfinishedRuns().length > maxWaitingRuns) {
    return refuse(
      "too_many_waiting",
      `More than ${maxWaitingRuns} messages already wait in this app.`,
      "Wait for one to finish, or stop one.",
    );
  }

  const versionId = crypto.randomUUID();
  if (input.app) {
    storage.setMeta("app_id", input.appId);
  }
  const app: AppRow | null = input.app && {
    id: input.appId,
    userId: input.userId,
    name: input.app.name,
    description: "",
    model: input.model,
    currentVersion: null,
    createdAt: nowMs,
    updatedAt: nowMs,
  };
  const userMessage: MessageRow = {
    id: crypto.randomUUID(),
    appId: input.appId,
    position: storage.next("position"),
    role: "user",
    content: input.content,
    status: "completed",
    versionId,
    createdAt: nowMs,
  };
  const run = newRun({
    ...ids(hub, versionId, nowMs),
    appId: input.appId,
    app,
    userMessage,
    userMessageIsNew: true,
    origin: input.origin,
    mode: input.mode,
    model: input.model,
    nameGiven: input.app?.nameGiven ?? false,
  });
  storage.saveRun(run);
  if (input.idempotency) storage.saveReply(input.idempotency.key, input.idempotency.request, versionId, nowMs);
  return { ok: true, value: { versionId } };
}

function ids(hub: Hub, versionId: string, nowMs: number) {
  return {
    versionId,
    assistantMessageId: crypto.randomUUID(),
    assistantPosition: hub.storage.next("position"),
    runPosition: hub.storage.next("run_position"),
    currentNumber: currentNumber(hub),
    nowMs,
  };
}

export const currentNumber = (hub: Hub): number | null => {
  const number = hub.storage.meta("number");
  return number === null ? null : Number(number);
};

/** A new run for the message of one that failed or was cancelled. */
export function retry(
  hub: Hub,
  input: { versionId: string; userMessage: MessageRow; model: string; origin: string },
  nowMs: number,
): Reply<{ versionId: string }> {
  const old = hub.storage.run(input.versionId);
  if (!old) return refuse("not_found", "There is no such version.");
  if (old.state !== "done" || old.outcome?.status === "completed") {
    return refuse(
      "not_retryable",
      old.state === "done" ? "This version is complete: there is nothing to try again." : "This run is not over yet.",
      old.state === "done" ? "Send a new message to change the app." : "Cancel it first, or wait for it.",
    );
  }
  const again = hub.storage.unfinishedRuns().some((run) => run.submission.version.userMessageId === input.userMessage.id);
  if (again) return refuse("run_in_progress", "This message is being tried again already.", "Wait for that run, or stop it.");
  const versionId = crypto.randomUUID();
  const run = newRun({
    ...ids(hub, versionId, nowMs),
    appId: input.userMessage.appId,
    app: null,
    userMessage: input.userMessage,
    userMessageIsNew: false,
    origin: input.origin,
    mode: old.mode,
    model: input.model,
    nameGiven: old.nameGiven,
  });
  hub.storage.saveRun(run);
  return { ok: true, value: { versionId } };
}

export interface FilesInput {
  appId: string;
  origin: string;
  kind: "restore" | "edit";
  summary: string;
  restoredFrom?: number;
  written: Outcome["written"];
  modified: string[];
  deleted: string[];
  /** Number that the change was made from; anything newer wins. */
  expectedNumber: number;
}

/** A restore or a person's edit: a version at once, only while no run works on the files. */
export function commitFiles(hub: Hub, input: FilesInput, nowMs: number): Reply<{ versionId: string }> {
  const { storage } = hub;
  if (storage.meta("deleted_at") !== null || !storage.exists()) return gone;
  if (storage.unfinishedRuns().some((run) => run.outcome === null)) {
    return refuse("run_in_progress", "A run is working on this app.", "Wait for it, or stop it, then try again.");
  }
  if (currentNumber(hub) !== input.expectedNumber) {
    return refuse(
      "version_moved_on",
      `The app is at version ${currentNumber(hub)}, not ${input.expectedNumber}.`,
      "Read the newest version and make the change on it.",
    );
  }
  const versionId = crypto.randomUUID();
  storage.saveRun(
    newCommit({
      versionId,
      appId: input.appId,
      runPosition: storage.next("run_position"),
      number: storage.next("number"),
      nowMs,
      previewOrigin: input.origin,
      origin: input.kind,
      summary: input.summary,
      ...(input.restoredFrom === undefined ? {} : { restoredFrom: input.restoredFrom }),
      written: input.written,
      modified: input.modified,
      deleted: input.deleted,
    }),
  );
  return { ok: true, value: { versionId } };
}

/** Stores how a run ended: from here on it is over, whatever else arrives. False when it was over before. */
export function storeOutcome(hub: Hub, runId: string, outcome: Outcome, nowMs: number): boolean {
  const run = hub.storage.run(runId);
  if (!run || run.outcome !== null) return false;
  run.state = "ending";
  run.outcome = run.nameGiven ? { ...outcome, appName: undefined } : outcome;
  run.endedAtMs = nowMs;
  if (changesFiles(outcome)) run.number = hub.storage.next("number");
  hub.storage.saveRun(run);
  hub.storage.dropCheckpoints(runId);
  return true;
}

export const cancelledOutcome = (run: Run, prose: string): Outcome => ({
  ...emptyOutcome,
  status: "cancelled",
  content: prose,
  summary: "Stopped. Nothing was changed.",
  provider: run.started?.provider ?? null,
  model: run.started?.model ?? null,
});

export const failedOutcome = (run: Run, prose: string, error: NonNullable<Outcome["error"]>): Outcome => ({
  ...cancelledOutcome(run, prose),
  status: "failed",
  summary: "",
  error,
});
