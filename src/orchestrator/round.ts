// One model round: asks a model, hands its stream to the buffer, and answers what it said. Here is the only retry layer, and the switch from
// one provider to the next.

import type { FinishReason } from "../llm/model.ts";
import {
  isPassing,
  isProvidersOwn,
  type Model,
  ModelError,
  type ModelRequest,
  type ReportedUsage,
  type ToolCall,
} from "../llm/model.ts";
import { createStreamingBuffer } from "../llm/streaming-buffer.ts";
import type { RunEvent } from "../protocol/events.ts";
import { longestWaitMs, maxRoundMs, maxTriesPerRound, retryBaseMs, retryInPlaceMs } from "./limits.ts";

export interface RoundInput {
  round: number;
  request: ModelRequest;
  /** In the order in which they are tried. */
  models: readonly Model[];
  /** Index into `models`: a provider that was given up stays so for the rest of the run. */
  model: number;
  emit(events: RunEvent[]): void;
  onFirst(kind: "reasoning" | "text" | "file"): void;
  /** Waits until what was emitted has been taken, so that a slow reader slows the model down. */
  drained(): Promise<void>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  random(): number;
  signal: AbortSignal;
}

export interface RoundAnswer {
  type: "answer";
  model: number;
  text: string;
  refused: boolean;
  calls: ToolCall[];
  /** Calls whose file was announced to viewers, by call id. */
  announced: ReadonlySet<string>;
  finish: FinishReason;
  usage: ReportedUsage | null;
  /** Why the provider before was given up in this round; null when none was. */
  switched: string | null;
}

export type RoundResult = RoundAnswer | { type: "failed"; error: ModelError; model: number } | { type: "wait"; delayMs: number };

export async function runRound(input: RoundInput): Promise<RoundResult> {
  let model = input.model;
  let switched: string | null = null;
  for (let tries = 1; ; tries += 1) {
    const current = input.models[model];
    if (!current) throw new Error(`There is no model ${model}.`);
    try {
      return { ...(await ask(current, input)), model, switched };
    } catch (error) {
      input.signal.throwIfAborted();
      if (!(error instanceof ModelError)) throw error;
      input.emit([{ type: "round.reset", round: input.round }]);
      const next = input.models[model + 1];
      const passing = isPassing(error.reason);
      const longWait = error.retryAfterMs !== null && error.retryAfterMs > retryInPlaceMs;
      if (passing && tries < maxTriesPerRound && !longWait) {
        await input.sleep(error.retryAfterMs ?? retryBaseMs * 2 ** tries * input.random(), input.signal);
        continue;
      }
      if (next && isProvidersOwn(error.reason)) {
        input.emit([{ type: "notice", ...switchNotice(error, next) }]);
        model += 1;
        switched = error.reason;
        tries = 0;
        continue;
      }
      if (longWait && error.retryAfterMs !== null && error.retryAfterMs <= longestWaitMs) {
        input.emit([{ type: "notice", ...waitNotice(error, error.retryAfterMs) }]);
        return { type: "wait", delayMs: error.retryAfterMs };
      }
      return { type: "failed", error, model };
    }
  }
}

function waitNotice(error: ModelError, waitMs: number) {
  return { code: "waiting", message: `${error.message} Trying again in ${Math.ceil(waitMs / 60_000)} min.` };
}

function switchNotice(error: ModelError, next: Model) {
  return { code: "provider_switched", message: `${error.message} Going on with ${next.name} on ${next.provider}.` };
}

async function ask(model: Model, input: RoundInput): Promise<Omit<RoundAnswer, "model" | "switched">> {
  const buffer = createStreamingBuffer({ round: input.round, emit: input.emit, onFirst: input.onFirst });
  let text = "";
  let refused = false;
  const calls: ToolCall[] = [];
  // Drops that come just often enough would keep a round going for ever.
  const tooLong = AbortSignal.timeout(maxRoundMs);
  try {
    for await (const event of model.stream(input.request, AbortSignal.any([input.signal, tooLong]))) {
      buffer.handle(event);
      switch (event.type) {
        case "text":
          text += event.text;
          break;
        case "refusal":
          text += event.text;
          refused = true;
          break;
        case "call.start":
          calls[event.call] = { id: event.id, name: event.name, arguments: "" };
          break;
        case "call.delta": {
          const call = calls[event.call];
          if (call) call.arguments += event.text;
          break;
        }
        case "finish": {
          const announced = new Set(calls.filter((_, index) => buffer.startedFile(index) !== null).map((call) => call.id));
          return { type: "answer", text, refused, calls, announced, finish: event.reason, usage: event.usage };
        }
      }
      await input.drained();
    }
  } catch (error) {
    if (!tooLong.aborted || input.signal.aborted) throw error;
    throw new ModelError(
      "stalled",
      model.provider,
      `The model was not done with one answer after ${maxRoundMs / 60_000} minutes.`,
    );
  } finally {
    buffer.end();
  }
  throw new ModelError("truncated", model.provider, "The model's stream ended without a finish.");
}
