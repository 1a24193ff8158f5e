// All checks of a world whose runs are over: app by app, its three clients, its log, its calls, and what the API says.
import { setTimeout as sleep } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { createClient } from "../../scripts/smoke/client.ts";
import { type AppState, fromSnapshot, initialState, liveFiles, reduce } from "../../src/web/model/index.ts";
import { appProblems, expectedFiles, expectedStatus, readSnapshot } from "./check-app.ts";
import { callProblems } from "./check-calls.ts";
import { firstDifference, runLogProblems } from "./check-log.ts";
import { nameOf } from "./plan.ts";
import { joinLate, type Watcher } from "./watchers.ts";
import type { RunRecord, World } from "./world.ts";

/** Clients of one app may be this far apart in time, milliseconds; none of them waits for anything then. */
const catchUpMaxMs = 30_000;
const lookMs = 50;

export async function checkAll(world: World): Promise<void> {
  for (const what of world.book.strange) world.problem(what);
  for (const [app, { appId, watching }] of world.watchers) await checkApp(world, app, appId, watching);
}

async function checkApp(world: World, app: number, appId: string, watching: Watcher[]): Promise<void> {
  const { site, key, seed } = world;
  const runs = [...world.runs.values()].filter(({ plan }) => plan.app === app);
  const onProblem = (what: string) => world.problem(`app ${app}: ${what}`);
  const client = createClient(site.url, key);
  const snapshot = await readSnapshot(client, appId);
  const late = joinLate({ site, key, appId, onEvent: () => {}, onProblem });
  const clients = [...watching, late];
  await caughtUp(clients);
  late.close();

  for (const { name, events } of watching) {
    const difference = firstDifference(events, late.events);
    if (difference) onProblem(`${name} and ${late.name} hold different logs: ${difference}`);
  }
  for (const what of await appProblems(client, seed, runs, snapshot)) onProblem(what);
  const states = clients.map(({ events }) => events.reduce(reduce, initialState));
  const joined = late.events.reduce(reduce, fromSnapshot(snapshot));
  for (const [at, state] of [...states, joined].entries()) {
    if (!isDeepStrictEqual(state, states[0]))
      onProblem(`client ${at + 1} is in another state than client 1: ${whereDifferent(state, states[0])}`);
  }
  for (const run of runs) checkRun(world, run, late, joined, onProblem);
}

function checkRun(world: World, run: RunRecord, late: Watcher, state: AppState, onProblem: (what: string) => void): void {
  const name = nameOf(run.plan);
  const versionId = run.submitted?.versionId ?? "";
  const completed = expectedStatus(run) === "completed";
  const problems = [
    ...runLogProblems(late.events, versionId),
    ...callProblems(
      {
        calls: world.book.calls.filter((call) => call.run === name),
        rounds: run.plan.rounds,
        completed,
        cancelledInLife: run.cancelled && expectedStatus(run) === "cancelled" ? run.cancelled.life : null,
        killedAtMs: (life) => world.kills[life - 1]?.atMs ?? Number.POSITIVE_INFINITY,
        endedAtMs: world.ended.get(versionId) ?? Number.POSITIVE_INFINITY,
      },
      world.repeats,
    ),
    ...(completed ? streamProblems(world, run, state) : []),
  ];
  for (const what of problems) onProblem(`run ${name}: ${what}`);
}

/** What viewers saw being written is what there is, resets and repeats included. */
function streamProblems(world: World, { plan, submitted }: RunRecord, state: AppState): string[] {
  const number = state.versions.find(({ id }) => id === submitted?.versionId)?.number ?? 0;
  const runs = [...world.runs.values()].filter((other) => other.plan.app === plan.app);
  const versions = expectedFiles(world.seed, runs);
  const run = state.runs[submitted?.versionId ?? ""];
  const live = run ? liveFiles(run, (path) => versions[number - 2]?.get(path) ?? null) : [];
  if (live.length === 0) return ["no file was seen being written"];
  return live
    .filter(({ path, text }) => text !== versions[number - 1]?.get(path))
    .map(({ path, text }) => `${path} was streamed as ${JSON.stringify(text)}`);
}

/** Until all clients hold the same number of events; what is missing after that shows as a difference. */
async function caughtUp(clients: Watcher[]): Promise<void> {
  const deadline = Date.now() + catchUpMaxMs;
  const lengths = () => new Set(clients.map(({ events }) => events.length));
  while ((lengths().size > 1 || lengths().has(0)) && Date.now() < deadline) await sleep(lookMs);
}

function whereDifferent(one: AppState, other: AppState | undefined): string {
  const fields = ["app", "last_seq", "messages", "versions", "runs"] as const;
  const different = fields.filter((field) => !isDeepStrictEqual(one[field], other?.[field]));
  return different
    .map((field) => `${field}: ${JSON.stringify(one[field])}, for the other ${JSON.stringify(other?.[field])}`)
    .join("; ");
}
