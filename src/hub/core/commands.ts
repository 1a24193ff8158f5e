// What may happen to a hub, and what it answers with: the two vocabularies of the reducer.
import type { LogEvent } from "../../protocol/events.ts";
import type { App, Message, Notice, Version } from "../../protocol/resources.ts";
import type { Frame, Job, Outcome, RunPointer } from "../../protocol/run-stream.ts";
import type { MessageRow } from "../../store/present.ts";
import type { AppFields, Run, Work } from "./state.ts";

/** A key that makes a repeated request the same request, and what it was sent with; hashes both. */
export interface Idempotency {
  key: string;
  request: string;
}

export interface SubmitInput {
  appId: string;
  userId: string;
  /** Set for the first message only: the app to create. `nameGiven` keeps the model from renaming it. */
  app: { name: string; nameGiven: boolean } | null;
  content: string;
  mode: "build" | "ask";
  model: string;
  /** Origin that the client used. */
  origin: string;
  idempotency: Idempotency | null;
}

export interface FilesInput {
  appId: string;
  origin: string;
  kind: "restore" | "edit";
  summary: string;
  restoredFrom?: number;
  /** What is known of the files already. */
  notices?: Notice[];
  written: Outcome["written"];
  modified: string[];
  deleted: string[];
  /** Number that the change was made from; anything newer wins. */
  expectedNumber: number;
  idempotency: Idempotency | null;
}

/** Ids come from outside, so that the reducer is a function. */
export interface RunIds {
  versionId: string;
  assistantMessageId: string;
}

export interface RetryInput {
  appId: string;
  versionId: string;
  model: string;
  origin: string;
  idempotency: Idempotency | null;
}

type Known = { request: string } | null;

export type Command =
  /** `known`: what storage remembers of the idempotency key. */
  | { type: "submit"; input: SubmitInput; ids: RunIds & { userMessageId: string }; known: Known }
  | { type: "retry"; input: RetryInput; old: Run; userMessage: MessageRow; ids: RunIds; known: Known }
  | { type: "commit_files"; input: FilesInput; versionId: string; known: Known }
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
  | { type: "remember_key"; key: string; request: string; versionId: string }
  | { type: "add_checkpoint"; runId: string; round: number; data: string }
  | { type: "move_checkpoints"; from: string; to: string }
  | { type: "drop_checkpoints"; runId: string }
  /** What the app's next run goes on from, in place of what there was. */
  | { type: "keep_thread"; data: string }
  /** The run is finished: it leaves the state, and is kept for what is asked of it later. */
  | { type: "archive"; run: Run };

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
