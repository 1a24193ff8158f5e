// Random logs as a hub would write them, with the API's answers at any point of them: what a viewer meets, whenever it comes.

import fc from "fast-check";
import { emptyMetadata } from "../../src/hub/d1/rows.ts";
import type { HubEvent, LogEvent, RunEvent } from "../../src/protocol/events.ts";
import type { App, Message, Version } from "../../src/protocol/resources.ts";
import type { Snapshot } from "../../src/web/model/index.ts";

const appId = "app";
const startMs = Date.UTC(2026, 0, 1);
const iso = (step: number) => new Date(startMs + step * 1000).toISOString();

export interface Play {
  log: LogEvent[];
  /** What the API answers after the first `seq` events, and at the end. */
  snapshotAt: (seq: number) => Snapshot;
}

const text = fc.string({ maxLength: 6 });
const work = fc.array(
  fc.oneof(
    fc.record({ do: fc.constant("prose" as const), pieces: fc.array(text, { maxLength: 4 }) }),
    fc.record({ do: fc.constant("reason" as const), pieces: fc.array(text, { maxLength: 3 }) }),
    fc.record({
      do: fc.constant("write" as const),
      path: fc.constantFrom("index.html", "app.js"),
      pieces: fc.array(text, { maxLength: 5 }),
    }),
    fc.record({
      do: fc.constant("edit" as const),
      path: fc.constantFrom("index.html", "app.js"),
      pieces: fc.array(text, { maxLength: 3 }),
    }),
    fc.record({ do: fc.constant("tool" as const), ok: fc.boolean() }),
    fc.record({ do: fc.constant("stage" as const), percent: fc.nat(100) }),
    fc.record({ do: fc.constant("notice" as const) }),
    fc.record({ do: fc.constant("break" as const) }),
    fc.record({ do: fc.constant("next" as const) }),
  ),
  { maxLength: 14 },
);
const run = fc.record({
  work,
  end: fc.constantFrom("completed" as const, "answered" as const, "failed" as const, "cancelled" as const),
  /** Submitted while the run before it goes on. */
  queued: fc.boolean(),
  /** What happens to the message of a queued one while it waits. */
  edits: fc.array(text, { maxLength: 2 }),
  removed: fc.boolean(),
});

type RunPlan = typeof run extends fc.Arbitrary<infer T> ? T : never;

export const plays: fc.Arbitrary<Play> = fc.array(run, { minLength: 1, maxLength: 4 }).map(play);

