// Builds the records of a run: its rows when it is submitted, its ending when it is over.
import type { Usage, VersionMetadata } from "../../protocol/resources.ts";
import type { Outcome, RoundUsage, RunFault } from "../../protocol/run-stream.ts";
import type { Ending, Submission } from "../../store/commit.ts";
import type { AppRow, MessageRow, VersionRow } from "../../store/present.ts";
import { maxFruitlessStarts } from "./limits.ts";
import type { Ended, Run } from "./state.ts";

export interface NewRun {
  /** Ids and time are arguments so that a repeat is the same. */
  versionId: string;
  assistantMessageId: string;
  nowMs: number;
  app: AppRow | null;
  appId: string;
  /** An existing message for a retry, else the new one to write. */
  userMessage: MessageRow;
  userMessageIsNew: boolean;
  assistantPosition: number;
  runPosition: number;
  origin: string;
  mode: "build" | "ask";
  model: string;
  nameGiven: boolean;
  retryOf: Run["retryOf"];
  currentNumber: number | null;
}

export const emptyMetadata: VersionMetadata = {
  kind: "create",
  origin: "run",
  provider: null,
  model: null,
  rounds: 0,
  attempts: 0,
  resumes: 0,
  provider_switches: [],
  usage: null,
  stages: [],
  files_changed: [],
  suggestions: [],
  notices: [],
};

export const kindOf = (mode: "build" | "ask", currentNumber: number | null) =>
  mode === "ask" ? "ask" : currentNumber === null ? "create" : "update";

export function newRun(input: NewRun): Run {
  const kind = kindOf(input.mode, input.currentNumber);
  const version: VersionRow = {
    id: input.versionId,
    appId: input.appId,
    position: input.runPosition,
    number: null,
    parentNumber: input.currentNumber,
    status: "pending",
    kind,
    userMessageId: input.userMessage.id,
    assistantMessageId: input.assistantMessageId,
    summary: "",
    errorCode: null,
    errorMessage: null,
    metadata: { ...emptyMetadata, kind },
    createdAt: input.nowMs,
    startedAt: null,
    completedAt: null,
  };
  const assistant: MessageRow = {
    id: input.assistantMessageId,
    appId: input.appId,
    position: input.assistantPosition,
    role: "assistant",
    content: "",
    status: "pending",
    versionId: input.versionId,
    createdAt: input.nowMs,
  };
  return {
    ...idleRun,
    id: input.versionId,
    position: input.runPosition,
    submission: {
      app: input.app,
      messages: [...(input.userMessageIsNew ? [input.userMessage] : []), assistant],
      version,
    },
    origin: input.origin,
    request: input.userMessage.content,
    messagePosition: input.userMessage.position,
    mode: input.mode,
    model: input.model,
    nameGiven: input.nameGiven,
    retryOf: input.retryOf,
  };
}

/** A run as it begins. Also what a stored run of an older version of this software lacks. */
export const idleRun = {
  state: "queued",
  retryOf: null,
  baseNumber: null,
  kind: null,
  epoch: 0,
  fruitlessStarts: 0,
  resumes: 0,
  dispatch: 0,
  dispatchedAtMs: null,
  lostDispatches: 0,
  notBeforeMs: 0,
  startedAtMs: null,
  started: null,
  rowsStored: false,
  messageStored: true,
  startStored: false,
  firstSeq: null,
  completedRounds: 0,
  adoptedRounds: 0,
  removed: false,
  outcome: null,
  number: null,
  endedAtMs: null,
  rounds: [],
  stages: [],
  notices: [],
  switches: [],
} satisfies Partial<Run>;

/** A change of files that needs no model: a restore or a person's own edit. It begins where other runs end. */
export function newCommit(input: {
  versionId: string;
  appId: string;
  runPosition: number;
  number: number;
  nowMs: number;
  previewOrigin: string;
  origin: "restore" | "edit";
  summary: string;
  restoredFrom?: number;
  written: Outcome["written"];
  modified: string[];
  deleted: string[];
}): Run {
  const metadata: VersionMetadata = {
    ...emptyMetadata,
    kind: "update",
    origin: input.origin,
    ...(input.restoredFrom === undefined ? {} : { restored_from: input.restoredFrom }),
  };
  const version: VersionRow = {
    id: input.versionId,
    appId: input.appId,
    position: input.runPosition,
    number: null,
    parentNumber: input.number - 1,
    status: "pending",
    kind: "update",
    userMessageId: null,
    assistantMessageId: null,
    summary: input.summary,
    errorCode: null,
    errorMessage: null,
    metadata,
    createdAt: input.nowMs,
    startedAt: input.nowMs,
    completedAt: null,
  };
  return {
    ...idleRun,
    id: input.versionId,
    position: input.runPosition,
    state: "ending",
    submission: { app: null, messages: [], version },
    origin: input.previewOrigin,
    request: "",
    messagePosition: 0,
    mode: "build",
    model: "",
    nameGiven: false,
    kind: "update",
    startedAtMs: input.nowMs,
    rowsStored: true,
    startStored: true,
    number: input.number,
    endedAtMs: input.nowMs,
    outcome: {
      ...emptyOutcome,
      status: "completed",
      summary: input.summary,
      written: input.written,
      modified: input.modified,
      deleted: input.deleted,
    },
  };
}

