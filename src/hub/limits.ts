// Times and sizes of the hub, each with its reason.

/** A pending call keeps a Durable Object alive only on paper; an alarm does (PLATFORM: evicted after 70–140 s without). */
export const keepAwakeMs = 10_000;

/** A runner writes at least a heartbeat a second; this much silence means that it is gone. */
export const silentRunnerMs = 30_000;

/** A dispatch that nobody has picked up after this long was lost with the queue. */
export const redispatchMs = 15_000;

/** After this many starts without a new complete round the run fails instead of being paid for again. */
export const maxFruitlessStarts = 5;

/** Wait before a start that follows a broken one: doubled each time, in milliseconds. */
export const restartDelayMs = 500;

/** Wait before work on D1 or the queue that failed is repeated. */
export const repairDelayMs = 2_000;

/** Runs that may wait behind the running one. */
export const maxWaitingRuns = 20;

/** A finished run's part of the log stays this long for viewers that come back. */
export const logRetentionMs = 60 * 60 * 1000;

/** A deleted app's hub remembers that it was deleted, so that nothing late revives it. */
export const tombstoneMs = 24 * 60 * 60 * 1000;

/** A stored row stays below SQLite's 2 MB in Durable Objects; UTF-16 units, up to three bytes each. */
export const rowMaxCharacters = 400_000;

/** Replay frames are merged up to about this size, UTF-16 units: few messages, none near the 1 MiB that proxies dislike. */
export const replayFrameCharacters = 200_000;
