// The records of a hub, as its storage holds them: plain types of their own, which follow neither the tables of D1 nor the wire. Anything added, renamed
// or left out here is a new form: a step in ../forms/, a stored state of the form before in tests/hub/stored/, a line in ../STORAGE.md.
import type { NoticeCode, RunCode } from "../../protocol/codes.ts";
import type { CostSource, ProviderName, RunKind, StageName, VersionStatus } from "../../protocol/resources.ts";

/** What storage holds about the app. Times are milliseconds since 1970. */
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
  /** Highest version number given out. */
  number: number | null;
  /** Unfinished runs in order: the first one works. A finished run is in D1 and leaves. */
  runs: readonly Run[];
  /** Finished runs whose events are still in the log. */
  logged: readonly { firstSeq: number; endedAtMs: number }[];
  pruneAtMs: number | null;
  /** The one ended run whose rounds are kept for a retry: they are based on the latest version. */
  resumable: { runId: string; rounds: number } | null;
  /** What retries need to know of the latest unsuccessful runs, oldest first. */
  cutShort: readonly CutShort[];
  /** When the last idempotency key was stored, and when old ones are looked for; null when there are none. */
  keys: { lastAtMs: number; forgetAtMs: number } | null;
  /** Counts people's changes to the app, so that a late write of an older change has no effect. */
  appRevision: number;
  /** Their changes that D1 does not have yet, merged into one. */
  appChange: AppChange | null;
}

/** queued: waits for its turn or its dispatch · running: started, with or without a reader · ending: the outcome is stored, D1 not yet. */
export type RunState = "queued" | "running" | "ending";

/** One unit of work on the app. Restores and edits are runs that start at `ending`. */
export interface Run extends AskedRun {
  state: RunState;
  /** The submitter's origin, for preview addresses in events. */
  origin: string;
  request: string;
  /** Position of the user's message: the conversation is everything before it. */
  messagePosition: number;
  mode: "build" | "ask";
  model: string;
  /** The user named the app in this request, so the model must not rename it. */
  nameGiven: boolean;
  /** The same for its description. */
  descriptionGiven: boolean;
  /** The ended run whose completed rounds this one may continue from. */
  retryOf: string | null;
  /** Version the run works on, set at its latest start; null before, and for a first version. */
  baseNumber: number | null;
  /** Decided at the first start. */
  kind: RunKind | null;
  /** Number of starts. Fences the frames: only those of the current start count. */
  epoch: number;
  /** Starts in a row that asked a model but completed no new round. */
  fruitlessStarts: number;
  /** Starts in a row that broke before a model was asked. */
  brokenStarts: number;
  /** Starts that continued after completed rounds. */
  resumes: number;
  /** Number of the latest dispatch to the queue. */
  dispatch: number;
  /** Null when no dispatch is pending. */
  dispatchedAtMs: number | null;
  /** Dispatches in a row that started nothing. */
  lostDispatches: number;
  /** Do not start before this time: back-off after a broken start, or a wait requested by a provider. */
  notBeforeMs: number;
  startedAtMs: number | null;
  started: { provider: ProviderName; model: string } | null;
  rowsStored: boolean;
  /** False while a change to the waiting message is not in D1. */
  messageStored: boolean;
  startStored: boolean;
  /** First event of this run; null before it was announced. */
  firstSeq: number | null;
  /** Checkpoints that are kept, those of `adoptedRounds` among them. */
  completedRounds: number;
  /** Rounds taken over from `retryOf`. */
  adoptedRounds: number;
  /** The user withdrew the message before the run started: its messages go when the run ends. */
  removed: boolean;
  outcome: Ended | null;
  number: number | null;
  endedAtMs: number | null;
  rounds: readonly PaidRound[];
  stages: readonly { stage: StageName; at: string }[];
  notices: readonly { code: NoticeCode; message: string; hint?: string | undefined }[];
  switches: readonly { round: number; from: ProviderName; to: ProviderName; reason: RunCode }[];
}

/** A run as requested. An idempotency key keeps it after the run has left, so that a repeat gets the same answer. */
export interface AskedRun {
  id: string;
  position: number;
  submission: Submission;
}

/** What a run adds to the app's history. */
export interface Submission {
  appId: string;
  /** The app to create; only with its first message. */
  app: { userId: string; name: string; model: string } | null;
  /** The user's, unless it already existed, and the assistant's. None for a version made by hand. */
  messages: readonly MessageRecord[];
  userMessageId: string | null;
  assistantMessageId: string | null;
  /** As far as known before the start. */
  kind: RunKind;
  parentNumber: number | null;
  madeBy: "run" | "restore" | "edit";
  /** Number of the version whose files a restore brings back. */
  restoredFrom: number | null;
  /** For a version made by hand; a run gives it at its end. */
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
  /** Counts its changes while it waits, so that a late write of an older text has no effect. */
  revision: number;
}

/** How a run ended. `content` null: the prose viewers saw, to be read back from the log at the commit. */
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
  /** Libraries from the CDN, by the name in the import. */
  libraries: Readonly<Record<string, LibraryRecord>>;
  /** What is wrong in the app's files. */
  problems: { path: string; line: number; column: number; message: string; severity: "error" | "warning" }[];
  provider: ProviderName | null;
  model: string | null;
  error?: RunError | undefined;
}

export interface LibraryRecord {
  version: string;
  url: string;
  integrity?: string | undefined;
  exports?: readonly string[] | undefined;
  imports?: readonly string[] | undefined;
}

export interface RunError {
  code: RunCode;
  message: string;
  hint?: string | undefined;
  retryable: boolean;
  /** A retry may continue after the last complete round. */
  resumable: boolean;
}

/** A round that was paid for. Null means unknown. */
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

/** A run that ended without success and left the hub. */
export interface CutShort {
  runId: string;
  /** The run whose completed rounds a retry would continue from, if they are still kept; null when there never were any. */
  roundsOf: string | null;
  nameGiven: boolean;
}

/** What a person can change about an app. */
export interface AppFields {
  name?: string;
  description?: string;
  model?: string;
  previewKey?: string;
  publicValues?: Record<string, string>;
}

export interface AppChange {
  fields: AppFields;
  atMs: number;
  /** The client's origin, for preview addresses in the event. */
  origin: string;
}
