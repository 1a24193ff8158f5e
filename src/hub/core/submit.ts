// What users ask for: a message, a retry, a version made by hand, a change to the app or to a waiting message.
import type { RepeatKey } from "../../domain/idempotency.ts";
import { nothingChanges, runInProgress, versionMovedOn } from "../../domain/refusals.ts";
import { isEmpty } from "../../workspace/change-set.ts";
import { type Change, emit, log, refuse, refuseGone, refuseWith, set, setRun } from "./change.ts";
import type { Command } from "./commands.ts";
import { endRun, giveNumber } from "./ending.ts";
import { keyLifeMs, maxWaitingRuns } from "./limits.ts";
import { messageOf } from "./message.ts";
import { newCommit, newRun } from "./new-run.ts";
import { cancelledOutcome } from "./outcomes.ts";
import type { MessageRecord, Run } from "./records.ts";
import { isAlive, isWaiting } from "./state.ts";

type Of<T extends Command["type"]> = Extract<Command, { type: T }>;

/** Adds a run for a new message. A known key changes nothing: the caller returns what it made before. */
export function submit(change: Change, { input, ids, known }: Of<"submit">) {
  const { state, nowMs } = change;
  if (state.deletedAtMs !== null && input.app) {
    return refuse(
      change,
      "idempotency_mismatch",
      "This Idempotency-Key belongs to an app that has been deleted.",
      "Use a new key for a new app.",
    );
  }
  if (state.deletedAtMs !== null || (!input.app && state.appId === null)) return refuseGone(change);
  if (isRepeat(change, input.idempotency, known)) return;
  if (input.app && state.appId !== null) {
    return refuse(
      change,
      "idempotency_mismatch",
      "This Idempotency-Key was used for an app before, and keys are not kept that long.",
      "Use a new key for a new app.",
    );
  }
  if (isFull(change)) return;

  const userMessage: MessageRecord = {
    id: ids.userMessageId,
    position: state.messagePosition + 1,
    role: "user",
    content: input.content,
    status: "completed",
    createdAtMs: nowMs,
    revision: 0,
  };
  set(change, { appId: input.appId, messagePosition: state.messagePosition + 1 });
  addRun(change, {
    ...ids,
    appId: input.appId,
    app: input.app && { userId: input.userId, name: input.app.name, model: input.model },
    userMessage,
    newMessage: userMessage,
    origin: input.origin,
    mode: input.mode,
    model: input.model,
    nameGiven: input.app?.nameGiven ?? false,
    retryOf: null,
  });
  rememberKey(change, input.idempotency, ids.runId);
}

/** The key was used before: nothing to do, or a refusal because the request differs. */
function isRepeat(change: Change, idempotency: RepeatKey | null, known: { request: string } | null): boolean {
  if (!known) return false;
  if (known.request !== idempotency?.request) {
    refuse(
      change,
      "idempotency_mismatch",
      "This Idempotency-Key was already used for another request.",
      "Use a new key for a new request, or send the same request again.",
    );
  }
  return true;
}

function rememberKey(change: Change, idempotency: RepeatKey | null, runId: string): void {
  if (!idempotency) return;
  const { nowMs } = change;
  change.stored.push({ type: "remember_key", ...idempotency, runId });
  const { keys } = change.state;
  set(change, { keys: { lastAtMs: Math.max(nowMs, keys?.lastAtMs ?? 0), forgetAtMs: keys?.forgetAtMs ?? nowMs + keyLifeMs } });
}

/** A new run for the message of a failed or cancelled one; it may continue from that run's completed rounds. */
export function retry(change: Change, { input, old, ids, known }: Of<"retry">) {
  const { state } = change;
  if (!isAlive(state)) return refuseGone(change);
  if (isRepeat(change, input.idempotency, known)) return;
  if (!old.isOver) {
    return refuse(change, "not_retryable", "This run is still going.", "Cancel it first, or wait for it.");
  }
  if (old.isComplete) {
    const hint = "Send a new message to change the app.";
    return refuse(change, "not_retryable", "This version is complete, so there is nothing to try again.", hint);
  }
  const again = state.runs.some((run) => run.submission.userMessageId === old.userMessage.id);
  if (again)
    return refuse(change, "run_in_progress", "This message is already being tried again.", "Wait for that run or stop it.");
  if (isFull(change)) return;
  const cutShort = state.cutShort.find(({ runId }) => runId === old.runId);
  addRun(change, {
    ...ids,
    appId: input.appId,
    app: null,
    userMessage: old.userMessage,
    newMessage: null,
    origin: input.origin,
    mode: old.mode,
    model: input.model,
    nameGiven: cutShort?.nameGiven ?? false,
    retryOf: cutShort?.roundsOf ?? null,
  });
  rememberKey(change, input.idempotency, ids.runId);
}

