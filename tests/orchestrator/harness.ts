// The loop as a plain function: a scripted model, no network, no storage, a clock that stands still.

import { strictly } from "../../scripts/lib/strict-wire.ts";
import type { RoundUsage } from "../../src/hub/contract/run-stream.ts";
import { createCircuitBreaker } from "../../src/llm/circuit-breaker.ts";
import {
  type FinishReason,
  type Model,
  ModelError,
  type ModelEvent,
  type ModelFailure,
  type ModelRequest,
} from "../../src/llm/model.ts";
import { families } from "../../src/models/index.ts";
import type { LogFields } from "../../src/orchestrator/operator-log.ts";
import { type RunInput, run } from "../../src/orchestrator/run.ts";
import { type RunEvent, runEvent } from "../../src/protocol/events.ts";
import type { ProviderName } from "../../src/protocol/resources.ts";
import { createWorkspace } from "../../src/workspace/files.ts";

export type Script = (ModelEvent | Error)[];

export const finish = (reason: FinishReason = "tool_calls"): ModelEvent => ({
  type: "finish",
  reason,
  usage: null,
});
export const call = (index: number, name: string, args: unknown): ModelEvent[] => [
  { type: "call.start", call: index, id: `c${index}`, name },
  { type: "call.delta", call: index, text: typeof args === "string" ? args : JSON.stringify(args) },
];
export const write = (index: number, path: string, content: string) => call(index, "write_file", { path, content });
export const fault = (reason: ModelFailure = "overloaded", provider: ProviderName = "openai") =>
  new ModelError(reason, provider, `${provider} failed: ${reason}.`);
export const done: Script = [...call(0, "finish_app", { summary: "Done." }), finish()];
export const html = "<!doctype html><title>x</title><p>x</p>\n";

export function scripted(scripts: Script[], provider: Model["provider"] = "openai") {
  const requests: ModelRequest[] = [];
  const names = families.find(({ id }) => id === provider)?.names;
  const model: Model = {
    provider,
    ...(names ? { names } : {}),
    name: `${provider}-model`,
    patches: false,
    endpoint: `https://${provider}.test/v1`,
    async stream(request, take) {
      requests.push(structuredClone(request));
      for (const step of scripts.shift() ?? []) {
        if (step instanceof Error) throw step;
        await take(step);
      }
    },
  };
  return { model, requests };
}

export function harness(models: Model[], more: Partial<RunInput> = {}) {
  const events: RunEvent[] = [];
  const checkpoints: string[] = [];
  const starts: [round: number, provider: string, reason: string | null][] = [];
  const paid: RoundUsage[] = [];
  const logged: (LogFields & { event: string })[] = [];
  const slept: number[] = [];
  const workspace = createWorkspace([]);
  const input: RunInput = {
    kind: "create",
    request: "a page",
    appId: "app",
    appName: "App",
    answerPosition: 2,
    history: [],
    thread: null,
    models,
    workspace,
    checkpoints: [],
    adoptedRounds: 0,
    startedAtMs: 0,
    sliceMs: 1_000,
    breaker: createCircuitBreaker(() => 0),
    emit: (emitted) => {
      for (const event of emitted) strictly("What the run tells", runEvent, event);
      events.push(...emitted);
    },
    started: ({ provider, round, reason }) => void starts.push([round, provider, reason]),
    checkpoint: (_round, data, usage) => {
      if (data !== null) checkpoints.push(data);
      paid.push(usage);
    },
    drained: () => null,
    ready: async () => {},
    sleep: async (ms) => void slept.push(ms),
    now: () => 0,
    random: () => 1,
    log: (event, fields) => void logged.push({ event, ...fields }),
    signal: new AbortController().signal,
    ...more,
  };
  return { input, events, checkpoints, starts, paid, logged, slept, workspace };
}

export async function ending(input: RunInput) {
  const result = await run(input);
  if (result.type !== "ended") throw new Error("The run paused.");
  return result.ending;
}
