// What follows a failed request: a repeat after a wait, the stand-in, a pause of the run, or the end. Pure, so that each rule can be tested.
import { isPassing, isProvidersOwn, type Model, type ModelError } from "../llm/model.ts";
import {
  longestWaitMs,
  maxRoundMs,
  maxTriesPerRound,
  repeatBeforeSwitchMs,
  retryBaseMs,
  retryCapMs,
  retryInPlaceMs,
} from "./run-limits.ts";

export interface Failure {
  error: ModelError;
  model: Model;
  standIn: Model | null;
  /** Requests to this model in this round so far. */
  tries: number;
  /** Repeats that the run may still make. */
  repeatsLeft: number;
  /** Time since the round began, milliseconds. */
  elapsedMs: number;
  /** The model is known to fail for everyone right now. */
  breakerOpen: boolean;
  random(): number;
}

export type Next =
  | { type: "repeat"; waitMs: number }
  | { type: "switch"; standIn: Model }
  /** The run comes back through the queue. */
  | { type: "pause"; waitMs: number }
  | { type: "fail"; repeatsUsedUp: boolean };

export function afterFailure(failure: Failure): Next {
  const { error, tries, repeatsLeft, elapsedMs, breakerOpen, random } = failure;
  const standIn = helpfulStandIn(failure);
  const askedMs = error.retryAfterMs ?? 0;
  const mayHelp =
    isPassing(error.reason) &&
    tries < maxTriesPerRound &&
    askedMs <= retryInPlaceMs &&
    elapsedMs < (standIn ? repeatBeforeSwitchMs : maxRoundMs) &&
    !(standIn && breakerOpen);
  if (mayHelp && repeatsLeft > 0) return { type: "repeat", waitMs: Math.max(askedMs, backoffMs(tries, random)) };
  // A run that has used up its repeats may still continue with the other provider, which has not failed it.
  if (standIn) return { type: "switch", standIn };
  if (askedMs > retryInPlaceMs && askedMs <= longestWaitMs && isPassing(error.reason)) return { type: "pause", waitMs: askedMs };
  return { type: "fail", repeatsUsedUp: mayHelp };
}

/** Full jitter: anything from zero to a bound that doubles with each failure, so that runs that failed together do not return together. */
export function backoffMs(failures: number, random: () => number): number {
  return Math.round(random() * Math.min(retryCapMs, retryBaseMs * 2 ** (failures - 1)));
}

/** Two names for one server, such as OPENAI_BASE_URL pointing at OpenRouter: its faults affect both. */
export const sharesFaults = (model: Model, other: Model) => model.endpoint === other.endpoint;

/** The stand-in, if it can help: not for what any provider would refuse, nor for a fault it shares. Keys and accounts may differ. */
function helpfulStandIn({ error, model, standIn, elapsedMs }: Failure): Model | null {
  if (!standIn || !isProvidersOwn(error.reason) || elapsedMs >= maxRoundMs) return null;
  const ofTheAccount = error.reason === "quota" || error.reason === "bad_key";
  return sharesFaults(model, standIn) && !ofTheAccount ? null : standIn;
}
