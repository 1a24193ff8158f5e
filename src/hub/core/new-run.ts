// Builds the record of a run as it begins: its rows, and everything that is not known yet.
import type { Notice, VersionMetadata } from "../../protocol/resources.ts";
import type { Outcome } from "../../protocol/run-stream.ts";
import type { MessageRow, NewApp, VersionRow } from "../../store/present.ts";
import { emptyOutcome } from "./outcomes.ts";
import type { Run } from "./state.ts";

export interface NewRun {
  /** Ids and time are arguments so that a repeat is the same. */
  versionId: string;
  assistantMessageId: string;
  nowMs: number;
  app: NewApp | null;
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
    revision: 0,
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
  notices: Notice[];
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
    notices: input.notices,
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
