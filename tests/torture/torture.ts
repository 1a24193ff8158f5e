// Lives of a real server under work, each ended by SIGKILL, and one more in which everything may come to its end. Then the checks.
import { setTimeout as sleep } from "node:timers/promises";
import { createKey } from "../../scripts/smoke/client.ts";
import { type LogEvent, terminalTypes } from "../../src/protocol/events.ts";
import { startFakeProvider } from "../fakes/provider.ts";
import type { Moment } from "../fakes/scenario.ts";
import { type Call, openCallBook } from "./calls.ts";
import { checkAll } from "./check-all.ts";
import { noRepeats } from "./check-calls.ts";
import { createPerson, type Person } from "./person.ts";
import { type Aim, makePlan, nameOf, type PlannedLife, type PlannedRun } from "./plan.ts";
import { createRecovery } from "./recovery.ts";
import { openSite } from "./site.ts";
import { aimAt, type Trigger } from "./trigger.ts";
import { watchByServerSentEvents, watchBySocket } from "./watchers.ts";
import { cancellable, heads, isUnderWay, type RunRecord, stalledRuns, type World } from "./world.ts";

export interface TortureOptions {
  seed: number;
  kills: number;
  print(line: string): void;
}

export interface TortureResult extends World {
  seconds: number;
}

/** A pause between pieces, so that a round lasts a few tenths of a second and there is something to hit, milliseconds. */
const pieceDelayMs = 4;
/** No event in any app for so long: what is not over then hangs. Longer than a dispatch that was lost three times in a row waits. */
const silenceMaxMs = 180_000;
const lookMs = 250;
/** A difference may hold whole logs; its beginning says where to look. */
const problemMaxCharacters = 2_000;
/** A run gives up after five starts without a new round; kills wait for progress before they bring one there. */
const fruitlessKillsMax = 3;

export async function torture({ seed, kills, print }: TortureOptions): Promise<TortureResult> {
  const beganMs = Date.now();
  const plan = makePlan(seed, kills);
  let onMoment = (_moment: Moment, _call: Call): void => {};
  const life = { number: 0 };
  const book = openCallBook(
    seed,
    plan.flatMap(({ runs }) => runs),
    () => life.number,
    (moment, call) => onMoment(moment, call),
  );
  const provider = await startFakeProvider({ script: book.script, observe: book.observe, pieceDelayMs });
  const site = await openSite({ OPENAI_API_KEY: "sk-torture-0123456789abcdef", OPENAI_BASE_URL: provider.url });
  const problems: string[] = [];
  const world: World = {
    ...{ seed, site, book, problems, key: "" },
    ...{ runs: new Map(), ended: new Map(), watchers: new Map(), recovery: createRecovery(), repeats: noRepeats(), kills: [] },
    problem(whole) {
      const what = whole.length > problemMaxCharacters ? `${whole.slice(0, problemMaxCharacters)}…` : whole;
      problems.push(`life ${site.life()}: ${what}`);
      print(`  FAIL  life ${site.life()}: ${what}`);
    },
  };
  const failing = (error: unknown) => world.problem(error instanceof Error ? error.message : String(error));
  const people = new Map<number, Person>();
  let trigger: Trigger | null = null;
  onMoment = (moment, call) => {
    world.recovery.sign(call.run, Date.now());
    const record = world.runs.get(call.run);
    if (record && moment.type === "first_byte" && record.plan.cancelAtRound === call.round) cancel(record).catch(failing);
    const aim = aimOf(moment);
    if (aim) trigger?.feed(aim);
  };

  async function cancel(record: RunRecord): Promise<void> {
    if (record.cancelAsked) return;
    record.cancelAsked = true;
    // Its submit may not be answered yet, though the provider is asked for it already: the answer was lost in a kill.
    record.cancelled = await personOf(record.plan.app).cancel(await record.sending);
  }

  function onSubmit(run: PlannedRun): void {
    const record = world.runs.get(nameOf(run));
    if (record) record.sent = true;
    trigger?.feed("after_submit");
  }

  function personOf(app: number): Person {
    const person = people.get(app) ?? createPerson({ site, key: world.key, onSubmit, onProblem: world.problem });
    people.set(app, person);
    return person;
  }

  async function send(run: PlannedRun): Promise<void> {
    const sending = personOf(run.app).send(run);
    const record: RunRecord = { plan: run, sending, submitted: null, cancelled: null, cancelAsked: false, sent: false };
    world.runs.set(nameOf(run), record);
    record.submitted = await sending;
    if (!world.watchers.has(run.app)) watch(world, run.app, record.submitted.appId);
    if (run.cancelAtRound === 0) await cancel(record);
  }

  async function live({ number, runs, kill }: PlannedLife): Promise<void> {
    await begin(world, life);
    const killed = Promise.withResolvers<void>();
    const stalled = stalledRuns(world, fruitlessKillsMax);
    let wasMissed = false;
    const fire = (missed: boolean) => {
      wasMissed = missed;
      const target = kill.afterCancelMs === null ? null : cancellable(world, number);
      if (target === null) return finish();
      cancel(target).catch(failing);
      setTimeout(finish, kill.afterCancelMs ?? 0);
    };
    const finish = () => {
      const dead = site.kill();
      world.kills.push({ life: number, aim: kill.aim, missed: wasMissed, atMs: Date.now() });
      world.recovery.killed(Date.now(), heads(world));
      dead.then(killed.resolve, killed.reject);
    };
    trigger = aimAt(kill, () => !stalled(), fire);
    for (const run of runs) send(run).catch(failing);
    await killed.promise;
    trigger = null;
    const calls = book.calls.filter((call) => call.life === number).length;
    print(
      `life ${number} of ${kills}: killed ${kill.aim}${world.kills.at(-1)?.missed ? " (missed)" : ""}, ${runs.length} messages, ${calls} calls`,
    );
  }

  try {
    for (const planned of plan) await live(planned);
    await begin(world, life);
    await settle(world);
    await checkAll(world);
  } catch (error) {
    failing(error);
  } finally {
    for (const { watching } of world.watchers.values()) for (const watcher of watching) watcher.close();
    await site.kill();
    await provider.close();
  }
  if (problems.length === 0) site.remove();
  return { ...world, seconds: (Date.now() - beganMs) / 1000 };
}

