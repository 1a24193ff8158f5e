// One model round: asks a model, hands its stream to the buffer, and answers what it said. Here is the only retry layer, and the switch from
// one provider to the next. What a failure leads to is decided by after-failure.ts.
import type { CircuitBreaker } from "../llm/circuit-breaker.ts";
import { modelError } from "../llm/failure.ts";
import { inside, serverName } from "../llm/failures/server-names.ts";
import type { ShownFile } from "../llm/file-call.ts";
import {
  type FinishReason,
  type KeptReasoning,
  type Model,
  ModelError,
  type ModelEvent,
  type ModelFailure,
  type ModelRequest,
  type ReportedUsage,
  type ToolCall,
} from "../llm/model.ts";
import { createStreamingBuffer } from "../llm/streaming-buffer.ts";
import { wholeJson } from "../llm/whole-characters.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { Notice } from "../protocol/resources.ts";
import { shortened } from "../protocol/surrogates.ts";
import { afterFailure, sharesFaults } from "./after-failure.ts";
import { meantTool } from "./arguments/tool-name.ts";
import { createGrowingText, type GrowingText } from "./growing-text.ts";
import { assistantTextMaxCharacters, maxRoundMs } from "./limits.ts";
import type { Log } from "./log.ts";
import { createOutputMeter, type Excess } from "./output-meter.ts";
import { tools } from "./tools/index.ts";

export interface RoundInput {
  round: number;
  request: ModelRequest;
  /** In the order in which they are tried. */
  models: readonly Model[];
  /** Index into `models`: a provider that was given up stays so for the rest of the run. */
  model: number;
  breaker: CircuitBreaker;
  /** Repeats that the run may still make. */
  repeatsLeft: number;
  emit(events: RunEvent[]): void;
  onFirst(kind: "reasoning" | "text" | "file"): void;
  /** The path, and others that may be meant by it, in their normal form; none when it is no path. */
  meantPaths(path: string): readonly string[];
  /** A file as it is before this round. */
  contentOf(path: string): string | undefined;
  /** From here on another model is asked; `reason` is the failure of the one before. */
  onSwitch(model: number, reason: ModelFailure): void;
  /** Resolves when what was emitted has been taken, so that a slow reader slows the model down; null when there is room. */
  drained(): Promise<void> | null;
  /** Called before each request: rejects when nobody wants the run any more. */
  ready(): Promise<void>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  now(): number;
  random(): number;
  log: Log;
  signal: AbortSignal;
}

export interface RoundAnswer {
  type: "answer";
  model: number;
  /** How often a request was repeated before this answer came. */
  repeats: number;
  text: string;
  refused: boolean;
  calls: ToolCall[];
  /** What viewers saw of the calls that write a file, by call id. */
  shown: ReadonlyMap<string, ShownFile>;
  /** The call that was being written when the output limit was reached: not to be carried out, even if it can be read. */
  cutCall: string | null;
  finish: FinishReason;
  /** Set when the round was broken off, with what was complete by then. */
  excess: Excess["why"] | null;
  usage: ReportedUsage | null;
  /** What the model wants back with this answer. */
  reasoning: KeptReasoning | null;
}

export type RoundResult =
  | RoundAnswer
  /** `repeatsUsedUp`: it would have been tried again, but the run's budget of repeats is used up. */
  | { type: "failed"; error: ModelError; model: number; repeatsUsedUp: boolean }
  | { type: "wait"; delayMs: number };

/**
 * What one breaker covers. By model as well as server: rate limits and overload are a model's, at OpenAI and even more so behind OpenRouter,
 * and a server that is down as a whole is found out soon enough.
 */
const breakerKey = ({ provider, endpoint, name }: Model) => `${provider} ${endpoint} ${name}`;

export async function runRound(input: RoundInput): Promise<RoundResult> {
  const { breaker, models, round } = input;
  const startedAtMs = input.now();
  let at = input.model;
  let tries = 0;
  let repeats = 0;

  function switchTo(next: Model, error: ModelError, more = ""): void {
    const message = `${error.message}${more} Going on with ${next.name} on ${inside(serverName(next.provider, next.endpoint))}.`;
    input.emit([{ type: "notice", code: "provider_switched", message }]);
    input.log("provider.switched", { round, from: error.provider, to: next.provider, model: next.name, reason: error.reason });
    at += 1;
    tries = 0;
    input.onSwitch(at, error.reason);
  }

  for (;;) {
    const model = models[at];
    if (!model) throw new Error(`There is no model ${at}.`);
    const key = breakerKey(model);
    const standIn = models[at + 1] ?? null;
    const openReason = breaker.openReason(key);
    // Left out at once only for one that is not known to be down itself.
    if (openReason && standIn && !sharesFaults(model, standIn) && !breaker.openReason(breakerKey(standIn))) {
      switchTo(standIn, modelError(openReason, model, ""), leftOut);
      continue;
    }
    await input.ready();
    const leftMs = maxRoundMs - (input.now() - startedAtMs);
    breaker.asked(key);
    tries += 1;
    try {
      const said = await ask(model, input, leftMs);
      if (breaker.succeeded(key)) input.log("breaker.closed", { round, provider: model.provider, model: model.name });
      return { ...said, model: at, repeats };
    } catch (error) {
      // Cancelled, which says nothing about the provider.
      input.signal.throwIfAborted();
      if (!(error instanceof ModelError)) throw error;
      input.emit([{ type: "round.reset", round }]);
      const about = { round, provider: model.provider, model: model.name, reason: error.reason };
      if (breaker.failed(key, error.reason)) input.log("breaker.opened", about);
      const next = afterFailure({
        error,
        model,
        standIn,
        tries,
        repeatsLeft: input.repeatsLeft - repeats,
        elapsedMs: input.now() - startedAtMs,
        breakerOpen: breaker.openReason(key) !== null,
        random: input.random,
      });
      const waitMs = next.type === "repeat" || next.type === "pause" ? next.waitMs : null;
      input.log("round.try_failed", { ...about, status: error.status, try: tries, next: next.type, wait_ms: waitMs });
      switch (next.type) {
        case "repeat":
          repeats += 1;
          await input.sleep(next.waitMs, input.signal);
          break;
        case "switch":
          switchTo(next.standIn, error);
          break;
        case "pause":
          input.emit([{ type: "notice", ...waitNotice(error, next.waitMs) }]);
          return { type: "wait", delayMs: next.waitMs };
        case "fail":
          return { type: "failed", error, model: at, repeatsUsedUp: next.repeatsUsedUp };
      }
    }
  }
}

