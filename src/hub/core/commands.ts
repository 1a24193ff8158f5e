// What may happen to a hub, and what it answers with: the two vocabularies of the reducer.
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

/** A run that is to be tried again: the hub knows it while it is not over, D1 from then on. */
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
  /** The app, or its owner, is not in D1: deleted while this was on its way. */
  | { type: "orphaned" }
  | { type: "prune"; floor: number }
  /** Somebody looks: what is due is done now and not only at the next alarm. */
  | { type: "wake" }
  | { type: "alarm" };

/** What outside work answers for viewers: a commit, or the app as a person changed it. `app` is null when it is gone. */
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
  /** Keys that were stored up to this time are not known any more. */
  | { type: "forget_keys"; untilMs: number }
  | { type: "add_checkpoint"; runId: string; round: number; data: string }
  | { type: "move_checkpoints"; from: string; to: string }
  | { type: "drop_checkpoints"; runId: string }
  /** What the app's next run goes on from, in place of what there was. */
  | { type: "keep_thread"; data: string }
  /** The run is finished and in D1: of what the hub knew of it, a key that names it keeps what it is answered with. */
  | { type: "release"; run: AskedRun };

/** What follows once that is stored. An object that dies first never does it: all of it is found again from the state. In this order. */
export type OutwardEffect =
  /** Call a Runner and read its stream. Its checkpoints and the app's thread are in storage. */
  | { type: "start_runner"; runId: string; epoch: number; job: Omit<Job, "checkpoints" | "thread"> }
  /** Cancel the run stream, whatever start it is of. */
  | { type: "stop_runner" }
  | { type: "work"; work: Work }
  /** Look how far the log can be pruned: events written before `beforeMs`, as long as they lie before `beforeSeq`. Answered by `prune`. */
  | { type: "find_floor"; beforeMs: number; beforeSeq: number | null }
  | { type: "set_alarm"; atMs: number | null }
  /** The app is deleted: nobody has anything to see here any more. */
  | { type: "dismiss_viewers" }
  /** Forget that the app ever was. */
  | { type: "forget" }
  | { type: "log"; level: "info" | "warn"; event: string; fields: Record<string, unknown> };

export type Effect = StoredEffect | OutwardEffect;
