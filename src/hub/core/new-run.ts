// Builds the record of a new run: what it adds to the app, with blanks for everything not yet known.
import type { RunKind } from "../../protocol/resources.ts";
import { emptyOutcome } from "./outcomes.ts";
import type { Ended, MessageRecord, Run, Submission } from "./records.ts";

export interface NewRun {
  /** Ids and time are arguments so that a repeat is the same. */
  runId: string;
  assistantMessageId: string;
  nowMs: number;
  appId: string;
  app: Submission["app"];
  userMessage: Pick<MessageRecord, "id" | "position" | "content">;
  /** The whole message when it comes with this run; null for a retry, whose message is older. */
  newMessage: MessageRecord | null;
  assistantPosition: number;
  runPosition: number;
  origin: string;
  mode: "build" | "ask";
  model: string;
  nameGiven: boolean;
  retryOf: Run["retryOf"];
  currentNumber: number | null;
}

export const kindOf = (mode: "build" | "ask", currentNumber: number | null): RunKind =>
  mode === "ask" ? "ask" : currentNumber === null ? "create" : "update";

export function newRun(input: NewRun): Run {
  const assistant: MessageRecord = {
    id: input.assistantMessageId,
    position: input.assistantPosition,
    role: "assistant",
    content: "",
    status: "pending",
    createdAtMs: input.nowMs,
    revision: 0,
  };
  return {
    ...idleRun,
    id: input.runId,
    position: input.runPosition,
    submission: {
      appId: input.appId,
      app: input.app,
      messages: [...(input.newMessage ? [input.newMessage] : []), assistant],
      userMessageId: input.userMessage.id,
      assistantMessageId: assistant.id,
      kind: kindOf(input.mode, input.currentNumber),
      parentNumber: input.currentNumber,
      madeBy: "run",
      restoredFrom: null,
      summary: "",
      createdAtMs: input.nowMs,
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

/** A run as it begins. */
const idleRun = {
  state: "queued",
  descriptionGiven: false,
  retryOf: null,
  baseNumber: null,
  kind: null,
  epoch: 0,
  fruitlessStarts: 0,
  brokenStarts: 0,
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

/** A change of files without a model: a restore or a person's own edit. It starts where other runs end. */
export function newCommit(input: {
  runId: string;
  appId: string;
  runPosition: number;
  number: number;
  nowMs: number;
  previewOrigin: string;
  madeBy: "restore" | "edit";
  summary: string;
  restoredFrom: number | null;
  notices: Run["notices"];
  written: Ended["written"];
  modified: Ended["modified"];
  libraries: Ended["libraries"];
  problems: Ended["problems"];
  deleted: Ended["deleted"];
}): Run {
  const { nowMs, number, summary } = input;
  return {
    ...idleRun,
    id: input.runId,
    position: input.runPosition,
    state: "ending",
    submission: {
      appId: input.appId,
      app: null,
      messages: [],
      userMessageId: null,
      assistantMessageId: null,
      kind: "update",
      parentNumber: number - 1,
      madeBy: input.madeBy,
      restoredFrom: input.restoredFrom,
      summary,
      createdAtMs: nowMs,
    },
    notices: input.notices,
    origin: input.previewOrigin,
    request: "",
    messagePosition: 0,
    mode: "build",
    model: "",
    nameGiven: false,
    kind: "update",
    startedAtMs: nowMs,
    rowsStored: true,
    startStored: true,
    number,
    endedAtMs: nowMs,
    outcome: {
      ...emptyOutcome,
      status: "completed",
      summary,
      written: input.written,
      modified: input.modified,
      libraries: input.libraries,
      problems: input.problems,
      deleted: input.deleted,
    },
  };
}
