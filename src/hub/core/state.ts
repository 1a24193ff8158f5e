// The state of one app's hub as plain data: what is kept in storage, and what is gone when the object goes.
import type { Notice, ProviderName, RunKind, StageName, VersionMetadata } from "../../protocol/resources.ts";
import type { Outcome, RoundUsage, RunPointer } from "../../protocol/run-stream.ts";
import type { Submission } from "../../store/commit.ts";

/** queued: waits for its turn or its dispatch · running: started, with or without a reader · ending: the outcome is stored, D1 not yet. */
export type RunState = "queued" | "running" | "ending" | "done";

/** How a run ended. `content` null: the prose that viewers saw, read back from the log when it is committed. */
export type Ended = Omit<Outcome, "content"> & { content: string | null };

/** One unit of work on the app. Restores and edits are runs that begin at `ending`. Times are milliseconds since 1970. */
export interface Run {
  id: string;
  position: number;
  state: RunState;
  submission: Submission;
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
  rounds: RoundUsage[];
  stages: { stage: StageName; at: string }[];
  notices: Notice[];
  switches: VersionMetadata["provider_switches"];
}

/** What a person can change of an app. */
export interface AppFields {
  name?: string;
  description?: string;
  model?: string;
  previewKey?: string;
}

/** What storage holds. */
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
  /** Runs that are not finished, in order: the first is the one that works. */
  runs: readonly Run[];
  /** Finished runs whose events are still in the log. */
  logged: readonly { firstSeq: number; endedAtMs: number }[];
  pruneAtMs: number | null;
  /** The one ended run whose rounds are kept for a retry: they stand on the newest version. */
  resumable: { runId: string; rounds: number } | null;
  /** Counts what people changed of the app, so that a write of an older change that comes late changes nothing. */
  appRevision: number;
  /** Their changes that D1 does not have yet: one, whatever they are made of. */
  appChange: AppChange | null;
}

export interface AppChange {
  fields: AppFields;
  atMs: number;
  /** Origin that the client used: preview addresses in the event start from it. */
  origin: string;
}

/** What is gone with the object. */
export interface VolatileState {
  /** The one run stream that counts. */
  reader: { runId: string; epoch: number; lastFrameAtMs: number } | null;
  /** Outside work on its way: one piece at a time. */
  work: Work | null;
  /** Runs that were dispatched in this life of the object: an earlier life's dispatch may have been lost with it. */
  dispatched: string | null;
  /** Outside work failed: not before this time. */
  repairAtMs: number | null;
  repairs: number;
  /** When the alarm rings, as far as this life knows. */
  alarmAtMs: number | null;
}

export interface HubState extends KeptState {
  volatile: VolatileState;
}

/** Work outside of the object. Each is harmless when repeated. */
export type Work =
  | { type: "store_rows"; runId: string; submission: Submission }
  | { type: "store_message"; runId: string; messageId: string; content: string; revision: number }
  | { type: "store_start"; runId: string; startedAtMs: number; metadata: VersionMetadata }
  | { type: "commit"; run: Run & { outcome: Ended } }
  | { type: "send"; runId: string; pointer: RunPointer }
  | { type: "store_app"; appId: string; change: AppChange; revision: number }
  | { type: "delete_rows"; appId: string };

const idle: VolatileState = { reader: null, work: null, dispatched: null, repairAtMs: null, repairs: 0, alarmAtMs: null };

export const emptyState: HubState = {
  appId: null,
  deletedAtMs: null,
  rowDeletions: 0,
  lastSeq: 0,
  floor: 0,
  messagePosition: 0,
  runPosition: 0,
  number: null,
  runs: [],
  logged: [],
  pruneAtMs: null,
  resumable: null,
  appRevision: 0,
  appChange: null,
  volatile: idle,
};

/** The state as a new life of the object finds it. */
export const restored = (kept: KeptState): HubState => ({ ...kept, volatile: idle });

export const findRun = (state: KeptState, runId: string): Run | null => state.runs.find((run) => run.id === runId) ?? null;

/** An app that exists and was not deleted. */
export const isAlive = (state: KeptState): boolean => state.appId !== null && state.deletedAtMs === null;

/** A run that can still be changed by its user: it never started. */
export const isWaiting = (run: Run): boolean => run.state === "queued" && run.epoch === 0 && run.outcome === null;