async function begin(world: World, life: { number: number }): Promise<void> {
  life.number += 1;
  await world.site.start();
  world.recovery.ready(Date.now());
  if (world.key === "") world.key = await createKey(world.site.url);
}

function watch(world: World, app: number, appId: string): void {
  const { site, key } = world;
  const onEvent = (event: LogEvent) => {
    const { version_id: versionId } = event;
    if (versionId === undefined) return;
    const record = world.runs.values().find(({ submitted }) => submitted?.versionId === versionId);
    if (record) world.recovery.sign(nameOf(record.plan), Date.parse(event.at));
    // Also of a run whose submit has not been answered yet.
    if (terminalTypes.has(event.type) && !world.ended.has(versionId)) world.ended.set(versionId, Date.now());
  };
  const options = { site, key, appId, onEvent, onProblem: (what: string) => world.problem(`app ${app}: ${what}`) };
  world.watchers.set(app, { appId, watching: [watchBySocket(options), watchByServerSentEvents(options)] });
}

function aimOf(moment: Moment): Aim | null {
  switch (moment.type) {
    case "received":
      return null;
    case "first_byte":
      return "first_byte";
    case "step_done":
      return moment.step.type === "call" ? "tool_end" : null;
    case "last_byte":
      return "after_last_byte";
  }
}

/** Waits until every message is answered and every run is over, as long as anything happens at all. */
async function settle(world: World): Promise<void> {
  const open = () => [...world.runs.values()].flatMap((run) => openOf(world, run) ?? []);
  const events = () =>
    world.watchers.values().reduce((sum, { watching }) => sum + watching.reduce((all, { events }) => all + events.length, 0), 0);
  let seen = events();
  for (let changedAtMs = Date.now(); open().length > 0; await sleep(lookMs)) {
    const now = events();
    if (now !== seen) changedAtMs = Date.now();
    seen = now;
    if (Date.now() - changedAtMs > silenceMaxMs) {
      world.problem(`nothing has happened for ${silenceMaxMs / 1000} s, but there is still: ${open().join(", ")}`);
      return;
    }
  }
}

/** What a run still waits for; null when it is over. */
function openOf(world: World, run: RunRecord): string | null {
  const name = nameOf(run.plan);
  if (!run.submitted) return `run ${name}, whose submit is not answered`;
  if (isUnderWay(world, run)) return `run ${name}, which is not over`;
  return run.cancelAsked && !run.cancelled ? `run ${name}, whose cancel is not answered` : null;
}
