// Remembers which models have just failed repeatedly, so that the next run goes straight to the stand-in.
// It only advises: without a stand-in the request is made anyway, since a wrong breaker must never turn off the only provider.
import { isPassing, type ModelFailure } from "./model.ts";

/** More than the tries of one round: a single unlucky run says little. */
export const failuresToOpen = 5;
/** Failures in a row further apart than this are not one outage, milliseconds. A stall alone takes up to five minutes to be noticed. */
export const failureWindowMs = 10 * 60 * 1000;
/** How long an open breaker keeps requests away, milliseconds; then one request finds out. */
export const openForMs = 60_000;

/** Keys are those of models. One breaker serves all runs of an isolate; what another isolate knows is not shared, it learns as fast. */
export interface CircuitBreaker {
  /** Why the model should be left alone now; null when it may be asked. */
  openReason(key: string): ModelFailure | null;
  /** To be called before a request. After an open time this makes it the one probe: others wait for its result. */
  asked(key: string): void;
  /** True when this closed the breaker. */
  succeeded(key: string): boolean;
  /** True when this opened the breaker. */
  failed(key: string, reason: ModelFailure): boolean;
}

interface Circuit {
  failures: number;
  lastFailureAtMs: number;
  reason: ModelFailure;
  /** null: closed. In the past: half-open. */
  openUntilMs: number | null;
}

/**
 * Which failures count: passing ones of the server. Not a model's mistake in a tool call, and not quota, key or an unknown model: those are
 * answered at once at no cost, and must be forgotten as soon as a person has fixed them.
 */
const counts = (reason: ModelFailure) => isPassing(reason) && reason !== "bad_tool_call";

export function createCircuitBreaker(now: () => number): CircuitBreaker {
  const circuits = new Map<string, Circuit>();
  return {
    openReason(key) {
      const circuit = circuits.get(key);
      return circuit?.openUntilMs && circuit.openUntilMs > now() ? circuit.reason : null;
    },
    asked(key) {
      const circuit = circuits.get(key);
      if (circuit?.openUntilMs && circuit.openUntilMs <= now()) circuit.openUntilMs = now() + openForMs;
    },
    succeeded(key) {
      const wasOpen = (circuits.get(key)?.openUntilMs ?? null) !== null;
      circuits.delete(key);
      return wasOpen;
    },
    failed(key, reason) {
      if (!counts(reason)) return false;
      const known = circuits.get(key);
      const fresh = known && (known.openUntilMs !== null || now() - known.lastFailureAtMs <= failureWindowMs);
      const failures = fresh ? known.failures + 1 : 1;
      const wasOpen = (fresh && known.openUntilMs !== null) || false;
      const open = failures >= failuresToOpen;
      circuits.set(key, { failures, lastFailureAtMs: now(), reason, openUntilMs: open ? now() + openForMs : null });
      return open && !wasOpen;
    },
  };
}
