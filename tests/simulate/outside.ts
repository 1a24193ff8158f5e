// D1 and the queue of the simulated world: writes that fail before or after they took effect, messages that are lost, doubled, late or dead.

import type { RunPointer } from "../../src/hub/contract/run-stream.ts";
import type { Told } from "../../src/hub/core/commands.ts";
import { workMaxMs as patienceMs } from "../../src/hub/core/limits.ts";
import type { Work } from "../../src/hub/core/state.ts";
import { endingRows, submissionRows } from "../../src/hub/d1/rows.ts";
import type { App } from "../../src/protocol/resources.ts";
import type { Ending } from "../../src/store/commit.ts";
import { presentVersion } from "../../src/store/present.ts";
import type { HubWorld, SimulatedHub } from "./hub.ts";

/** Nobody looks at when an app of this world was made. */
const epoch = new Date(0).toISOString();

export interface Database {
  apps: Map<string, { name: string; revision: number }>;
  /** Text by id. */
  messages: Map<string, string>;
  revisions: Map<string, number>;
  versions: Map<string, { status: string; number: number | null; ending: Ending | null }>;
  violations: string[];
}

export const emptyDatabase = (): Database => ({
  apps: new Map(),
  messages: new Map(),
  revisions: new Map(),
  versions: new Map(),
  violations: [],
});

const workMaxMs = 400;
const lateMaxMs = 3 * patienceMs;
/** A message that cannot be delivered is tried again, so often. */
const deliveries = 3;

/** Does a piece of work some time from now, unless the world has other plans, and tells the hub if it still lives then. */
export function carryOut(work: Work, life: number, host: HubWorld, hub: SimulatedHub, database: Database): void {
  const { world } = host;
  const takesEffect = !world.chance(host.faults.workFails);
  const isAnswered = takesEffect && !world.chance(host.faults.answerLost);
  const isLate = world.chance(host.faults.workLate);
  if (isLate || world.chance(host.faults.workUnanswered)) {
    // The shell waits no longer than this; what was begun may still take effect.
    world.after(patienceMs, () => life === hub.life && hub.do({ type: "work_failed", error: "no answer" }));
    if (isLate) world.after(world.between(1, lateMaxMs), () => effectOf(work, host, hub, database));
    return;
  }
  world.after(world.between(1, workMaxMs), () => {
    const told = takesEffect ? effectOf(work, host, hub, database) : null;
    world.note(
      () => `${work.type} ${takesEffect ? "takes effect" : "fails"}${takesEffect && !isAnswered ? ", answer lost" : ""}`,
    );
    // What a dead object had begun may take effect, but nobody hears of it.
    if (life !== hub.life) return;
    world.after(world.between(0, 20), () => {
      if (life !== hub.life) return;
      hub.do(isAnswered ? { type: "work_done", told } : { type: "work_failed", error: "D1 says no" });
    });
  });
}

function effectOf(work: Work, host: HubWorld, hub: SimulatedHub, database: Database): Told | null {
  switch (work.type) {
    case "store_rows": {
      const { app, messages, version } = submissionRows(work.run);
      if (app && !database.apps.has(app.id)) database.apps.set(app.id, { name: app.name, revision: 0 });
      // A foreign key: rows of an app that is not there are refused.
      if (!database.apps.has(version.appId)) return null;
      const isOver = database.versions.get(version.id)?.ending != null;
      for (const row of messages)
        if (!isOver && !database.messages.has(row.id)) {
          database.messages.set(row.id, row.content);
          database.revisions.set(row.id, row.revision);
        }
      if (!database.versions.has(version.id))
        database.versions.set(version.id, { status: "pending", number: null, ending: null });
      return null;
    }
    case "store_message":
      if (database.messages.has(work.messageId) && (database.revisions.get(work.messageId) ?? 0) < work.revision) {
        database.messages.set(work.messageId, work.content);
        database.revisions.set(work.messageId, work.revision);
      }
      return null;
    case "store_start": {
      const row = database.versions.get(work.run.id);
      if (row?.status === "pending") row.status = "in_progress";
      return null;
    }
    case "commit":
      return commit(work, database);
    case "store_app": {
      const row = database.apps.get(work.appId);
      if (row && row.revision < work.revision) {
        row.revision = work.revision;
        row.name = work.change.fields.name ?? row.name;
      }
      return { type: "store_app", app: appOf(work.appId, database) };
    }
    case "send":
      send(work.pointer, host, hub);
      return null;
    case "delete_rows":
      database.apps.clear();
      database.messages.clear();
      database.versions.clear();
      return null;
  }
}

/** An app as viewers are told of it; only its name matters here. */
function appOf(id: string, database: Database): App | null {
  const row = database.apps.get(id);
  if (!row) return null;
  const unchanged = {
    description: "",
    model: "",
    status: "ready",
    current_version: null,
    does_not_load: false,
    public_values: {},
    preview_url: null,
  } as const;
  return { id, name: row.name, ...unchanged, created_at: epoch, updated_at: epoch };
}

/** What must be the same however often a run is committed: the name it gives is left out when a person has named the app since. */
const lasting = ({ appName: _, ...ending }: Ending) => JSON.stringify(ending);

function commit({ run }: Extract<Work, { type: "commit" }>, database: Database): Told {
  // A foreign key, as above.
  const { appId } = run.submission;
  const app = database.apps.get(appId);
  const ending = endingRows(run, () => "what was seen");
  const { number, status } = ending.version;
  const before = database.versions.get(run.id);
  if (before?.ending && lasting(before.ending) !== lasting(ending)) {
    database.violations.push(`run ${run.id} was committed twice, differently`);
  }
  for (const [id, other] of database.versions) {
    if (number !== null && id !== run.id && other.number === number) database.violations.push(`version ${number} exists twice`);
  }
  if (app && ending.appName !== null && !before?.ending) app.name = ending.appName;
  if (app) database.versions.set(run.id, { status, number, ending });
  if (app && ending.assistantMessage) database.messages.set(ending.assistantMessage.id, ending.assistantMessage.content);
  for (const id of ending.removedMessages) database.messages.delete(id);
  const version = presentVersion({ ...ending.version, previewKey: "key" }, (key, ref) => `${key}/${ref}`);
  return { type: "commit", version, assistant: null, app: appOf(appId, database) };
}

function send(pointer: RunPointer, host: HubWorld, hub: SimulatedHub) {
  const { world } = host;
  if (world.chance(host.faults.messageLost)) return world.note(() => `message ${pointer.dispatch} is lost`);
  const copies = world.chance(host.faults.messageDoubled) ? 2 : 1;
  for (let copy = 0; copy < copies; copy += 1) deliver(pointer, 1, host, hub);
}

function deliver(pointer: RunPointer, attempt: number, host: HubWorld, hub: SimulatedHub) {
  const { world } = host;
  world.after(world.between(1, host.faults.messageDelayMaxMs), () => {
    if (world.chance(host.faults.messageDead)) return void hub.do({ type: "dead_letter", pointer });
    if (hub.do({ type: "start", pointer }) !== "died") return;
    if (attempt < deliveries) deliver(pointer, attempt + 1, host, hub);
    else hub.do({ type: "dead_letter", pointer });
  });
}
