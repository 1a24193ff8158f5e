// One model round: asks a model, passes its stream to the buffer, and returns what it said. This is the only retry layer, and where a run switches from
// one provider to the next. after-failure.ts decides what follows a failure.
import type { CircuitBreaker } from "../llm/circuit-breaker.ts";
import { modelError } from "../llm/failures/failure.ts";
import { inside, namesOf, serverName } from "../llm/failures/server-names.ts";
import { type Model, ModelError, type ModelFailure } from "../llm/model.ts";
import type { Notice } from "../protocol/resources.ts";
import { afterFailure, sharesFaults } from "./after-failure.ts";
import { type Answer, type AskInput, askModel } from "./answer.ts";
import { maxRoundMs } from "./run-limits.ts";

export interface RoundInput extends AskInput {
  /** In the order they are tried. */
  models: readonly Model[];
  /** Index into `models`: an abandoned provider stays abandoned for the rest of the run. */
  model: number;
  breaker: CircuitBreaker;
  /** Repeats that the run may still make. */
  repeatsLeft: number;
  /** From here on another model is asked; `reason` is the previous one's failure. */
  onSwitch(model: number, reason: ModelFailure): void;
  /** Called before each request: rejects when the run is no longer wanted. */
  ready(): Promise<void>;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  now(): number;
  random(): number;
}

export interface RoundAnswer extends Answer {
  type: "answer";
  model: number;
  /** How often a request was repeated before this answer came. */
  repeats: number;
}

export type RoundResult =
  | RoundAnswer
  /** `repeatsUsedUp`: it would have been retried, but the run has used up its repeats. */
  | { type: "failed"; error: ModelError; model: number; repeatsUsedUp: boolean }
  | { type: "wait"; delayMs: number };

/**
 * What one breaker covers: a model on a server. Rate limits and overload belong to a model, at OpenAI and even more behind OpenRouter,
 * and a server that is down altogether is noticed soon enough.
 */
const breakerKey = ({ provider, endpoint, name }: Model) => `${provider} ${endpoint} ${name}`;

export async function runRound(input: RoundInput): Promise<RoundResult> {
  const { breaker, models, round } = input;
  const startedAtMs = input.now();
  let at = input.model;
  let tries = 0;
  let repeats = 0;

  function switchTo(next: Model, error: ModelError, more = ""): void {
    const message = `${error.message}${more} Continuing with ${next.name} on ${inside(serverName(namesOf(next), next.endpoint))}.`;
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
    // Skipped at once only for a stand-in that is not known to be down itself.
    if (openReason && standIn && !sharesFaults(model, standIn) && !breaker.openReason(breakerKey(standIn))) {
      switchTo(standIn, modelError(openReason, model, ""), leftOut);
      continue;
    }
    await input.ready();
    const leftMs = maxRoundMs - (input.now() - startedAtMs);
    breaker.asked(key);
    tries += 1;
    try {
      const said = await askModel(model, input, leftMs);
      if (breaker.succeeded(key)) input.log("breaker.closed", { round, provider: model.provider, model: model.name });
      return { type: "answer", ...said, model: at, repeats };
    } catch (error) {
      // A cancelled request says nothing about the provider.
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
