import type { Outcome, RoundUsage } from "../hub/contract/run-stream.ts";
import type { LibrarySource } from "../libraries/cdn/finder.ts";
import type { ResolvedLibraries } from "../libraries/libraries.ts";
import type { CircuitBreaker } from "../llm/circuit-breaker.ts";
import type { Model, ModelFailure } from "../llm/model.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { Notice, ProviderName, RunKind } from "../protocol/resources.ts";
import type { Diagnostic } from "../workspace/checks.ts";
import type { Workspace, WorkspaceView } from "../workspace/files.ts";
import type { HistoryEntry } from "./context.ts";
import type { OperatorLog } from "./operator-log.ts";
import type { ComponentSources } from "./tools/add-component.ts";

export interface RunInput {
  kind: RunKind;
  request: string;
  appId: string;
  appName: string;
  /** Of the app's public values, which its files read as `import.meta.env.NAME`. */
  publicNames?: readonly string[];
  /** Position of the message that will answer the request. */
  answerPosition: number;
  /** Messages before the request; those in the thread are left out. */
  history: readonly HistoryEntry[];
  /** The conversation as the last completed run left it; null when there is none. */
  thread: string | null;
  models: readonly Model[];
  /** What viewers should know about the run before its first round. */
  notices?: readonly Notice[];
  /** Base files; completed rounds of earlier attempts are replayed into it. */
  workspace: Workspace;
  /** Where its libraries come from that the build does not have, and those that it has already. Without: from nowhere. */
  libraries?: { source: LibrarySource; resolved: ResolvedLibraries };
  checkpoints: readonly string[];
  /** How many checkpoints come from an earlier run, which has ended; this run continues after them with fresh limits. */
  adoptedRounds: number;
  startedAtMs: number;
  /** A slice starts no new round after this long, milliseconds. */
  sliceMs: number;
  breaker: CircuitBreaker;
  /** Sources of the ready-made components; without it there are none. Null when they cannot be read. */
  components?(): Promise<ComponentSources | null>;
  /** What of the app's styles cannot be compiled; without it nothing is known of it. */
  styleProblems?(workspace: WorkspaceView): Promise<Diagnostic[]>;
  emit(events: RunEvent[]): void;
  /** `reason`: why the model changed; null when it did not. */
  started(model: { provider: ProviderName; model: string; round: number; reason: ModelFailure | null }): void;
  /** `data` null: the round was paid for, but nothing continues from it. */
  checkpoint(round: number, data: string | null, usage: RoundUsage): void;
  /** Called before each request to a model: resolves once all rounds so far are stored, rejects when the run is no longer wanted. */
  ready(completedRounds: number): Promise<void>;
  /** Resolves when the reader has caught up; null when there is room. */
  drained(): Promise<void> | null;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  now(): number;
  random(): number;
  log: OperatorLog;
  signal: AbortSignal;
}

/** The outcome without its files: they are the workspace's changes. */
export type RunEnding = Omit<Outcome, "written" | "deleted" | "modified">;
/** `thread`: for the next run; null when it cannot continue from this one. */
export type RunResult = { type: "ended"; ending: RunEnding; thread: string | null } | { type: "pause"; delayMs: number };
