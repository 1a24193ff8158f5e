// The stream between a Runner and its hub: newline-delimited JSON frames, read in order. Internal to the Worker, never sent to clients.

import type { RunCode } from "../../protocol/codes.ts";
import type { RunEvent } from "../../protocol/events.ts";
import type { CostSource, ProviderName, RunKind } from "../../protocol/resources.ts";
import type { Changes } from "../../workspace/change-set.ts";

/** What the hub hands to a Runner. Everything else (files, history) the Runner reads from D1. */
export interface Job {
  appId: string;
  /** The run. On the wire and in D1 the same id names its version. */
  runId: string;
  /** Fences log lines only: the hub reads one stream at a time, so an old runner is simply not read any more. */
  epoch: number;
  kind: RunKind;
  /** The request, as the user wrote it. */
  request: string;
  /** Model wished for, empty for the default. */
  model: string;
  /** Version number the run works on; null for a first version. */
  baseNumber: number | null;
  /** Position of the user message in the conversation: history is what comes before it. */
  position: number;
  /** Position of the assistant's message that this run writes. */
  answerPosition: number;
  /** The conversation as the last completed run left it, as JSON text written by the orchestrator; null when there is none. */
  thread: string | null;
  /** Complete rounds of earlier attempts, oldest first, as JSON text written by the orchestrator. */
  checkpoints: string[];
  /** How many of them are of an earlier run of the same message that failed or was stopped. */
  adoptedRounds: number;
  startedAtMs: number;
}

/** A changed file: its blob is stored before the outcome is sent. */
export interface OutcomeFile {
  path: string;
  sha256: string;
  size: number;
}

export interface RoundUsage {
  round: number;
  provider: ProviderName;
  model: string;
  /** Figures as the provider reported them; null where it did not say. */
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  costUsd: number | null;
  costSource: CostSource | null;
}

/** How a run ended, as the Runner knows it. Numbers, rows, usage, stages and events are the hub's work. */
export interface Outcome extends Changes<OutcomeFile> {
  status: "completed" | "failed" | "cancelled";
  /** Assistant message, markdown. */
  content: string;
  summary: string;
  suggestions: string[];
  appName?: string;
  appDescription?: string;
  provider: ProviderName | null;
  model: string | null;
  error?: RunFault;
}

/** Why a run failed, for people and programs. */
export interface RunFault {
  code: RunCode;
  message: string;
  hint?: string;
  retryable: boolean;
  /** A retry may go on after the last complete round: what is written down so far has nothing to do with the failure. */
  resumable: boolean;
}

export type Frame =
  | { type: "heartbeat" }
  /** Which model answers from `round` on. `reason`: why it is another one than before; null when it is not. */
  | { type: "started"; provider: ProviderName; model: string; round: number; reason: RunCode | null }
  | { type: "events"; events: RunEvent[] }
  /**
   * A finished round: what a later start needs to continue after it, and what it cost. `data` null: it cost something but led to a
   * failure, so nothing continues from it.
   */
  | { type: "checkpoint"; round: number; data: string | null; usage: RoundUsage }
  /** `thread`: what the next run goes on from; null when this one leads nowhere. */
  | { type: "outcome"; outcome: Outcome; thread: string | null }
  /** This slice is over, the run is not: start the next one from the last checkpoint, after so many milliseconds. */
  | { type: "pause"; delayMs: number };

/** The pointer that travels through the queue. */
export interface RunPointer {
  app_id: string;
  run_id: string;
  dispatch: number;
}
