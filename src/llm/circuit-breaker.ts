// Remembers which models have just failed repeatedly, so that the next run goes straight to the stand-in.
// It only advises: without a stand-in the request is made anyway, since a wrong breaker must never turn off the only provider.
import { isPassing, type ModelFailure } from "./model.ts";

/** More than the tries of one round: a single unlucky run proves little. */
export const failuresToOpen = 5;
/** Consecutive failures further apart than this are not one outage, milliseconds. A stall alone takes up to five minutes to notice. */
export const failureWindowMs = 10 * 60 * 1000;
/** How long an open breaker blocks requests, milliseconds; then a single request probes. */
export const openForMs = 60_000;

/** Keyed by model. One breaker serves all runs of an isolate; isolates share nothing, and each learns just as fast. */
export interface CircuitBreaker {
  /** Why the model should be skipped now; null if it may be asked. */
  openReason(key: string): ModelFailure | null;
  /** Call before a request. After the open period this makes it the only probe: other requests wait for its result. */
  asked(key: string): void;
  /** True if this closed the breaker. */
  succeeded(key: string): boolean;
  /** True if this opened the breaker. */
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
 * Failures that count: the server's temporary ones. A model's mistake in a tool call does not, nor do quota, key or an unknown model: those
 * fail at once at no cost, and must be forgotten as soon as someone fixes them.
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
