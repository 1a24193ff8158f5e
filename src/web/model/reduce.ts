// The only reducer: wire events into a viewer's state. Pure, idempotent by `seq`, and linear: a delta copies only its own path.
import type { LogEvent, WireEvent } from "../../protocol/events.ts";
import type { App, Message, Version } from "../../protocol/resources.ts";
import { reduceRun } from "./reduce-run.ts";
import { type AppState, newRun } from "./state.ts";

export function reduce(state: AppState, event: WireEvent): AppState {
  switch (event.type) {
    case "hello":
      // Events below the floor are gone, and the API's answer covers them: a later connection resumes after the floor.
      return event.floor > state.last_seq ? { ...state, last_seq: event.floor } : state;
    case "log.reset":
      // The transcripts of the old log are gone with it. The API's answer is upserted when the caller reloads.
      return { ...state, last_seq: event.floor, runs: {} };
  }
  if (event.seq <= state.last_seq) return state;
  return { ...reduceEntry(state, event), last_seq: event.seq };
}

function reduceEntry(state: AppState, event: LogEvent): AppState {
  switch (event.type) {
    case "app.updated":
      return withApp(state, event.app);
    case "message.created":
    case "message.updated":
      return { ...state, messages: upsertMessage(state.messages, event.message) };
    case "message.deleted":
      return { ...state, messages: state.messages.filter(({ id }) => id !== event.message.id) };
    case "version.queued":
      return withQueued(state, event);
    case "version.completed":
      return withRun({ ...state, versions: upsertVersion(state.versions, event.version) }, event);
    default:
      return withRun(state, event);
  }
}

/** A snapshot may be newer than the events replayed on it: an app never goes back in time. */
function withApp(state: AppState, app: App): AppState {
  return state.app && app.updated_at < state.app.updated_at ? state : { ...state, app };
}

/** The first event of a run's log. Repeats only move the run up the queue. */
function withQueued(state: AppState, event: LogEvent & { type: "version.queued" }): AppState {
  const id = event.version_id;
  if (id === undefined) return state;
  const { [id]: known, ...others } = state.runs;
  const app = state.app && { ...state.app, status: "generating" as const };
  const { position } = event;
  if (known?.rounds) return { ...state, app, runs: { ...state.runs, [id]: { ...known, position } } };
  // Behind the others, whatever the snapshot said: runs are kept in the order of the log.
  return { ...state, app, runs: { ...others, [id]: { ...newRun(id, event.at), position } } };
}

function withRun(state: AppState, event: LogEvent): AppState {
  const run = event.version_id === undefined ? undefined : state.runs[event.version_id];
  if (!run) return state;
  const next = reduceRun(run, event);
  return next === run ? state : { ...state, runs: { ...state.runs, [run.id]: next } };
}

/** In place if known; otherwise by creation time, after those with the same time. */
function upsertMessage(messages: Message[], message: Message): Message[] {
  const known = messages.findIndex((other) => other.id === message.id);
  if (known >= 0) return messages.with(known, message);
  const before = messages.findLastIndex((other) => other.created_at <= message.created_at);
  return messages.toSpliced(before + 1, 0, message);
}

/** Newest first. */
function upsertVersion(versions: Version[], version: Version): Version[] {
  const known = versions.findIndex((other) => other.id === version.id);
  if (known >= 0) return versions.with(known, version);
  const older = versions.findIndex((other) => other.created_at <= version.created_at);
  return older < 0 ? [...versions, version] : versions.toSpliced(older, 0, version);
}
