// The reducer's two vocabularies: commands, which reach a hub, and effects, which it answers with.
import type { LogEvent } from "../../protocol/events.ts";
import type { App, Message, Version } from "../../protocol/resources.ts";
import type { FilesInput, RetryInput, SubmitInput } from "../contract/requests.ts";
import type { Frame, Job, RunPointer } from "../contract/run-stream.ts";
import type { AppFields, AskedRun, MessageRecord } from "./records.ts";
import type { Work } from "./state.ts";

/** Ids come from outside, so that the reducer is a function. */
export interface RunIds {
  runId: string;
  assistantMessageId: string;
}

type Known = { request: string } | null;

/** A run to retry: the hub knows it until it is over, D1 from then on. */
export interface TriedRun {
  runId: string;
  isOver: boolean;
  isComplete: boolean;
  mode: "build" | "ask";
  userMessage: Pick<MessageRecord, "id" | "position" | "content">;
}

export type Command =
  /** `known`: what storage remembers of the idempotency key. */
  | { type: "submit"; input: SubmitInput; ids: RunIds & { userMessageId: string }; known: Known }
  | { type: "retry"; input: RetryInput; old: TriedRun; ids: RunIds; known: Known }
  | { type: "commit_files"; input: FilesInput; runId: string; known: Known }
  | { type: "edit_message"; messageId: string; content: string }
  | { type: "remove_message"; messageId: string }
  | { type: "cancel"; runId: string }
  | { type: "update_app"; fields: AppFields; origin: string }
  | { type: "delete"; appId: string }
  | { type: "start"; pointer: RunPointer }
  | { type: "dead_letter"; pointer: RunPointer }
  | { type: "frame"; runId: string; epoch: number; frame: Frame }
  | { type: "stream_ended"; runId: string; epoch: number; error: string | null }
  | { type: "work_done"; told: Told | null }
  | { type: "work_failed"; error: string }
  /** The app, or its owner, is not in D1: deleted meanwhile. */
  | { type: "orphaned" }
  | { type: "prune"; floor: number }
  /** Somebody is watching: due work is done now, not at the next alarm. */
  | { type: "wake" }
  | { type: "alarm" };

/** Results of outside work that viewers see: a commit, or a person's change to the app. `app` is null when it is gone. */
export type Told =
  | { type: "commit"; version: Version; assistant: Message | null; app: App | null }
  | { type: "store_app"; app: App | null };

export type Committed = Extract<Told, { type: "commit" }>;

/** What is stored with the state: together with it, or not at all. In this order. */
export type StoredEffect =
  /** Empty the storage, before anything else. */
  | { type: "clear" }
  /** The events go into the log, and to the viewers once they are stored. */
  | { type: "append"; events: LogEvent[] }
  /** Events up to and with this one are gone. */
  | { type: "drop_events"; to: number }
  | { type: "remember_key"; key: string; request: string; runId: string }
  /** Forget keys stored up to this time. */
  | { type: "forget_keys"; untilMs: number }
  | { type: "add_checkpoint"; runId: string; round: number; data: string }
  | { type: "move_checkpoints"; from: string; to: string }
  | { type: "drop_checkpoints"; runId: string }
  /** What the app's next run continues from; replaces the old one. */
  | { type: "keep_thread"; data: string }
  /** The run is finished and in D1: its key keeps only what is needed to answer a repeat. */
  | { type: "release"; run: AskedRun };

/** What follows once that is stored, in this order. If the object dies first, all of it is derived again from the state. */
export type OutwardEffect =
  /** Call a Runner and read its stream. Its checkpoints and the app's thread are in storage. */
  | { type: "start_runner"; runId: string; epoch: number; job: Omit<Job, "checkpoints" | "thread"> }
  /** Cancel the run stream, whichever start it belongs to. */
  | { type: "stop_runner" }
  | { type: "work"; work: Work }
  /** Look how far the log can be pruned: events written before `beforeMs`, as long as they lie before `beforeSeq`. Answered by `prune`. */
  | { type: "find_floor"; beforeMs: number; beforeSeq: number | null }
  | { type: "set_alarm"; atMs: number | null }
  /** The app is deleted: there is nothing left to watch. */
  | { type: "dismiss_viewers" }
  /** Forget that the app ever existed. */
  | { type: "forget" }
  | { type: "log"; level: "info" | "warn"; event: string; fields: Record<string, unknown> };

export type Effect = StoredEffect | OutwardEffect;