const leftOut = " It failed several times in a row, so it is left out for now.";

const msPerMinute = 60_000;

function waitNotice(error: ModelError, waitMs: number): Notice {
  const wait = waitMs < msPerMinute ? `${Math.ceil(waitMs / 1_000)} s` : `${Math.ceil(waitMs / msPerMinute)} min`;
  return { code: "waiting", message: `${error.message} Trying again in ${wait}.` };
}

const toolNames = tools.map(({ name }) => name);

async function ask(model: Model, input: RoundInput, timeoutMs: number): Promise<Omit<RoundAnswer, "model" | "repeats">> {
  const claimed = new Set<string>();
  const buffer = createStreamingBuffer({
    round: input.round,
    emit: input.emit,
    onFirst: input.onFirst,
    claim(path) {
      const paths = input.meantPaths(path);
      const isFree = paths.every((meant) => !claimed.has(meant));
      for (const meant of paths) claimed.add(meant);
      // What else a path may mean is decided when the call is carried out.
      return isFree && paths.length === 1 ? (input.contentOf(path) ?? null) : null;
    },
  });
  let text = "";
  let refused = false;
  const drafts: { call: Omit<ToolCall, "arguments">; written: GrowingText }[] = [];
  /** Index of the call that the latest fragment belongs to; null when something else was said after it. */
  let writing: number | null = null;
  // Drops that come just often enough would keep a round going for ever.
  const tooLong = AbortSignal.timeout(timeoutMs);
  const meter = createOutputMeter();
  const tooMuch = new AbortController();
  let excess: Excess | null = null;
  let answer: Omit<RoundAnswer, "model" | "repeats"> | null = null;

  /** The answer as far as it came. */
  function answerWith(finish: FinishReason, usage: ReportedUsage | null, reasoning: KeptReasoning | null) {
    const cut = finish === "length" ? writing : null;
    const calls = drafts.map(({ call, written }, index) => ({
      ...call,
      arguments: excess && index === cut ? nothing : argumentsOf(call, written),
    }));
    const shown = new Map(
      calls.flatMap((call, index) => {
        const file = buffer.shown(index);
        return file ? [[call.id, file] as const] : [];
      }),
    );
    const cutCall = cut === null ? null : (calls[cut]?.id ?? null);
    return {
      type: "answer" as const,
      text: excess ? shortened(text, assistantTextMaxCharacters, () => " …") : text,
      refused,
      calls,
      shown,
      cutCall,
      finish,
      excess: excess?.why ?? null,
      usage,
      reasoning,
    };
  }

  function take(given: ModelEvent): Promise<void> | null {
    // Before anybody looks at it: viewers, the tools and the model itself know one name for one tool.
    const event = given.type === "call.start" ? { ...given, name: meantTool(given.name, toolNames) } : given;
    // What the same network packet brings after the end is not read.
    if (excess) return null;
    excess = meter.excessWith(event);
    if (excess) tooMuch.abort();
    if (excess?.why === "too_much_output") return null;
    buffer.handle(event);
    switch (event.type) {
      case "text":
        text += event.text;
        // Of what repeats itself one of each is enough.
        if (excess) text = shortened(text, text.length - excess.repeated, () => " …");
        writing = null;
        break;
      case "refusal":
        text += event.text;
        refused = true;
        break;
      case "call.start":
        writing = event.call;
        drafts[event.call] = {
          call: { id: event.id, name: event.name, ...(event.form ? { form: event.form } : {}) },
          written: createGrowingText(),
        };
        break;
      case "call.delta":
        writing = event.call;
        drafts[event.call]?.written.add(event.text);
        break;
      case "finish":
        if (event.unknown !== undefined) input.log("round.unknown_finish", { round: input.round, said: event.unknown });
        answer = answerWith(event.reason, event.usage, event.reasoning ?? null);
        break;
      case "reasoning":
        writing = null;
        break;
      case "notice":
        break;
    }
    return input.drained();
  }

  try {
    await model.stream(input.request, take, AbortSignal.any([input.signal, tooLong, tooMuch.signal]));
  } catch (error) {
    const brokenOff = excess !== null && !input.signal.aborted;
    if (!brokenOff && (!tooLong.aborted || input.signal.aborted)) throw error;
    const message = `The model was not done with one answer after ${maxRoundMs / msPerMinute} minutes.`;
    if (!brokenOff) throw new ModelError("stalled", model.provider, message);
  } finally {
    buffer.end();
  }
  if (excess) return answerWith("length", null, null);
  if (!answer) throw new ModelError("truncated", model.provider, "The model's stream ended without a finish.");
  return answer;
}

/** Of a call that would not have ended, nothing is kept: it may be as long as a round. */
const nothing = "{}";

/** As the tools read it, as it is kept and as it goes back: without halves of characters that are written as escapes. */
const argumentsOf = ({ form }: Omit<ToolCall, "arguments">, written: GrowingText) =>
  form === "text" ? written.text() : wholeJson(written.text());
