// Reads a stream with a time-out for each next item: the openai client's own covers response headers only.

/** Waits of one model request, milliseconds. Reasoning models may think for minutes before their first byte. */
export interface Patience {
  firstByteMs: number;
  idleMs: number;
}

export const defaultPatience: Patience = { firstByteMs: 300_000, idleMs: 120_000 };

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
