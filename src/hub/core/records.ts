// The records of a hub, as its storage holds them: plain types of their own, which follow neither the tables of D1 nor the wire. What is added, renamed
// or left out here is a new form: a step in ../forms/, a stored state of the form before in tests/hub/stored/, a line in ../STORAGE.md.
import type { NoticeCode, RunCode } from "../../protocol/codes.ts";
import type { CostSource, ProviderName, RunKind, StageName, VersionStatus } from "../../protocol/resources.ts";

/** What storage holds of the app. Times are milliseconds since 1970. */
export interface KeptState {
  /** Null before the first message. */
  appId: string | null;
  deletedAtMs: number | null;
  /** How often the rows of the deleted app were removed. */
  rowDeletions: number;
  lastSeq: number;
  /** Events up to here are pruned. */
  floor: number;
  messagePosition: number;
  runPosition: number;
  /** Highest version number that was given. */
  number: number | null;
  /** Runs that are not finished, in order: the first is the one that works. One that is finished is in D1 and leaves. */
  runs: readonly Run[];
  /** Finished runs whose events are still in the log. */
  logged: readonly { firstSeq: number; endedAtMs: number }[];
  pruneAtMs: number | null;
  /** The one ended run whose rounds are kept for a retry: they stand on the newest version. */
  resumable: { runId: string; rounds: number } | null;
  /** What retries of the latest runs that ended without success have to know of them, oldest first. */
  cutShort: readonly CutShort[];
  /** When the last idempotency key was stored, and when old ones are looked for; null when there are none. */
  keys: { lastAtMs: number; forgetAtMs: number } | null;
  /** Counts what people changed of the app, so that a write of an older change that comes late changes nothing. */
  appRevision: number;
  /** Their changes that D1 does not have yet: one, whatever they are made of. */
  appChange: AppChange | null;
}

/** queued: waits for its turn or its dispatch · running: started, with or without a reader · ending: the outcome is stored, D1 not yet. */
export type RunState = "queued" | "running" | "ending";

/** One unit of work on the app. Restores and edits are runs that begin at `ending`. */
export interface Run extends AskedRun {
  state: RunState;
  /** Origin that the submitter used: preview addresses in events start from it. */
  origin: string;
  request: string;
  /** Position of the user's message: the conversation is what lies before it. */
  messagePosition: number;
  mode: "build" | "ask";
  model: string;
  /** The user named the app in this very request: the model does not rename it. */
  nameGiven: boolean;
  /** The same of its description. */
  descriptionGiven: boolean;
  /** The ended run whose complete rounds this one may go on from. */
  retryOf: string | null;
  /** Version that the run works on, from its latest start; null before, and for a first version. */
  baseNumber: number | null;
  /** Decided at the first start. */
  kind: RunKind | null;
  /** Starts. Fences the frames: only those of the present start count. */
  epoch: number;
  /** Starts in a row that asked a model and led to no new complete round. */
  fruitlessStarts: number;
  /** Starts in a row that broke before a model was asked. */
  brokenStarts: number;
  /** Starts that went on after complete rounds. */
  resumes: number;
  /** Number of the latest dispatch to the queue. */
  dispatch: number;
  /** Null when no dispatch is out. */
  dispatchedAtMs: number | null;
  /** Dispatches in a row that started nothing. */
  lostDispatches: number;
  /** Not before this time: back-off after a broken start, or a wait that a provider asked for. */
  notBeforeMs: number;
  startedAtMs: number | null;
  started: { provider: ProviderName; model: string } | null;
  rowsStored: boolean;
  /** False while a change of the waiting message is not in D1. */
  messageStored: boolean;
  startStored: boolean;
  /** First event of this run; null before it was announced. */
  firstSeq: number | null;
  /** Checkpoints that are kept, those of `adoptedRounds` among them. */
  completedRounds: number;
  /** Rounds taken over from `retryOf`. */
  adoptedRounds: number;
  /** The user took the message back before it started: its messages go when the run ends. */
  removed: boolean;
  outcome: Ended | null;
  number: number | null;
  endedAtMs: number | null;
  rounds: readonly PaidRound[];
  stages: readonly { stage: StageName; at: string }[];
  notices: readonly { code: NoticeCode; message: string; hint?: string | undefined }[];
  switches: readonly { round: number; from: ProviderName; to: ProviderName; reason: RunCode }[];
}

/** A run as it was asked for. An idempotency key keeps it after the run has left, so that the same request is answered the same. */
export interface AskedRun {
  id: string;
  position: number;
  submission: Submission;
}

/** What a run adds to the app's history. */
export interface Submission {
  appId: string;
  /** The app to make: with its first message only. */
  app: { userId: string; name: string; model: string } | null;
  /** The user's, unless it was there before, and the assistant's. None for a version made by hand. */
  messages: readonly MessageRecord[];
  userMessageId: string | null;
  assistantMessageId: string | null;
  /** As far as it can be told before the start. */
  kind: RunKind;
  parentNumber: number | null;
  madeBy: "run" | "restore" | "edit";
  /** Number of the version whose files a restore brings back. */
  restoredFrom: number | null;
  /** Of a version made by hand; a run says it when it ends. */
  summary: string;
  createdAtMs: number;
}

export interface MessageRecord {
  id: string;
  position: number;
  role: "user" | "assistant";
  content: string;
  status: VersionStatus;
  createdAtMs: number;
  /** Counts its changes while it waits: a write of an older text that comes late changes nothing. */
  revision: number;
}

/** How a run ended. `content` null: the prose that viewers saw, read back from the log when it is committed. */
export interface Ended {
  status: "completed" | "failed" | "cancelled";
  content: string | null;
  summary: string;
  suggestions: string[];
  written: { path: string; sha256: string; size: number }[];
  deleted: string[];
  /** Paths of `written` that the base version had. */
  modified: string[];
  appName?: string | undefined;
  appDescription?: string | undefined;
  provider: ProviderName | null;
  model: string | null;
  error?: RunError | undefined;
}

export interface RunError {
  code: RunCode;
  message: string;
  hint?: string | undefined;
  retryable: boolean;
  /** A retry may go on after the last complete round. */
  resumable: boolean;
}

/** A round that a provider was paid for. Null is unknown. */
export interface PaidRound {
  round: number;
  provider: ProviderName;
  model: string;
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  costUsd: number | null;
  costSource: CostSource | null;
}

/** Of a run that ended without success and left the hub. */
export interface CutShort {
  runId: string;
  /** The run whose complete rounds a retry would go on from, if they are still kept; null when there never were any. */
  roundsOf: string | null;
  nameGiven: boolean;
}

/** What a person can change of an app. */
export interface AppFields {
  name?: string;
  description?: string;
  model?: string;
  previewKey?: string;
}

export interface AppChange {
  fields: AppFields;
  atMs: number;
  /** Origin that the client used: preview addresses in the event start from it. */
  origin: string;
}
