// Runs the checks one after another, each with a time limit, and cleans up after them.
import { type Check, Skipped, Unmet } from "./check.ts";
import { checks as all } from "./checks/index.ts";
import { openWorld, type World, type WorldOptions } from "./world.ts";

export interface Result {
  name: string;
  promise: string;
  outcome: "passed" | "failed" | "skipped";
  /** Why it failed or was skipped. */
  reason: string | null;
  ms: number;
}

export interface ConformanceOptions extends WorldOptions {
  /** Names of checks, or their first parts; all if empty. */
  only: readonly string[];
  /** Longest that all checks together may take, milliseconds. Those not started by then are skipped. */
  totalMs: number;
  /** Once aborted, no more checks start, and everything created is deleted. */
  stop?: AbortSignal;
  onResult(result: Result): void;
}

/** A check waits for two runs at most; everything else it does takes seconds. */
const runsOfCheck = 2;
const besidesMs = 60_000;

/** `left`: what was created and could not be deleted. */
export async function conform(options: ConformanceOptions): Promise<{ results: Result[]; left: string[] }> {
  const { only, totalMs, stop, onResult } = options;
  const chosen = only.length === 0 ? all : all.filter(({ name }) => only.some((wanted) => name.startsWith(wanted)));
  if (chosen.length === 0) throw new Error(`No check is called ${only.join(", ")}.`);
  const deadline = Date.now() + totalMs;
  const results: Result[] = [];
  const world = await openWorld(options);
  for (const check of chosen) {
    const isLate = Date.now() > deadline || stop?.aborted === true;
    const result = isLate ? outOfTime(check) : await runCheck(check, world);
    results.push(result);
    onResult(result);
  }
  const left = await world.cleanUp().catch((error: unknown) => [`all of it: ${sentenceOf(error)}`]);
  return { results, left };
}

const outOfTime = ({ name, promise }: Check): Result => ({
  ...{ name, promise, outcome: "skipped", ms: 0 },
  reason: "the time for all of it was over",
});

export async function runCheck({ name, promise, run }: Check, world: World): Promise<Result> {
  const began = Date.now();
  const withinMs = runsOfCheck * world.runMs + besidesMs;
  const result = (outcome: Result["outcome"], reason: string | null): Result => ({
    name,
    promise,
    outcome,
    reason,
    ms: Date.now() - began,
  });
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Unmet(`It did not end within ${withinMs / 1000} s.`)), withinMs);
  try {
    await Promise.race([run(world), late.promise]);
    return result("passed", null);
  } catch (error) {
    return error instanceof Skipped ? result("skipped", error.message) : result("failed", sentenceOf(error));
  } finally {
    clearTimeout(timer);
  }
}

/** Removes keys: an unexpected response may contain one. */
function sentenceOf(error: unknown): string {
  const text = error instanceof Unmet ? error.message : error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text.replace(/\bew_[\w-]+/g, "ew_…");
}
