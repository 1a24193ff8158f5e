// What a viewer knows about one app, as plain JSON, so that two viewers can be compared as text. Only `reduce` changes it.
import type { App, Message, Notice, ProviderName, RunKind, StageName, Version, VersionStatus } from "../../protocol/resources.ts";

/** A change to a file: remove `remove` UTF-16 units at `offset`, then insert `text`. */
export interface Splice {
  offset: number;
  remove: number;
  text: string;
}

/** The file that a call works on. `text` grows for a write, `changes` for an edit, whose base the viewer reads from the API. */
export interface FileWork {
  path: string;
  action: "write" | "edit" | "delete" | "rename";
  /** The old path of a rename, otherwise empty. */
  from: string;
  /** A string, not a list of pieces: engines append to strings without copying, and flatten only those that are read. */
  text: string;
  changes: Splice[];
  /** Size in bytes, once the file is stored. */
  size: number | null;
}

interface Block {
  id: string;
  at: string;
  text: string;
  ended_at: string | null;
}

export interface ReasoningPart extends Block {
  kind: "reasoning";
}

export interface TextPart extends Block {
  kind: "text";
}

/** One tool call, whether its events arrive as tool, as file or as both. */
export interface CallPart {
  kind: "call";
  id: string;
  at: string;
  ended_at: string | null;
  name: string;
  title: string;
  /** Null while the call is running. */
  ok: boolean | null;
  detail: string;
  file: FileWork | null;
}

export type Part = ReasoningPart | TextPart | CallPart;

/** Parts are grouped by round: an appended delta copies only its own round's list, and a reset drops whole rounds. */
export interface Round {
  round: number;
  parts: Part[];
}

export interface RunError {
  code: string;
  message: string;
  hint: string;
  retryable: boolean;
}

export interface Run {
  id: string;
  status: VersionStatus;
  kind: RunKind | null;
  /** The number of runs ahead of this one. */
  position: number;
  attempt: number;
  provider: ProviderName | null;
  model: string | null;
  queued_at: string;
  started_at: string | null;
  ended_at: string | null;
  percent: number;
  stage_index: number;
  stage_total: number;
  stages: { stage: StageName; at: string }[];
  notices: Notice[];
  /** Null if this run's log was not seen from its start: then only its outcome is known. */
  rounds: Round[] | null;
  error: RunError | null;
}

/**
 * The log's `floor` is left out: it moves without an event, so two viewers that agree on everything else would differ.
 * `versions` holds completed versions, newest first; others are in `runs`.
 */
export interface AppState {
  app: App | null;
  last_seq: number;
  messages: Message[];
  versions: Version[];
  runs: Record<string, Run>;
}

export const initialState: AppState = { app: null, last_seq: 0, messages: [], versions: [], runs: {} };

export interface Snapshot {
  app: App;
  /** Oldest first, as the API returns them. */
  messages: Message[];
  /** Newest first, as the API returns them. */
  versions: Version[];
}

export function newRun(id: string, at: string): Run {
  return {
    id,
    status: "pending",
    kind: null,
    position: 0,
    attempt: 0,
    provider: null,
    model: null,
    queued_at: at,
    started_at: null,
    ended_at: null,
    percent: 0,
    stage_index: 0,
    stage_total: 0,
    stages: [],
    notices: [],
    rounds: [],
    error: null,
  };
}

/** A run as the API describes it: its outcome without its transcript. The log, if it still exists, replaces it. */
function runOfVersion(version: Version): Run {
  const { metadata } = version;
  const failed = version.status === "failed";
  return {
    ...newRun(version.id, version.created_at),
    status: version.status,
    kind: metadata.kind,
    attempt: metadata.attempts,
    provider: metadata.provider,
    model: metadata.model,
    started_at: version.started_at,
    ended_at: version.completed_at,
    stages: metadata.stages,
    notices: metadata.notices,
    rounds: null,
    error: failed
      ? { code: version.error_code ?? "internal", message: version.error_message ?? "The run failed.", hint: "", retryable: true }
      : null,
  };
}

/** The state of a viewer that has read the API but not the log. Replay the log on it, from its floor. */
export function fromSnapshot({ app, messages, versions }: Snapshot): AppState {
  const unfinished = versions.filter((version) => version.status !== "completed").reverse();
  return {
    ...initialState,
    app,
    messages,
    versions: versions.filter((version) => version.status === "completed"),
    runs: Object.fromEntries(unfinished.map((version) => [version.id, runOfVersion(version)])),
  };
}

/** Adds earlier entries, read from the API later. Known entries stay as they are: the log may have said more about them. */
export function withOlder(state: AppState, { messages, versions }: Pick<AppState, "messages" | "versions">): AppState {
  const knownMessages = new Set(state.messages.map(({ id }) => id));
  const knownVersions = new Set([...state.versions.map(({ id }) => id), ...Object.keys(state.runs)]);
  const older = versions.filter(({ id }) => !knownVersions.has(id));
  const unfinished = older.filter((version) => version.status !== "completed").reverse();
  return {
    ...state,
    messages: [...messages.filter(({ id }) => !knownMessages.has(id)), ...state.messages],
    versions: [...state.versions, ...older.filter((version) => version.status === "completed")],
    runs: { ...Object.fromEntries(unfinished.map((version) => [version.id, runOfVersion(version)])), ...state.runs },
  };
}