export const emptyOutcome: Outcome = {
  status: "completed",
  content: "",
  summary: "",
  suggestions: [],
  written: [],
  deleted: [],
  modified: [],
  provider: null,
  model: null,
};

/** Cut short from outside: what viewers saw of its prose stays. */
export const cancelledOutcome = (run: Run): Ended => ({
  ...emptyOutcome,
  status: "cancelled",
  content: null,
  summary: "Stopped. Nothing was changed.",
  provider: run.started?.provider ?? null,
  model: run.started?.model ?? null,
});

export const failedOutcome = (run: Run, error: RunFault): Ended => ({
  ...cancelledOutcome(run),
  status: "failed",
  summary: "",
  error,
});

/** Dispatches that started nothing; also what a dead letter means. */
export const neverStarted: RunFault = {
  code: "queue_gave_up",
  message: "The run could not be started.",
  hint: "Try again. If it happens again, the server's log says why.",
  retryable: true,
  resumable: true,
};

export const attemptsExhausted: RunFault = {
  code: "attempts_exhausted",
  message: `The run broke off ${maxFruitlessStarts} times without getting further, so it was ended.`,
  hint: "Try again. If it happens again, the server's log says why.",
  retryable: true,
  // Whatever breaks it off may lie in the rounds before.
  resumable: false,
};

export const changesFiles = (outcome: Ended) =>
  outcome.status === "completed" && outcome.written.length + outcome.deleted.length > 0;

function totalUsage(rounds: RoundUsage[]): Usage | null {
  if (rounds.length === 0) return null;
  const sum = (pick: (round: RoundUsage) => number) => rounds.reduce((total, round) => total + pick(round), 0);
  return {
    input_tokens: sum((round) => round.inputTokens),
    cached_tokens: sum((round) => round.cachedTokens),
    output_tokens: sum((round) => round.outputTokens),
    // One round without a known price makes the whole cost unknown.
    cost_usd: rounds.some((round) => round.costUsd === null) ? null : sum((round) => round.costUsd ?? 0),
  };
}

/** Version row, message and files as they stand when the run is over. `prose` is what viewers saw, for a run that was cut short. */
export function endingOf(run: Run & { outcome: Ended }, prose: () => string): Ending {
  const { outcome } = run;
  const base = run.submission.version;
  const modified = new Set(outcome.modified);
  const keeps = changesFiles(outcome);
  const metadata: VersionMetadata = {
    ...base.metadata,
    kind: run.kind ?? base.kind,
    provider: outcome.provider ?? run.started?.provider ?? null,
    model: outcome.model ?? run.started?.model ?? null,
    rounds: run.rounds.length,
    attempts: run.epoch,
    resumes: run.resumes,
    provider_switches: run.switches,
    usage: totalUsage(run.rounds),
    stages: run.stages,
    files_changed: keeps
      ? [
          ...outcome.written.map(({ path }) => ({
            path,
            change: modified.has(path) ? ("modified" as const) : ("added" as const),
          })),
          ...outcome.deleted.map((path) => ({ path, change: "deleted" as const })),
        ].sort((a, b) => (a.path < b.path ? -1 : 1))
      : [],
    suggestions: outcome.suggestions,
    notices: run.notices,
  };
  return {
    version: {
      ...base,
      number: run.number,
      parentNumber: run.baseNumber ?? base.parentNumber,
      kind: run.kind ?? base.kind,
      status: outcome.status,
      summary: outcome.summary,
      errorCode: outcome.error?.code ?? null,
      errorMessage: outcome.error?.message ?? null,
      metadata,
      startedAt: run.startedAtMs,
      completedAt: run.endedAtMs,
    },
    assistantMessage:
      base.assistantMessageId === null ? null : { id: base.assistantMessageId, content: outcome.content ?? prose() },
    removedMessages: run.removed ? run.submission.messages.map((message) => message.id) : [],
    written: keeps ? outcome.written : [],
    deleted: keeps ? outcome.deleted : [],
    rounds: run.rounds,
    appName: outcome.appName ?? null,
    appDescription: outcome.appDescription ?? null,
  };
}

/** The assistant's message row with its final text. */
export function finalAssistantRow(submission: Submission, ending: Ending): MessageRow | null {
  const row = submission.messages.find((message) => message.role === "assistant");
  if (!row || !ending.assistantMessage) return null;
  return { ...row, content: ending.assistantMessage.content, status: ending.version.status };
}
