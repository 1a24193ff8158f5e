// What the harness knows: runs, calls, clients, kills and problems; and what can be read from them at any moment.
import type { CallBook } from "./calls.ts";
import type { Repeats } from "./check-calls.ts";
import type { Cancelled, Submitted } from "./person.ts";
import type { Aim, PlannedRun } from "./plan.ts";
import type { Recovery } from "./recovery.ts";
import type { Site } from "./site.ts";
import type { Watcher } from "./watchers.ts";

/** What the harness knows of a run. */
export interface RunRecord {
  plan: PlannedRun;
  sending: Promise<Submitted>;
  /** What `sending` has answered. */
  submitted: Submitted | null;
  cancelled: Cancelled | null;
  cancelAsked: boolean;
  /** It was tried to be submitted, whatever came of it. */
  sent: boolean;
}

export interface World {
  seed: number;
  site: Site;
  key: string;
  book: CallBook;
  /** By name, in order of submission within each app. */
  runs: Map<string, RunRecord>;
  /** When the first client held the terminal event of a version, by its id. */
  ended: Map<string, number>;
  /** Two for each app. */
  watchers: Map<number, { appId: string; watching: Watcher[] }>;
  recovery: Recovery;
  repeats: Repeats;
  kills: { life: number; aim: Aim; missed: boolean; atMs: number }[];
  problem(what: string): void;
  problems: string[];
}

/** Runs that have been sent and are the next of their app. */
export function heads(world: World): { run: string; begun: boolean }[] {
  const found = new Map<number, { run: string; begun: boolean }>();
  for (const [run, { plan, sent, submitted }] of world.runs) {
    const isOver = submitted !== null && world.ended.has(submitted.versionId);
    if (!sent || isOver || found.has(plan.app)) continue;
    found.set(plan.app, { run, begun: world.book.calls.some((call) => call.run === run) });
  }
  return [...found.values()];
}

/** A run that the provider is answering now and that may be stopped. */
export function cancellable(world: World, life: number): RunRecord | null {
  const open = world.book.calls
    .filter((call) => call.life === life && call.wholeAtMs === null)
    .map(({ run }) => world.runs.get(run));
  return open.find((record) => record && record.plan.index > 0 && isUnderWay(world, record) && !record.cancelAsked) ?? null;
}

export const isUnderWay = (world: World, { submitted }: RunRecord) => submitted !== null && !world.ended.has(submitted.versionId);

/** Whether a run that the last kills have met in the same round is still there. */
export function stalledRuns(world: World, limit: number): () => boolean {
  const { runs, book } = world;
  const reached = (run: string) => Math.max(0, ...book.calls.filter((call) => call.run === run).map(({ round }) => round));
  const present = book.calls.at(-1)?.life ?? 0;
  const critical = [...runs.keys()].filter((run) => {
    const round = reached(run);
    const lives = new Set(book.calls.filter((call) => call.run === run && call.round === round).map(({ life }) => life));
    return lives.size >= limit && lives.has(present);
  });
  const rounds = new Map(critical.map((run) => [run, reached(run)]));
  const isCritical = (run: string, record: RunRecord | undefined) =>
    record !== undefined && isUnderWay(world, record) && reached(run) === rounds.get(run);
  return () => critical.some((run) => isCritical(run, runs.get(run)));
}
