// The state of one app's hub: what is stored, and what is lost with the object.
import type { RunPointer } from "../contract/run-stream.ts";
import type { AppChange, Ended, KeptState, Run } from "./records.ts";

/** Lost with the object. */
export interface VolatileState {
  /** The one run stream that counts. */
  reader: { runId: string; epoch: number; lastFrameAtMs: number } | null;
  /** Outside work under way: one piece at a time. */
  work: Work | null;
  /** Runs dispatched in this life of the object: an earlier life's dispatch may have been lost with it. */
  dispatched: string | null;
  /** Outside work failed: no retry before this time. */
  repairAtMs: number | null;
  repairs: number;
  /** When the alarm rings, as far as this life knows. */
  alarmAtMs: number | null;
}

export interface HubState extends KeptState {
  volatile: VolatileState;
}

export type EndedRun = Run & { outcome: Ended };

/** Work outside the object. Repeating any of it is harmless. */
export type Work =
  | { type: "store_rows"; run: Run }
  | { type: "store_message"; runId: string; messageId: string; content: string; revision: number }
  | { type: "store_start"; run: Run; startedAtMs: number }
  | { type: "commit"; run: EndedRun }
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
  cutShort: [],
  keys: null,
  appRevision: 0,
  appChange: null,
  volatile: idle,
};

/** The state as a new life of the object finds it. */
export const restored = (kept: KeptState): HubState => ({ ...kept, volatile: idle });

export const findRun = (state: KeptState, runId: string): Run | null => state.runs.find((run) => run.id === runId) ?? null;

/** An app that exists and was not deleted. */
export const isAlive = (state: KeptState): boolean => state.appId !== null && state.deletedAtMs === null;

/** A run its user can still change: it never started. */
export const isWaiting = (run: Run): boolean => run.state === "queued" && run.epoch === 0 && run.outcome === null;
