// Who uses the simulated app: two people who send, repeat, change, take back, stop and try again, and three viewers whose connections drop.
import type { SubmitInput } from "../../src/hub/contract/requests.ts";
import { findRun } from "../../src/hub/core/state.ts";
import type { LogEvent } from "../../src/protocol/events.ts";
import type { HubWorld, SimulatedHub } from "./hub.ts";

export const appId = "app";
const origin = "http://localhost";
const betweenActionsMaxMs = 25_000;
const repeatAfterMaxMs = 6_000;

export interface People {
  /** Run by idempotency key, as it was answered. */
  readonly answered: ReadonlyMap<string, string>;
  /** Runs whose cancel was taken before they were over. */
  readonly stopped: ReadonlySet<string>;
  /** Texts of waiting messages as they were changed last, by message. */
  readonly edited: ReadonlyMap<string, string>;
  /** The name that a person gave the app last, and the runs that were there then; null when nobody knows whether it was taken. */
  readonly named: { name: string; runs: ReadonlySet<string> } | null;
  readonly violations: string[];
  begin(untilMs: number): void;
}

export function createPeople(host: HubWorld, hub: SimulatedHub): People {
  const { world } = host;
  const answered = new Map<string, string>();
  const stopped = new Set<string>();
  const edited = new Map<string, string>();
  const violations: string[] = [];
  let named: People["named"] = null;
  let names = 0;
  const name = (kind: string) => `${kind}-${++names}`;

  /** A person repeats what was not answered, with the same key; a command that died may have been taken. */
  function submit(key: string, content: string) {
    const known = hub.stored.keys.get(key) ?? null;
    const app = hub.state.appId === null ? { name: "App", nameGiven: false } : null;
    const input: SubmitInput = {
      appId,
      userId: "user",
      app,
      content,
      mode: world.chance(0.1) ? "ask" : "build",
      model: "",
      origin,
      idempotency: { key, request: content },
    };
    const ids = { runId: name("run"), userMessageId: name("user"), assistantMessageId: name("assistant") };
    const result = hub.do({ type: "submit", input, ids, known });
    if (result === "died") return world.after(world.between(1, repeatAfterMaxMs), () => submit(key, content));
    if (result !== "taken") {
      if (result.code === "idempotency_mismatch") violations.push(`the same request under key ${key} was refused`);
      return;
    }
    const { runId = "none", submitted } = hub.stored.keys.get(key) ?? {};
    if (!submitted && !findRun(hub.stored.kept, runId)) violations.push(`key ${key} cannot be answered with run ${runId}`);
    const before = answered.get(key);
    if (before !== undefined && before !== runId) violations.push(`key ${key} was answered ${before} and then ${runId}`);
    answered.set(key, runId);
    if (world.chance(0.3)) world.after(world.between(1, repeatAfterMaxMs), () => submit(key, content));
  }

  function retry() {
    const old = world.pick([...hub.ended.values()].filter((run) => run.outcome?.status !== "completed" && !run.removed));
    const { userMessageId } = old?.submission ?? {};
    const userMessage = [...hub.ended.values()]
      .flatMap((run) => run.submission.messages)
      .find((message) => message.id === userMessageId);
    if (!old || !userMessage) return;
    const ids = { runId: name("run"), assistantMessageId: name("assistant") };
    const input = { appId, versionId: old.id, model: "", origin, idempotency: null };
    const tried = { runId: old.id, isOver: true, isComplete: false, mode: old.mode, userMessage };
    hub.do({ type: "retry", input, old: tried, ids, known: null });
  }

  function cancel() {
    const run = world.pick(hub.state.runs);
    if (!run) return;
    const wasOver = run.outcome !== null;
    const result = hub.do({ type: "cancel", runId: run.id });
    // Also when the object died with it: what is stored is over, answered or not.
    const now = findRun(hub.stored.kept, run.id) ?? hub.ended.get(run.id);
    if (!wasOver && result !== "died" && now?.outcome?.status !== "cancelled")
      violations.push(`${run.id} was cancelled and is not`);
    if (!wasOver && now?.outcome?.status === "cancelled") stopped.add(run.id);
  }

  function change() {
    const run = world.pick(hub.state.runs);
    const message = run?.submission.messages.find(({ role }) => role === "user");
    if (!run || !message) return;
    const waits = run.epoch === 0 && run.outcome === null;
    const content = name("edited");
    const messageId = message.id;
    const removes = world.chance(0.5);
    const result = hub.do(removes ? { type: "remove_message", messageId } : { type: "edit_message", messageId, content });
    if (result === "taken" && !waits) violations.push(`${messageId} was changed while its run was at work`);
    if (removes) return;
    if (result === "taken") edited.set(messageId, content);
    // Nobody knows which text it has.
    else if (result === "died") edited.delete(messageId);
  }

  function rename() {
    const wanted = name("name");
    const result = hub.do({ type: "update_app", fields: { name: wanted }, origin });
    const runs = new Set([...hub.stored.kept.runs.map(({ id }) => id), ...hub.ended.keys()]);
    if (result === "taken") named = { name: wanted, runs };
    // Nobody knows whether it was taken.
    else if (result === "died") named = null;
  }

  function restore() {
    const input = {
      appId,
      origin,
      kind: "restore" as const,
      summary: "",
      written: [{ path: "a", sha256: "0", size: 1 }],
      modified: [],
      libraries: {},
      problems: [],
      deleted: [],
      expectedNumber: hub.state.number ?? 0,
      idempotency: null,
    };
    hub.do({ type: "commit_files", runId: name("commit"), input, known: null });
  }

  function act() {
    const dice = world.random();
    if (dice < 0.45) submit(name("key"), name("say"));
    else if (dice < 0.6) cancel();
    else if (dice < 0.75) retry();
    else if (dice < 0.87) change();
    else if (dice < 0.91) restore();
    else if (dice < 0.96) rename();
    else hub.do({ type: "wake" });
  }

  return {
    answered,
    stopped,
    edited,
    get named() {
      return named;
    },
    violations,
    begin(untilMs) {
      submit(name("key"), name("say"));
      for (const _ of ["one", "the other"]) {
        const again = () => {
          if (world.nowMs >= untilMs) return;
          act();
          world.after(world.between(1, betweenActionsMaxMs), again);
        };
        world.after(world.between(1, betweenActionsMaxMs), again);
      }
    },
  };
}

/** A viewer: sees what is broadcast while connected, and resumes by `seq` when not. */
export interface Viewer {
  readonly seen: LogEvent[];
  /** Its log was reset: it holds what came after. */
  floor: number;
  connected: boolean;
  receive(events: readonly LogEvent[]): void;
  connect(hub: SimulatedHub): void;
}

export function createViewer(): Viewer {
  const viewer: Viewer = {
    seen: [],
    floor: 0,
    connected: false,
    receive(events) {
      if (viewer.connected) viewer.seen.push(...events);
    },
    connect({ stored }) {
      viewer.connected = true;
      const last = viewer.seen.at(-1)?.seq ?? viewer.floor;
      if (last < stored.kept.floor) {
        viewer.seen.length = 0;
        viewer.floor = stored.kept.floor;
      }
      const after = viewer.seen.at(-1)?.seq ?? viewer.floor;
      viewer.seen.push(...stored.log.filter((event) => event.seq > after));
    },
  };
  return viewer;
}
