// What an isolate remembers of a CDN for a short time: files that could not be had, and that the host does not answer. So a dead host costs one wait and not
// one for each call of a run.
import type { Failure } from "./failure.ts";

/** What there is not may be published soon. */
const absentMs = 60_000;
/** A build that took too long may be ready by then, and a host may be back. */
const silentMs = 10_000;
/** Silent answers in a row after which the host counts as down. */
const silentHost = 3;
const maxRemembered = 500;

export interface FailureMemory {
  /** Null: ask. */
  recall(address: string): Failure | null;
  learn(address: string, failure: Failure | null): void;
}

export function createFailureMemory(now: () => number): FailureMemory {
  const known = new Map<string, { failure: Failure; untilMs: number }>();
  let silences = 0;
  let downUntilMs = 0;
  let down: Failure = { reason: "no_answer" };
  return {
    recall(address) {
      if (now() < downUntilMs) return down;
      const entry = known.get(address);
      if (entry === undefined || now() < entry.untilMs) return entry?.failure ?? null;
      known.delete(address);
      return null;
    },
    learn(address, failure) {
      if (failure === null) known.delete(address);
      const isSilent = failure?.reason === "no_answer" || failure?.reason === "unreachable";
      silences = isSilent ? silences + 1 : 0;
      if (failure === null) return;
      if (failure.reason === "unreachable" || silences >= silentHost) {
        down = failure;
        downUntilMs = now() + silentMs;
      }
      if (known.size >= maxRemembered) known.clear();
      known.set(address, { failure, untilMs: now() + (isSilent ? silentMs : absentMs) });
    },
  };
}
