// Runs of an app against a server that speaks one of the fake's dialects, whose model does anything; and what has to hold however they end.

import OpenAI from "openai";
import { strictly } from "../../scripts/lib/strict-wire.ts";
import { vendored } from "../../src/libraries/libraries.ts";
import { compatibleCapabilities } from "../../src/llm/capabilities.ts";
import { createChatModel } from "../../src/llm/chat-completions.ts";
import { createCircuitBreaker } from "../../src/llm/circuit-breaker.ts";
import { createMessagesModel } from "../../src/models/anthropic/messages.ts";
import { claudeCapabilities } from "../../src/models/anthropic/models.ts";
import { type AiBinding, createBindingFetch } from "../../src/models/workers-ai/binding.ts";
import { type RunEnding, type RunInput, run } from "../../src/orchestrator/run.ts";
import { maxRepeatsPerRun, maxRounds } from "../../src/orchestrator/run-limits.ts";
import { blockingDiagnostics } from "../../src/orchestrator/verdict.ts";
import { runCodes } from "../../src/protocol/codes.ts";
import { type RunEvent, runEvent } from "../../src/protocol/events.ts";
import type { RunKind } from "../../src/protocol/resources.ts";
import { createWorkspace, type Workspace } from "../../src/workspace/files.ts";
import { providerOf } from "../dialects/installation.ts";
import { anyTurn, goodWork, pick, type Random, rewrites } from "../fakes/any-model.ts";
import { familyOptions } from "../fakes/families.ts";
import { pageResponse, responseOf } from "../fakes/in-place.ts";
import { createRandom } from "../fakes/random.ts";
import type { ChatRequest } from "../fakes/scenario.ts";
import { servers } from "../fakes/servers/index.ts";
import type { Server } from "../fakes/servers/server.ts";

const key = "sk-test-1234";
/** A stall is waited for this long, milliseconds. */
const patienceMs = 30;
/** Answers that come through something that writes them in another way. */
const proxyShare = 0.15;
/** Starts of one run: each wait that a server asks for is one. */
const maxStarts = 60;
/** An app's life: what it was made with, and what was asked for after. */
const runsPerStory = 3;

export interface Story {
  answers: number;
  /** How often what came about: "vllm", "a promise", "completed", "failed: quota". */
  came: Map<string, number>;
}

