// How long a model may keep silent, and the time-out for one wait: the openai client's own covers response headers only.
import { millisecondsOf } from "./settings.ts";

/** Waits of one model request, milliseconds. */
export interface Patience {
  /** From the request to the first chunk that holds something. */
  firstByteMs: number;
  /** From one chunk to the next, once something came. */
  idleMs: number;
  /** From one chunk that holds something to the next, while empty ones keep coming. */
  noProgressMs: number;
}

export const defaultPatience: Patience = {
  // Reasoning models think for minutes before they say a word, and a local server reads a long prompt first.
  firstByteMs: 300_000,
  // Tokens of a working server are seconds apart at most; two minutes leave room for a busy router.
  idleMs: 120_000,
  // A server that sends empty chunks says that it is still thinking, so it gets as long as one that thinks in silence.
  noProgressMs: 300_000,
};

/** One model round may last ten minutes (the orchestrator's limit): waiting longer for a part of it would change nothing. */
const longestWaitMs = 600_000;

/** Settings for slow servers (a large model on a small machine), in seconds; empty or invalid is the default. */
export interface PatienceSettings {
  MODEL_FIRST_BYTE_SECONDS?: string;
  MODEL_IDLE_SECONDS?: string;
  MODEL_NO_PROGRESS_SECONDS?: string;
}

export function patienceOf(settings: PatienceSettings): Patience {
  const { firstByteMs, idleMs, noProgressMs } = defaultPatience;
  return {
    firstByteMs: millisecondsOf(settings.MODEL_FIRST_BYTE_SECONDS, firstByteMs, longestWaitMs),
    idleMs: millisecondsOf(settings.MODEL_IDLE_SECONDS, idleMs, longestWaitMs),
    noProgressMs: millisecondsOf(settings.MODEL_NO_PROGRESS_SECONDS, noProgressMs, longestWaitMs),
  };
}

export interface Watchdog {
  /** How long the next chunk may take from now, milliseconds. */
  waitMs(): number;
  /** A chunk that held something was read and passed on. */
  progressed(): void;
}

/**
 * The three watchdogs of one stream, made when the request is sent. Chunks that hold nothing (a role, an empty delta) do not end the wait for
 * the first byte: some servers send one at once and think afterwards.
 */
export function createWatchdog(patience: Patience, now: () => number): Watchdog {
  let progressAtMs = now();
  let begun = false;
  return {
    waitMs() {
      const spentMs = now() - progressAtMs;
      const restMs = patience.noProgressMs - spentMs;
      return Math.max(0, begun ? Math.min(patience.idleMs, restMs) : Math.min(patience.firstByteMs - spentMs, restMs));
    },
    progressed() {
      begun = true;
      progressAtMs = now();
    },
  };
}

/** Rejects with `onTimeout()` when `work` takes longer, and with the signal's reason when that aborts first. */
export async function within<T>(work: Promise<T>, timeoutMs: number, signal: AbortSignal, onTimeout: () => Error): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>();
  const timer = setTimeout(() => reject(onTimeout()), timeoutMs);
  const abort = () => reject(signal.reason);
  signal.addEventListener("abort", abort, { once: true });
  // Not thrown before the race: then nobody would hear the rejection of `work`.
  if (signal.aborted) abort();
  try {
    return await Promise.race([work, promise]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}
