// What must hold in every history, whatever happened in it. After each command, and at the end of all of them.
import type { Command, Effect } from "../../src/hub/core/commands.ts";
import { maxFruitlessStarts, maxStartDelayMs, maxWaitingRuns } from "../../src/hub/core/limits.ts";
import type { Run } from "../../src/hub/core/records.ts";
import { findRun, type HubState, isAlive } from "../../src/hub/core/state.ts";
import { type LogEvent, terminalTypes } from "../../src/protocol/events.ts";
import type { SimulatedHub } from "./hub.ts";
import type { Database } from "./outside.ts";
import type { People, Viewer } from "./people.ts";
import { type Call, tokensOf } from "./runner.ts";

/** The longest pause that anything asks for, with room. */
const alarmMaxMs = 16 * 60_000;

export interface ObservedStep {
  before: HubState;
  command: Command;
  after: HubState;
  effects: readonly Effect[];
  /** The command comes of a stream that does not count any more, as the world knows. */
  stale: boolean;
  /** How long until the alarm rings, milliseconds; null when none is armed. */
  alarmInMs: number | null;
  /** The hub's own clock. */
  nowMs: number;
}

export interface Checks {
  readonly violations: string[];
  step(step: ObservedStep): void;
  /** An app that was deleted forgets what was told of it. */
  forget(): void;
  /** Every event that was ever told, pruned or not. */
  readonly told: readonly LogEvent[];
}

