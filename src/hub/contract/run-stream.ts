// The stream between a Runner and its hub: newline-delimited JSON frames, read in order. Internal to the Worker, never sent to clients.

import type { ResolvedLibraries } from "../../libraries/libraries.ts";
import type { RunCode } from "../../protocol/codes.ts";
import type { RunEvent } from "../../protocol/events.ts";
import type { CostSource, FileProblem, ProviderName, RunKind } from "../../protocol/resources.ts";
import type { Changes } from "../../workspace/change-set.ts";

/** What the hub hands to a Runner, which reads everything else (files, history) from D1. */
export interface Job {
  appId: string;
  /** The run. On the wire and in D1 the same id names its version. */
  runId: string;
  /** Fences log lines only: the hub reads one stream at a time, so an old runner is simply not read any more. */
  epoch: number;
  kind: RunKind;
  /** The request, as the user wrote it. */
  request: string;
  /** The requested model; empty for the default. */
  model: string;
  /** Number of the version the run works on; null for a first version. */
  baseNumber: number | null;
  /** Position of the user's message in the conversation: everything before it is history. */
  position: number;
  /** Position of the assistant's message this run writes. */
  answerPosition: number;
  /** The conversation as the last completed run left it, as JSON text written by the orchestrator; null when there is none. */
  thread: string | null;
  /** Complete rounds of earlier attempts, oldest first, as JSON text written by the orchestrator. */
  checkpoints: string[];
  /** How many of them come from an earlier run of the same message that failed or was stopped. */
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
  /** What the app's files import from the CDN for libraries, all of it. */
  libraries: ResolvedLibraries;
  /** What is wrong in the app's files. */
  problems: FileProblem[];
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
  /** A retry may continue after the last complete round: the rounds so far did not cause the failure. */
  resumable: boolean;
}

export type Frame =
  | { type: "heartbeat" }
  /** Which model answers from `round` on. `reason`: why the model changed; null when it did not. */
  | { type: "started"; provider: ProviderName; model: string; round: number; reason: RunCode | null }
  | { type: "events"; events: RunEvent[] }
  /**
   * A finished round: what a later start needs to continue after it, and what it cost. `data` null: it cost something but led to a
   * failure, so nothing continues from it.
   */
  | { type: "checkpoint"; round: number; data: string | null; usage: RoundUsage }
  /** `thread`: where the next run continues from; null when it cannot continue from this one. */
  | { type: "outcome"; outcome: Outcome; thread: string | null }
  /** This slice is over but the run is not: start the next slice from the last checkpoint, after this many milliseconds. */
  | { type: "pause"; delayMs: number };

/** The pointer that travels through the queue. */
export interface RunPointer {
  app_id: string;
  run_id: string;
  dispatch: number;
}