function isFull(change: Change): boolean {
  if (change.state.runs.length <= maxWaitingRuns) return false;
  const message = `This app already has ${maxWaitingRuns} messages waiting.`;
  refuse(change, "too_many_waiting", message, "Wait for one to finish or stop one.");
  return true;
}

type NewRun = Omit<Parameters<typeof newRun>[0], "assistantPosition" | "runPosition" | "currentNumber" | "nowMs">;

function addRun(change: Change, input: NewRun): void {
  const { state, nowMs } = change;
  const positions = { assistantPosition: state.messagePosition + 1, runPosition: state.runPosition + 1 };
  const run = newRun({ ...input, ...positions, currentNumber: state.number, nowMs });
  set(change, {
    messagePosition: positions.assistantPosition,
    runPosition: positions.runPosition,
    runs: [...state.runs, run],
  });
  log(change, "run.submitted", run, { position: state.runs.length, retry_of: input.retryOf ?? undefined });
}

/** A restore or a person's edit: a version at once, only while no run works on the files. */
export function commitFiles(change: Change, { input, runId, known }: Of<"commit_files">) {
  const { state, nowMs } = change;
  if (!isAlive(state)) return refuseGone(change);
  if (isRepeat(change, input.idempotency, known)) return;
  if (state.runs.some((run) => run.outcome === null)) {
    return refuseWith(change, runInProgress);
  }
  if (state.number !== input.expectedNumber) return refuseWith(change, versionMovedOn(state.number, input.expectedNumber));
  if (isEmpty(input)) return refuseWith(change, nothingChanges);
  const number = input.expectedNumber + 1;
  const run = newCommit({
    runId,
    appId: input.appId,
    runPosition: state.runPosition + 1,
    number,
    nowMs,
    previewOrigin: input.origin,
    madeBy: input.kind,
    summary: input.summary,
    restoredFrom: input.restoredFrom ?? null,
    notices: input.notices ?? [],
    written: input.written,
    modified: input.modified,
    libraries: input.libraries,
    problems: input.problems,
    deleted: input.deleted,
  });
  giveNumber(change, number);
  set(change, { runPosition: run.position, runs: [...state.runs, run] });
  rememberKey(change, input.idempotency, runId);
}

/** The run whose own new message this is, if it still waits. */
function waitingRun(change: Change, messageId: string): Run | null {
  if (!isAlive(change.state)) {
    refuseGone(change);
    return null;
  }
  const run = change.state.runs.find(({ submission }) => submission.messages.some((message) => message.id === messageId));
  const own = run?.submission.messages.some((message) => message.id === messageId && message.role === "user");
  if (run && own && isWaiting(run)) return run;
  refuse(
    change,
    "message_not_waiting",
    "Only a message that is still waiting can be changed or removed.",
    "Send another message, or stop the run.",
  );
  return null;
}

export function editMessage(change: Change, { messageId, content }: Of<"edit_message">) {
  const run = waitingRun(change, messageId);
  if (!run) return;
  const messages = run.submission.messages.map((message) =>
    message.id === messageId ? { ...message, content, revision: message.revision + 1 } : message,
  );
  setRun(change, run.id, () => ({ request: content, submission: { ...run.submission, messages }, messageStored: false }));
  const edited = messages.find((message) => message.id === messageId);
  // Nobody has seen the old text before the run is announced.
  if (edited && run.rowsStored) emit(change, [{ type: "message.updated", message: messageOf(edited, run) }], run.id);
}

/** The run ends before it began, and its messages go with it. */
export function removeMessage(change: Change, { messageId }: Of<"remove_message">) {
  const run = waitingRun(change, messageId);
  if (!run) return;
  setRun(change, run.id, () => ({ removed: true }));
  endRun(change, run.id, cancelledOutcome(run));
}

/** A person's name, description and model for the app. Changes not yet in D1 are merged with this one. */
export function updateApp(change: Change, { fields, origin }: Of<"update_app">) {
  const { state, nowMs } = change;
  if (!isAlive(state)) return refuseGone(change);
  set(change, {
    appRevision: state.appRevision + 1,
    appChange: { fields: { ...state.appChange?.fields, ...fields }, atMs: nowMs, origin },
  });
  // A run that is not committed yet must not overwrite a person's choice.
  const given = {
    ...(fields.name === undefined ? {} : { nameGiven: true }),
    ...(fields.description === undefined ? {} : { descriptionGiven: true }),
  };
  for (const run of state.runs) setRun(change, run.id, () => given);
}