function play(plans: RunPlan[]): Play {
  const log: LogEvent[] = [];
  const messages: Message[] = [];
  const versions: Version[] = [];
  let app: App = {
    id: appId,
    name: "App",
    description: "",
    model: "",
    status: "empty",
    current_version: null,
    does_not_load: false,
    public_values: {},
    preview_url: null,
    created_at: iso(0),
    updated_at: iso(0),
  };
  const snapshots: Snapshot[] = [];
  const look = (): Snapshot => structuredClone({ app, messages, versions: versions.toReversed() });
  const put = <T extends { id: string }>(list: T[], entry: T) => {
    const known = list.findIndex(({ id }) => id === entry.id);
    if (known < 0) list.push(entry);
    else list[known] = entry;
  };

  function emit(versionId: string | null, ...events: (RunEvent | HubEvent)[]): void {
    for (const event of events) {
      log.push({ ...event, seq: log.length + 1, at: iso(log.length), ...(versionId === null ? {} : { version_id: versionId }) });
      snapshots.push(look());
    }
  }
  snapshots.push(look());

  const message = (id: string, role: Message["role"], versionId: string, at: string): Message => ({
    id,
    app_id: appId,
    role,
    content: role === "user" ? `do ${id}` : "",
    status: role === "user" ? "completed" : "pending",
    version_id: versionId,
    created_at: at,
  });

  /** Runs that are not over, in order: the first one works. */
  let line: number[] = [];

  function submit(index: number): void {
    const id = `run-${index}`;
    const at = iso(log.length);
    const user = message(`user-${index}`, "user", id, at);
    const assistant = message(`assistant-${index}`, "assistant", id, at);
    put(messages, user);
    put(messages, assistant);
    put(versions, versionOf(id, at));
    app = { ...app, status: "generating" };
    emit(id, { type: "message.created", message: user }, { type: "message.created", message: assistant });
    emit(id, { type: "version.queued", position: line.length });
    line.push(index);
  }

  /** Viewers hear of it before the database does. */
  function edit(index: number, content: string): void {
    const old = messages.find(({ id }) => id === `user-${index}`)!;
    emit(`run-${index}`, { type: "message.updated", message: { ...old, content } });
    put(messages, { ...old, content });
  }

  /** The database is first here, as at every end of a run. */
  function remove(index: number): void {
    const id = `run-${index}`;
    const gone = messages.filter(({ version_id }) => version_id === id);
    messages.splice(0, messages.length, ...messages.filter((entry) => !gone.includes(entry)));
    const at = iso(log.length);
    const { created_at } = versions.find((version) => version.id === id)!;
    put(versions, { ...versionOf(id, created_at), status: "cancelled", completed_at: at });
    app = { ...app, updated_at: at };
    snapshots[log.length] = look();
    emit(id, ...gone.map((entry): HubEvent => ({ type: "message.deleted", message: entry })), { type: "version.cancelled" });
    leaveLine(index);
  }

  function leaveLine(index: number): void {
    line = line.filter((other) => other !== index);
    app = { ...app, status: line.length > 0 ? "generating" : "ready" };
    emit(null, { type: "app.updated", app });
    for (const [position, waiting] of line.entries()) {
      // The one that works is not queued any more.
      if (!started.has(waiting)) emit(`run-${waiting}`, { type: "version.queued", position });
    }
  }

  function finish(index: number, plan: RunPlan, meanwhile: (() => void)[]): void {
    const id = `run-${index}`;
    const at = iso(log.length);
    started.add(index);
    emit(id, { type: "version.started", attempt: 1, provider: "demo", model: "demo", kind: "update" });
    workThrough(plan.work, (event) => {
      emit(id, event);
      meanwhile.shift()?.();
    });
    for (const step of meanwhile) step();
    const status = plan.end === "answered" ? "completed" : plan.end;
    const created = versions.find((version) => version.id === id)?.created_at ?? at;
    const number = plan.end === "completed" ? (app.current_version ?? 0) + 1 : null;
    const version: Version = { ...versionOf(id, created), status, number, completed_at: at };
    if (status === "failed") Object.assign(version, { error_code: "overloaded", error_message: "It broke." });
    put(versions, version);
    const said = { ...message(`assistant-${index}`, "assistant", id, created), content: "said", status };
    put(messages, said);
    app = { ...app, updated_at: iso(log.length), current_version: number ?? app.current_version };
    emit(id, { type: "message.updated", message: said });
    if (status === "failed")
      emit(id, { type: "version.failed", code: "overloaded", message: "It broke.", hint: "Wait.", retryable: true });
    else if (status === "cancelled") emit(id, { type: "version.cancelled" });
    else emit(id, { type: "version.completed", version });
    leaveLine(index);
  }

  const submitted = new Set<number>();
  const started = new Set<number>();
  plans.forEach((plan, index) => {
    if (submitted.has(index) && !line.includes(index)) return;
    if (!submitted.has(index)) submit(index);
    submitted.add(index);
    const meanwhile: (() => void)[] = [];
    const removals: (() => void)[] = [];
    for (let next = index + 1; plans[next]?.queued; next++) {
      if (submitted.has(next)) continue;
      submitted.add(next);
      const { edits, removed } = plans[next]!;
      meanwhile.push(() => submit(next), ...edits.map((content) => () => edit(next, content)));
      // After all are in the line, so that those behind it move up.
      if (removed) removals.push(() => remove(next));
    }
    finish(index, plan, [...meanwhile, ...removals]);
  });
  return { log, snapshotAt: (seq) => structuredClone(snapshots[seq]!) };
}

function workThrough(steps: RunPlan["work"], emit: (event: RunEvent) => void): void {
  let round = 1;
  steps.forEach((step, index) => {
    const block = { round, block_id: `b${index}` };
    const call = { round, call_id: `c${index}` };
    switch (step.do) {
      case "prose":
        emit({ type: "text.start", ...block });
        for (const piece of step.pieces) emit({ type: "text.delta", ...block, text: piece });
        emit({ type: "text.end", ...block });
        break;
      case "reason":
        emit({ type: "reasoning.start", ...block });
        for (const piece of step.pieces) emit({ type: "reasoning.delta", ...block, text: piece });
        emit({ type: "reasoning.end", ...block });
        break;
      case "write":
      case "edit": {
        emit({ type: "file.start", ...call, path: step.path, action: step.do });
        let offset = 0;
        for (const piece of step.pieces) {
          emit({ type: "file.delta", ...call, offset, text: piece, ...(step.do === "edit" ? { remove: 1 } : {}) });
          offset += piece.length;
        }
        emit({ type: "tool.start", ...call, name: `${step.do}_file`, title: step.path });
        emit({ type: "file.end", ...call, path: step.path, size: offset, sha256: "0" });
        emit({ type: "tool.end", ...call, ok: true, detail: "" });
        break;
      }
      case "tool":
        emit({ type: "tool.start", ...call, name: "list_files", title: "List files" });
        emit({ type: "tool.end", ...call, ok: step.ok, detail: "" });
        break;
      case "stage":
        emit({ type: "stage.changed", stage: "coding", index: 2, total: 4, percent: step.percent });
        break;
      case "notice":
        emit({ type: "notice", code: "waiting", message: "It takes long." });
        break;
      case "break":
        emit({ type: "round.reset", round });
        break;
      case "next":
        round += 1;
        break;
    }
  });
}

function versionOf(id: string, at: string): Version {
  return {
    id,
    app_id: appId,
    number: null,
    status: "pending",
    summary: "",
    parent_number: null,
    preview_url: null,
    created_at: at,
    started_at: null,
    completed_at: null,
    error_code: null,
    error_message: null,
    libraries: {},
    problems: [],
    metadata: { ...emptyMetadata, kind: "update" },
  };
}
