// Ends requests to a model that stays silent too long: the openai client's own time-out covers only response headers.
import { millisecondsOf } from "../../base/settings.ts";

/** Waits of one model request, milliseconds. */
export interface Patience {
  /** From the request to the first chunk with content. */
  firstByteMs: number;
  /** From one chunk to the next, once content has come. */
  idleMs: number;
  /** From one chunk with content to the next, while empty ones keep coming. */
  noProgressMs: number;
}

export const defaultPatience: Patience = {
  // Reasoning models think for minutes before their first word, and a local server reads a long prompt first.
  firstByteMs: 300_000,
  // Tokens from a working server are seconds apart at most; two minutes leave room for a busy router.
  idleMs: 120_000,
  // A server that sends empty chunks is still thinking, so it gets as long as one that thinks in silence.
  noProgressMs: 300_000,
};

/** One model round may last ten minutes (the orchestrator's limit): a longer wait for part of it would change nothing. */
const longestWaitMs = 600_000;

/** Settings for slow servers (a large model on a small machine), in seconds; the default if empty or invalid. */
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
  /** A chunk came. `held`: it held more than a role or an empty delta. `thinks`: expect silence, as before the first word. */
  read(held: boolean, thinks?: boolean): void;
  /** Nobody reads until `resume`: that time is not the server's. */
  pause(): void;
  resume(): void;
  /** The answer is complete; wait this long for anything that follows, milliseconds. */
  finished(waitMs: number): void;
  /** The answer is not complete after all: the usual waits apply again. */
  goesOn(): void;
  /** Call when the reading is over, however it ended. */
  stop(): void;
  readonly hasBarked: boolean;
}

/**
 * The watchdogs of one stream, created when the request is sent; `bark` is called at most once and should end the reading. Empty chunks do
 * not end the wait for the first byte: some servers send one at once and then think. A single timer checks how far the deadline has moved,
 * since a file has a hundred thousand chunks.
 */
export function createWatchdog(patience: Patience, now: () => number, bark: () => void): Watchdog {
  let lastReadMs = now();
  let progressAtMs = lastReadMs;
  let begun = false;
  let thinking = false;
  let endMs: number | null = null;
  let hasBarked = false;
  let timer: ReturnType<typeof setTimeout>;
  look();

  function deadlineMs(): number {
    if (endMs !== null) return endMs;
    const silenceEndsMs = begun && !thinking ? lastReadMs + patience.idleMs : progressAtMs + patience.firstByteMs;
    return Math.min(silenceEndsMs, progressAtMs + patience.noProgressMs);
  }

  /** Barks, or checks again at the current deadline. */
  function look(): void {
    clearTimeout(timer);
    const leftMs = deadlineMs() - now();
    if (leftMs > 0) {
      timer = setTimeout(look, leftMs);
      return;
    }
    hasBarked = true;
    bark();
  }

  return {
    read(held, thinks = false) {
      if (endMs !== null) return;
      lastReadMs = now();
      const patienceEnds = (held && !begun) || (thinking && !thinks);
      thinking = thinks;
      begun ||= held;
      if (held) progressAtMs = lastReadMs;
      // From here on, silence is tolerated for less time.
      if (patienceEnds) look();
    },
    pause: () => clearTimeout(timer),
    resume() {
      lastReadMs = now();
      progressAtMs = lastReadMs;
      look();
    },
    finished(waitMs) {
      // Anything after the answer does not postpone the end.
      if (endMs !== null) return;
      endMs = now() + waitMs;
      look();
    },
    goesOn() {
      if (endMs === null) return;
      endMs = null;
      lastReadMs = now();
      progressAtMs = lastReadMs;
      look();
    },
    stop: () => clearTimeout(timer),
    get hasBarked() {
      return hasBarked;
    },
  };
}