export function createChecks(): Checks {
  const violations: string[] = [];
  let told: LogEvent[] = [];
  let over = new Map<string, string>();
  /** As viewers were told last. */
  const positions = new Map<string, number>();

  function event(entry: LogEvent): void {
    const last = told.at(-1)?.seq ?? 0;
    if (entry.seq !== last + 1) violations.push(`seq ${entry.seq} follows ${last}`);
    told.push(entry);
    const { version_id: runId } = entry;
    if (runId === undefined) return;
    const end = over.get(runId);
    if (end !== undefined) violations.push(`${entry.type} of ${runId} comes after its ${end}`);
    if (terminalTypes.has(entry.type)) over.set(runId, entry.type);
    if (entry.type === "version.queued") positions.set(runId, entry.position);
  }

  return {
    violations,
    get told() {
      return told;
    },
    forget() {
      told = [];
      over = new Map();
    },
    step({ before, command, after, effects, stale, alarmInMs, nowMs }) {
      if ((after.runs.length > 0 || after.appChange) && (alarmInMs === null || alarmInMs > alarmMaxMs)) {
        violations.push(`after ${command.type}: something is not finished and no alarm rings soon`);
      }
      for (const effect of effects) {
        switch (effect.type) {
          case "append":
            effect.events.forEach(event);
            if (stale) violations.push(`a stream that does not count any more told ${effect.events[0]?.type}`);
            break;
          case "add_checkpoint":
          case "release":
            if (stale) violations.push(`a stream that does not count any more caused ${effect.type}`);
            break;
          case "start_runner": {
            if (before.volatile.reader) violations.push(`${effect.runId} starts while ${before.volatile.reader.runId} is read`);
            const ahead = before.runs.find((run) => run.id !== effect.runId && run.position < positionOf(before, effect.runId));
            if (ahead) violations.push(`${effect.runId} starts before ${ahead.id}, which came first`);
            const { notBeforeMs = 0 } = findRun(before, effect.runId) ?? {};
            if (notBeforeMs > nowMs && notBeforeMs - nowMs <= maxStartDelayMs)
              violations.push(`${effect.runId} starts before its pause is over`);
            break;
          }
        }
      }
      if (stale && after.volatile.reader !== before.volatile.reader)
        violations.push(`the end of a stream that does not count any more ended another`);
      if (after.runs.length > maxWaitingRuns + 1 + after.runs.filter((run) => run.submission.userMessageId === null).length) {
        violations.push("more runs wait than may");
      }
      const answers = after.runs.flatMap((run) => run.submission.userMessageId ?? []);
      if (new Set(answers).size < answers.length) violations.push("two runs work on the same message");
      for (const [index, run] of after.runs.entries()) {
        if (run.rowsStored && run.state === "queued" && positions.get(run.id) !== index)
          violations.push(`viewers see ${run.id} at ${positions.get(run.id)}, not ${index}`);
      }
      if (command.type === "dead_letter") {
        const run = findRun(before, command.pointer.run_id);
        const present = run?.dispatch === command.pointer.dispatch && before.volatile.reader?.runId !== run.id;
        if (run && !run.outcome && !present && findRun(after, run.id)?.outcome)
          violations.push(`a dead letter of the past ended ${run.id}`);
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
  /** How many calls there had been when the app was deleted; null when it was not. */
  callsAtDeletion: number | null;
}

/** After the storm: everything has come to its end, and hub, D1, viewers and provider agree on it. */
export function endViolations({ hub, database, people, viewers, calls, told, callsAtDeletion }: End): string[] {
  const { stored } = hub;
  const found: string[] = [];
  const say = (text: string) => void found.push(text);
  for (const call of calls) {
    if (call.keptAfter === null && !call.cutOff && !call.stale)
      say(`round ${call.round} of ${call.runId} was paid and lost, and nothing cut it off`);
  }
  if (callsAtDeletion !== null && calls.slice(callsAtDeletion).some((call) => !call.stale))
    say("a model was asked for an app that was deleted");
  if (!isAlive(stored.kept)) {
    if (stored.kept.appId !== null && !stored.kept.rowDeletions) say("the app was deleted and its rows are still there");
    if (database.versions.size + database.messages.size + database.apps.size > 0) say("rows are left of a deleted app");
    return found;
  }
  for (const run of stored.kept.runs)
    say(`${run.id} has not ended: ${run.state}, ${run.epoch} starts, outcome ${run.outcome?.status}`);

  for (const run of hub.ended.values()) checkRun(run, { database, told, calls, people }, say);
  for (const id of database.versions.keys()) if (!hub.ended.has(id)) say(`D1 knows version ${id} and the hub does not`);
  const numbers = [...database.versions.values()].flatMap((row) => row.number ?? []).sort((a, b) => a - b);
  if (numbers.some((number, index) => number !== index + 1)) say(`version numbers are ${numbers.join(", ")}`);

  const name = [...database.apps.values()][0]?.name;
  // The person's, unless a run that came later has renamed it.
  if (people.named && name !== people.named.name && (name === undefined || !hub.ended.has(name) || people.named.runs.has(name)))
    say(`the app is called ${name}, and a person had called it ${people.named.name}`);
  const lastTold = told.findLast((event) => event.type === "app.updated");
  if (lastTold && lastTold.app.name !== name) say(`the app is called ${name}, and viewers were told ${lastTold.app.name}`);
  if (stored.kept.appChange) say("a change of the app has never been stored");

  for (const [key, runId] of people.answered)
    if (!hub.ended.has(runId)) say(`key ${key} was answered with run ${runId}, which is not there`);
  if (stored.keys.size > 0 || stored.kept.keys !== null) say("keys are kept for longer than their life");
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
  { database, told, calls, people }: Pick<End, "database" | "told" | "calls" | "people">,
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
  const complete = kept.filter((call) => !call.last);
  if (new Set(complete.map(({ round }) => round)).size !== complete.length) say(`${run.id} paid a complete round twice`);
  for (const { round, keptAfter } of complete) {
    const again = calls.slice(keptAfter ?? 0).some((call) => call.runId === run.id && call.round === round && !call.stale);
    if (again) say(`${run.id} asked for round ${round} again after it was complete`);
  }
  for (const round of new Set(mine.map((call) => call.round))) {
    const tries = mine.filter((call) => call.round === round && !call.stale).length;
    // The start that got to the round, and those that did not get any further.
    if (tries > maxFruitlessStarts + 1) say(`${run.id} asked ${tries} times for round ${round}`);
  }
  // What we say was paid is what the provider answered and we took.
  if (row?.ending && tokensOf(row.ending) !== kept.length)
    say(`${run.id} says that it paid ${tokensOf(row.ending)} and paid ${kept.length}`);
  if (status === "completed" || status === "failed") checkText(run, complete, told, say);

  for (const message of run.submission.messages) {
    if (run.removed && database.messages.has(message.id)) say(`message ${message.id} was taken back and is in D1`);
    const text = people.edited.get(message.id);
    if (text !== undefined && !run.removed && database.messages.get(message.id) !== text)
      say(`D1 has an old text of ${message.id}`);
  }
}

/** What viewers see at the end of the rounds that count: each once, without what was taken back. */
function checkText(run: Run, complete: readonly Call[], told: readonly LogEvent[], say: (text: string) => void): void {
  const shown = new Map<number, number>();
  for (const event of told) {
    if (event.version_id !== run.id) continue;
    if (event.type === "text.delta") shown.set(event.round, (shown.get(event.round) ?? 0) + 1);
    if (event.type === "round.reset") for (const round of shown.keys()) if (round >= event.round) shown.delete(round);
  }
  for (const { round } of complete)
    if (shown.get(round) !== 1) say(`viewers see round ${round} of ${run.id} ${shown.get(round) ?? 0} times`);
}
