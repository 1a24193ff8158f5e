// The whole trial: probes one by one, then builds where there is a point in them, then the verdict.
import { ModelError, type ModelFailure } from "../../src/llm/model.ts";
import { launch } from "../browser.ts";
import { startServer } from "../lib/server.ts";
import { createClient, createKey } from "../smoke/client.ts";
import { type Built, build, roundsMax } from "./builds.ts";
import { type Asker, createAsker, type Spent } from "./model-asker.ts";
import type { Finding } from "./probe.ts";
import { promptSizes } from "./probes/context.ts";
import { probes } from "./probes/index.ts";
import { buildTable, closingLines } from "./report.ts";
import type { Target } from "./target.ts";
import type { Task } from "./tasks/task.ts";
import { judge, type Probed, type Verdict } from "./verdict.ts";

export interface Trial {
  model: string;
  endpoint: string;
  probes: { id: string; ok: boolean; says: string; figure: number | null; seconds: number }[];
  /** Null: there was no point in trying. */
  builds: Built[] | null;
  verdict: Verdict;
  spent: Spent;
  seconds: number;
}

export interface TrialOptions {
  /** None: the builds are left out. */
  tasks: readonly Task[];
  say(line: string): void;
  signal: AbortSignal;
}

/** At most, as told before it starts: tokens of a round of a small app, conversation and answer. */
const roundInputTokens = 10_000;
const roundOutputTokens = 4_000;
/** Requests and tokens of the probes besides the long prompts. */
const probeRequests = 20;
const probeInputTokens = 40_000;
const probeOutputTokens = 12_000;

/** The most that a trial may come to. */
export function mostOf(list: readonly Task[]): { requests: number; inputTokens: number; outputTokens: number } {
  const rounds = list.length * 2 * roundsMax;
  return {
    requests: probeRequests + rounds,
    inputTokens: promptSizes.reduce((sum, size) => sum + size, 0) + probeInputTokens + rounds * roundInputTokens,
    outputTokens: probeOutputTokens + rounds * roundOutputTokens,
  };
}

const msPerSecond = 1_000;
const titleCharacters = 28;

export async function tryModel({ model, variables }: Target, { tasks: list, say, signal }: TrialOptions): Promise<Trial> {
  const began = performance.now();
  const asker = createAsker(model, signal);
  const probed: Probed[] = [];
  const told: Trial["probes"] = [];
  for (const probe of probes) {
    if (signal.aborted) break;
    const probeBegan = performance.now();
    const finding = await found(probe.run(asker, signal));
    const seconds = (performance.now() - probeBegan) / msPerSecond;
    if (signal.aborted) break;
    probed.push({ probe, finding });
    told.push({ id: probe.id, ok: finding.ok, says: finding.says, figure: finding.figure ?? null, seconds });
    const answer = `${finding.ok ? "yes" : "NO "}  ${finding.says}`.trimEnd();
    say(`  ${probe.title.padEnd(titleCharacters)} ${answer}  (${seconds.toFixed(1)} s)`);
  }
  const cannot = probed.some(({ probe, finding }) => probe.essential && !finding.ok);
  const builds =
    cannot || list.length === 0 || signal.aborted ? null : await buildAll(list, variables, model.name, asker, say, signal);
  const verdict = judge(model.name, probed, builds);
  const seconds = (performance.now() - began) / msPerSecond;
  if (builds) for (const line of buildTable(builds)) say(`  ${line}`);
  for (const line of closingLines(verdict, asker.spent, seconds)) say(line);
  return { model: model.name, endpoint: model.endpoint, probes: told, builds, verdict, spent: asker.spent, seconds };
}

/** Failures that say nothing of the model: the server is not there, or does not let anybody in. */
const notTheModels: ReadonlySet<ModelFailure> = new Set([
  "connection",
  "bad_key",
  "unknown_model",
  "quota",
  "rate_limited",
  "overloaded",
]);

/** What a model could not answer is what the probe found. Rejects where the model was not reached at all: that is no verdict on it. */
async function found(running: Promise<Finding>): Promise<Finding> {
  try {
    return await running;
  } catch (error) {
    if (error instanceof ModelError && notTheModels.has(error.reason))
      throw new Error(`The model could not be tried to the end, so there is no verdict. ${error.message}`);
    return { ok: false, says: error instanceof Error ? error.message : String(error) };
  }
}

async function buildAll(
  list: readonly Task[],
  variables: Record<string, string>,
  name: string,
  asker: Asker,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<Built[]> {
  say("\nBuilding: a server and a browser are started for it.");
  const builds: Built[] = [];
  const server = await startServer({ variables: { LOCAL_MODELS: "off", ...variables } });
  const browser = await launch().catch(async (error: unknown) => {
    await server.stop();
    throw error;
  });
  try {
    const client = createClient(server.url, await createKey(server.url));
    for (const task of list) {
      if (signal.aborted) break;
      const tell = (built: Built) => {
        builds.push(built);
        say(
          `  ${built.task}, ${built.step}: ${built.ok ? "works" : built.why}  (${built.rounds} rounds, ${built.seconds.toFixed(1)} s)`,
        );
      };
      await build(task, { client, browser, model: name }, asker, tell, signal);
    }
  } finally {
    await browser.close();
    await server.stop();
  }
  say("");
  return builds;
}