/** Throws when something does not hold, with the seed that shows it. */
export async function story(seed: number): Promise<Story> {
  const random = createRandom(seed);
  const server = pick(random, servers);
  const name = pick(random, server.models);
  const came = new Map<string, number>();
  const count = (what: string) => void came.set(what, (came.get(what) ?? 0) + 1);
  // A server of its own for each story: what one learned is not known to the next.
  const baseURL = `http://${server.name}-${seed}.test${server.basePath}`;
  const stage = {
    server,
    name,
    baseURL,
    random,
    count,
    refusals: new Map<string, boolean>(),
    wrong: new Set<string>(),
    requests: 0,
  };
  count(`server ${server.name}`);
  let files: [string, string][] = [];
  let thread: string | null = null;
  try {
    for (let at = 0; at < runsPerStory; at += 1) {
      const kind: RunKind = files.length === 0 ? "create" : pick(random, ["update", "update", "ask"] as const);
      let done = await oneRun(stage, kind, files, thread, 2 + 2 * at, []);
      count(outcomeOf(kind, done));
      if (done.ending.error?.resumable && done.checkpoints.length > 0) {
        // Tried again: it goes on after the rounds that were complete.
        done = await oneRun(stage, kind, files, thread, 2 + 2 * at, done.checkpoints);
        count(`retry: ${outcomeOf(kind, done)}`);
      }
      const { status } = done.ending;
      if (status !== "completed") continue;
      files = [...done.workspace.list()].map(({ path }) => [path, done.workspace.read(path) ?? ""]);
      thread = done.thread;
    }
    if (stage.wrong.size > 0) throw new Error([...stage.wrong].join("\n"));
  } catch (error) {
    throw new Error(`Seed ${seed} (${server.name}): ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
  return { answers: stage.requests, came };
}

interface Stage {
  server: Server;
  name: string;
  baseURL: string;
  random: Random;
  count(what: string): void;
  /** What was refused, and whether an answer came since: then it is known. */
  refusals: Map<string, boolean>;
  /** Requests that should not have been sent. */
  wrong: Set<string>;
  requests: number;
}

function modelOf(stage: Stage) {
  const { server, name, random, count, refusals } = stage;
  const answer = async (_url: unknown, init?: RequestInit): Promise<Response> => {
    const body = JSON.parse(String(init?.body)) as ChatRequest;
    stage.requests += 1;
    const refusal = server.refuses({ method: "POST", path: "/chat/completions", headers: headersOf(init), body });
    if (refusal) {
      const isKnown = refusals.get(refusal.about) ?? false;
      const what = wrongIn(server, refusal.about, isKnown);
      if (what) stage.wrong.add(what);
      refusals.set(refusal.about, isKnown);
      return pageResponse(refusal);
    }
    const { situation, turn } = anyTurn(random, server, name);
    count(situation);
    // Cut before anything of it could be said, it tells nothing.
    const isAnswer = situation === goodWork && turn.kind === "answer" && turn.cutAfterChunks === undefined;
    if (isAnswer) for (const about of refusals.keys()) refusals.set(about, true);
    const identity = { request: stage.requests, model: name };
    const [proxy, rewrite] = random() < proxyShare ? pick(random, Object.entries(rewrites)) : [null, undefined];
    if (proxy) count(`proxy: ${proxy}`);
    return responseOf(turn, server.form(identity, body), identity, body, { rewrite, signal: init?.signal });
  };
  const patience = { firstByteMs: patienceMs, idleMs: patienceMs, noProgressMs: patienceMs };
  const common = { apiKey: key, baseURL: stage.baseURL, maxRetries: 0, logLevel: "off" as const };
  const rest = { name, patience, now: Date.now };
  const provider = providerOf(server);
  switch (provider) {
    case "anthropic": {
      const defaultHeaders = { "x-api-key": key, "anthropic-version": "2023-06-01", Authorization: null };
      const client = new OpenAI({ ...common, defaultHeaders, fetch: answer });
      return createMessagesModel({ ...rest, client, provider, capabilities: claudeCapabilities(name) });
    }
    case "workers-ai": {
      const run: AiBinding["run"] = (model, inputs, { signal }) =>
        answer("", { body: JSON.stringify({ ...inputs, model }), ...(signal ? { signal } : {}) });
      const client = new OpenAI({ ...common, fetch: createBindingFetch({ run }) });
      return createChatModel({ ...rest, client, provider, capabilities: compatibleCapabilities(name) });
    }
    default: {
      const client = new OpenAI({ ...common, fetch: answer });
      return createChatModel({ ...rest, client, ...familyOptions(provider, name, true) });
    }
  }
}

const headersOf = (init?: RequestInit) => Object.fromEntries(new Headers(init?.headers));

const outcomeOf = (kind: RunKind, { ending: { status, error } }: Done) =>
  status === "completed" ? `completed ${kind}` : `${status} ${kind}: ${error?.code}`;

interface Done {
  checkpoints: string[];
  ending: RunEnding;
  workspace: Workspace;
  thread: string | null;
}

async function oneRun(
  stage: Stage,
  kind: RunKind,
  files: [string, string][],
  thread: string | null,
  position: number,
  adopted: readonly string[],
): Promise<Done> {
  const requestsBefore = stage.requests;
  const checkpoints: string[] = [...adopted];
  const events: RunEvent[] = [];
  for (let start = 1; start <= maxStarts; start += 1) {
    const workspace = createWorkspace(files);
    const input: RunInput = {
      kind,
      request: pick(stage.random, ["a page about tea", "call it coffee", "what is it about?", "mach eine Seite 😀"]),
      appId: "app",
      appName: "App",
      answerPosition: position,
      history: [],
      thread,
      models: [modelOf(stage)],
      workspace,
      checkpoints: [...checkpoints],
      adoptedRounds: adopted.length,
      startedAtMs: 0,
      sliceMs: 1_000_000,
      breaker: createCircuitBreaker(() => 0),
      emit: (emitted) => {
        for (const event of emitted) strictly("What the run tells", runEvent, event);
        events.push(...emitted);
      },
      started() {},
      checkpoint: (_round, data) => void (data !== null && checkpoints.push(data)),
      drained: () => null,
      ready: async () => {},
      sleep: async () => {},
      now: () => 0,
      random: stage.random,
      log() {},
      signal: new AbortController().signal,
    };
    const result = await run(input);
    if (result.type === "pause") continue;
    const done = { checkpoints, ending: result.ending, workspace, thread: result.thread };
    check(kind, done, events, stage.requests - requestsBefore);
    return done;
  }
  throw new Error(`The run had not ended after ${maxStarts} starts.`);
}

/** Requests of a run: each round once, the repeats, and a few for what a server has to be learned from. */
const mostRequests = 2 * maxRounds + maxRepeatsPerRun + maxStarts;

function check(kind: RunKind, { ending, workspace }: Done, events: RunEvent[], requests: number): void {
  const { status, error, content } = ending;
  const must = (holds: boolean, what: string) => {
    if (!holds) throw new Error(`${what}\n${JSON.stringify({ kind, status, error, content: content.slice(0, 300) })}`);
  };
  must(requests <= mostRequests, `A run asked ${requests} times.`);
  must(!JSON.stringify([ending, events]).includes(key), "The key was told.");
  must(!/^\s*<think>/.test(content), "Thoughts stand in the message.");
  if (status !== "completed") {
    must(status === "failed" && error !== null && error !== undefined, "A run that did not complete has no reason.");
    must(runCodes.includes(error?.code as (typeof runCodes)[number]), "The code of a failure is not listed.");
    must((error?.message ?? "").trim().length > 0, "A failure has no words.");
    return;
  }
  must(content.trim() !== "" || ending.summary !== null, "Completed, and nothing was said.");
  if (kind === "ask") return;
  const { written, deleted } = workspace.changes();
  if (kind === "create") must(workspace.read("index.html") !== null, "Completed without an app.");
  if (written.length + deleted.length > 0) {
    const problems = blockingDiagnostics(workspace, vendored);
    // A person is told, and offered to have it fixed.
    const isTold = events.some((event) => event.type === "notice" && event.code === "does_not_load");
    must(
      problems.length === 0 || isTold,
      `Completed without a word of what keeps it from loading: ${JSON.stringify(problems[0])}`,
    );
  }
}

/** What nobody can know beforehand may be refused until it is known; anything else is a request that should not have been sent. */
function wrongIn(server: Server, about: string, isKnown: boolean): string | null {
  if (about === "too long") return null;
  if (!server.learned.includes(about)) return `The server had to refuse a request for its ${about}.`;
  return isKnown ? `The server had to refuse ${about}, and had said so before.` : null;
}
