// Times and sizes of the hub, each with its reason.
import { idempotencyHours } from "../../protocol/constants.ts";

/** A pending call keeps a Durable Object alive only on paper; an alarm does (PLATFORM: evicted after 70–140 s without). */
export const keepAwakeMs = 10_000;

/** A runner writes at least a heartbeat a second; this much silence means that it is gone. */
export const silentRunnerMs = 30_000;

/** A dispatch that nobody has picked up after this long was lost with the queue; doubled with each lost in a row, up to the longest. */
export const redispatchMs = 5_000;
export const redispatchMaxMs = 10 * 60 * 1000;

/** After this many lost dispatches in a row (about 40 minutes) nothing is going to start the run, and it fails visibly. */
export const maxLostDispatches = 10;

/** After this many starts that asked a model and led to no new complete round the run fails instead of being paid for again. */
export const maxFruitlessStarts = 5;

/** After this many starts in a row (about half an hour) that broke before a model was asked, which costs nothing, the run fails visibly. */
export const maxBrokenStarts = 12;

/** Wait before a start that follows a broken or fruitless one: doubled each time up to the longest, in milliseconds. */
export const restartDelayMs = 500;
export const restartMaxDelayMs = 10 * 60 * 1000;

/** Longest wait before a start. A stored time that lies further ahead was written by a clock that went wrong, and does not count. */
export const maxStartDelayMs = 15 * 60 * 1000;

/** Wait before work on D1 or the queue that failed is repeated; doubled each time up to the longest. */
export const repairDelayMs = 2_000;
export const repairMaxDelayMs = 10 * 60 * 1000;

/** Outside work that was not answered for so long is begun anew: D1 and the queue answer in a fraction of it. */
export const workMaxMs = 60_000;

/** Runs that may wait behind the running one. */
export const maxWaitingRuns = 20;

/** A run's part of the log stays at least this long after its end, for viewers that come back, and at most twice as long. */
export const logRetentionMs = 60 * 60 * 1000;

/** What an idempotency key was used for is known for so long, and gone from storage after twice that at most. */
export const keyLifeMs = idempotencyHours * 60 * 60 * 1000;

/** Of so many runs that ended without success a retry is told whether it goes on from them; one of an older run starts anew without a word. */
export const maxCutShort = 20;

/** A deleted app's hub remembers that it was deleted, so that nothing late revives it. */
export const tombstoneMs = 24 * 60 * 60 * 1000;

/** A stored row stays below SQLite's 2 MB in Durable Objects; UTF-16 units, up to three bytes each. */
export const rowMaxCharacters = 400_000;

/**
 * Events of one run are packed into a row of the log up to about this size, UTF-16 units: a minute of a run is 1,200 frames, and as many rows would be
 * read one by one at a replay. Each frame writes its row anew, so that a larger one costs more than the reading saves.
 */
export const packedRowCharacters = 32_000;

/** Replay frames are merged up to about this size, UTF-16 units: few messages, none near the 1 MiB that proxies dislike. */
export const replayFrameCharacters = 200_000;

/** Subscribers of one app: each costs a send a frame. */
export const maxSubscribers = 500;

/**
 * Live text sent to a subscriber since its last ping, UTF-16 units: more, and it does not read. What it has not taken waits in the object's
 * 128 MB, and in the 25 s between two pings a fast model writes about 50,000.
 */
export const maxUnconfirmedCharacters = 8_000_000;
