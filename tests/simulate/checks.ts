// What must hold in every history, whatever happened in it. After each command, and at the end of all of them.
import type { Command, Effect } from "../../src/hub/core/commands.ts";
import { findRun, type HubState, isAlive, type Run } from "../../src/hub/core/state.ts";
import { type LogEvent, terminalTypes } from "../../src/protocol/events.ts";
import type { SimulatedHub } from "./hub.ts";
import type { Database } from "./outside.ts";
import type { People, Viewer } from "./people.ts";
import type { Call } from "./runner.ts";

/** The longest pause that anything asks for, with room. */
const alarmMaxMs = 16 * 60_000;

export interface Checks {
  readonly violations: string[];
  /** `stale`: the command is a frame of a stream that does not count any more, as the world knows. */
  step(
    before: HubState,
    command: Command,
    after: HubState,
    effects: readonly Effect[],
    stale: boolean,
    /** How long until the alarm rings, milliseconds; null when none is armed. */
    alarmInMs: number | null,
  ): void;
  /** An app that was deleted forgets what was told of it. */
  forget(): void;
  /** Every event that was ever told, pruned or not. */
  readonly told: readonly LogEvent[];
}

export function createChecks(): Checks {
  const violations: string[] = [];
  let told: LogEvent[] = [];
  let over = new Map<string, string>();
  let started: string[] = [];

  function event(entry: LogEvent): void {
    const last = told.at(-1)?.seq ?? 0;
    if (entry.seq !== last + 1) violations.push(`seq ${entry.seq} follows ${last}`);
    told.push(entry);
    const { version_id: runId } = entry;
    if (runId === undefined) return;
    const end = over.get(runId);
    if (end !== undefined) violations.push(`${entry.type} of ${runId} comes after its ${end}`);
    if (terminalTypes.has(entry.type)) over.set(runId, entry.type);
  }

  return {
    violations,
    get told() {
      return told;
    },
    forget() {
      told = [];
      over = new Map();
      started = [];
    },
    step(before, command, after, effects, stale, alarmInMs) {
      if (after.runs.length > 0 && (alarmInMs === null || alarmInMs > alarmMaxMs)) {
        violations.push(`after ${command.type}: a run is not finished and no alarm rings soon`);
      }
      for (const effect of effects) {
        switch (effect.type) {
          case "append":
            effect.events.forEach(event);
            if (stale) violations.push(`a stream that does not count any more told ${effect.events[0]?.type}`);
            break;
          case "add_checkpoint":
          case "archive":
            if (stale) violations.push(`a stream that does not count any more caused ${effect.type}`);
            break;
          case "start_runner": {
            if (before.volatile.reader) violations.push(`${effect.runId} starts while ${before.volatile.reader.runId} is read`);
            const ahead = before.runs.find((run) => run.id !== effect.runId && run.position < positionOf(before, effect.runId));
            if (ahead) violations.push(`${effect.runId} starts before ${ahead.id}, which came first`);
            started.push(effect.runId);
            break;
          }
        }
      }
      for (const run of before.runs) {
        const now = findRun(after, run.id);
        if (run.outcome && now && now.outcome !== run.outcome) violations.push(`${run.id} ended twice`);
      }
    },
  };
}

const positionOf = (state: HubState, runId: string) => findRun(state, runId)?.position ?? 0;

export interface End {
  hub: SimulatedHub;
  database: Database;
  people: People;
  viewers: readonly Viewer[];
  calls: readonly Call[];
  told: readonly LogEvent[];
  /** Deaths of the object and of runners, cancels and deletions: each may have cost one round. */
  interruptions: ReadonlyMap<string, number>;
}

/** After the storm: everything has come to its end, and hub, D1, viewers and provider agree on it. */
export function endViolations({ hub, database, people, viewers, calls, told, interruptions }: End): string[] {
  const { stored } = hub;
  const found: string[] = [];
  const say = (text: string) => void found.push(text);
  if (!isAlive(stored.kept)) {
    if (stored.kept.appId !== null && !stored.kept.rowsDeleted) say("the app was deleted and its rows are still there");
    if (database.versions.size + database.messages.size + database.apps.size > 0) say("rows are left of a deleted app");
    return found;
  }
  for (const run of stored.kept.runs)
    say(`${run.id} has not ended: ${run.state}, ${run.epoch} starts, outcome ${run.outcome?.status}`);

  const runs = [...stored.archived.values()];
  for (const run of runs) checkRun(run, { database, told, calls, interruptions, people }, say);
  for (const id of database.versions.keys()) if (!stored.archived.has(id)) say(`D1 knows version ${id} and the hub does not`);
  const numbers = [...database.versions.values()].flatMap((row) => row.number ?? []).sort((a, b) => a - b);
  if (numbers.some((number, index) => number !== index + 1)) say(`version numbers are ${numbers.join(", ")}`);

  for (const [key, runId] of people.answered)
    if (!stored.archived.has(runId)) say(`key ${key} was answered with run ${runId}, which is not there`);
  const kept = new Set([...stored.checkpoints].filter(([, rounds]) => rounds.size > 0).map(([runId]) => runId));
  for (const runId of kept) if (runId !== stored.kept.resumable?.runId) say(`checkpoints of ${runId} are left behind`);

  for (const [index, viewer] of viewers.entries()) {
    const expected = told.filter((event) => event.seq > viewer.floor);
    if (JSON.stringify(viewer.seen) !== JSON.stringify(expected)) say(`viewer ${index} has another log`);
  }
  return found;
}

function checkRun(
  run: Run,
  { database, told, calls, interruptions, people }: Pick<End, "database" | "told" | "calls" | "interruptions" | "people">,
  say: (text: string) => void,
): void {
  const status = run.outcome?.status;
  const row = database.versions.get(run.id);
  if (row?.status !== status) say(`${run.id} is ${status} for the hub and ${row?.status} for D1`);
  const terminal = told.filter((event) => event.version_id === run.id && terminalTypes.has(event.type));
  if (terminal.length !== 1 || terminal[0]?.type !== `version.${status}`) {
    say(`${run.id} is ${status} and viewers were told ${terminal.map(({ type }) => type).join(", ") || "nothing"}`);
  }
  if (people.stopped.has(run.id) && (status !== "cancelled" || run.number !== null))
    say(`${run.id} was stopped and is ${status}`);

  const mine = calls.filter((call) => call.runId === run.id);
  const kept = mine.filter((call) => call.keptAfter !== null);
  if (new Set(kept.map(({ round }) => round)).size !== kept.length) say(`${run.id} paid a complete round twice`);
  for (const { round, keptAfter } of kept) {
    const again = calls.slice(keptAfter ?? 0).some((call) => call.runId === run.id && call.round === round && !call.stale);
    if (again) say(`${run.id} asked for round ${round} again after it was complete`);
  }
  // What we say was paid is what the provider answered; everything else that it saw was cut off by something.
  if (row?.ending && row.ending.rounds.length !== kept.length)
    say(`${run.id} says ${row.ending.rounds.length} rounds and completed ${kept.length}`);
  const lost = mine.length - kept.length;
  if (lost > (interruptions.get(run.id) ?? 0))
    say(`${run.id} lost ${lost} rounds to ${interruptions.get(run.id) ?? 0} interruptions`);

  for (const message of run.submission.messages) {
    if (run.removed && database.messages.has(message.id)) say(`message ${message.id} was taken back and is in D1`);
    const text = people.edited.get(message.id);
    if (text !== undefined && !run.removed && database.messages.get(message.id) !== text)
      say(`D1 has an old text of ${message.id}`);
  }
}
