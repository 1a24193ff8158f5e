// Times and sizes of the hub, each with its reason.
import { idempotencyHours } from "../../protocol/constants.ts";

/** A pending call keeps a Durable Object alive only on paper; an alarm does (PLATFORM: evicted after 70–140 s without). */
export const keepAwakeMs = 10_000;

/** A runner writes at least one heartbeat a second; this much silence means it is gone. */
export const silentRunnerMs = 30_000;

/** A dispatch not picked up after this long was lost in the queue; doubled with each loss in a row, up to the longest. */
export const redispatchMs = 5_000;
export const redispatchMaxMs = 10 * 60 * 1000;

/** After this many lost dispatches in a row (about 40 minutes) nothing will start the run, and it fails visibly. */
export const maxLostDispatches = 10;

/** After this many starts that asked a model but completed no new round, the run fails instead of costing more. */
export const maxFruitlessStarts = 5;

/** After this many starts in a row (about half an hour) that broke before a model was asked, which costs nothing, the run fails visibly. */
export const maxBrokenStarts = 12;

/** Wait before a start that follows a broken or fruitless one: doubled each time up to the longest, in milliseconds. */
export const restartDelayMs = 500;
export const restartMaxDelayMs = 10 * 60 * 1000;

/** Longest wait before a start. A stored time further ahead was written by a clock that was wrong, and is ignored. */
export const maxStartDelayMs = 15 * 60 * 1000;

/** Wait before work on D1 or the queue that failed is repeated; doubled each time up to the longest. */
export const repairDelayMs = 2_000;
export const repairMaxDelayMs = 10 * 60 * 1000;

/** Outside work unanswered for this long is started again: D1 and the queue answer in a fraction of it. */
export const workMaxMs = 60_000;

/** Runs that may wait behind the running one. */
export const maxWaitingRuns = 20;

/** A run's events stay in the log at least this long after its end, for returning viewers, and at most twice as long. */
export const logRetentionMs = 60 * 60 * 1000;

/** An idempotency key is remembered this long, and gone from storage after at most twice that. */
export const keyLifeMs = idempotencyHours * 60 * 60 * 1000;

/** For this many unsuccessful runs the hub remembers whether a retry can continue; a retry of an older run silently starts over. */
export const maxCutShort = 20;

/** How long a deleted app's hub remembers the deletion, so that nothing late revives it. */
export const tombstoneMs = 24 * 60 * 60 * 1000;

/** A stored row stays below SQLite's 2 MB in Durable Objects; UTF-16 units, up to three bytes each. */
export const rowMaxCharacters = 400_000;

/**
 * Events of one run share a log row up to about this size, UTF-16 units: a minute of a run is 1,200 frames, and as many rows would have to be
 * read one by one in a replay. Each frame rewrites its row, so larger rows would cost more than they save.
 */
export const packedRowCharacters = 32_000;

/** Replay frames are merged up to about this size, UTF-16 units: few messages, none near the 1 MiB that proxies dislike. */
export const replayFrameCharacters = 200_000;

/** Most subscribers of one app: each costs one send per frame. */
export const maxSubscribers = 500;

/**
 * Most live text sent to a subscriber since its last ping, UTF-16 units: beyond this it is not reading. Unread text waits in the object's
 * 128 MB, and in the 25 s between two pings a fast model writes about 50,000.
 */
export const maxUnconfirmedCharacters = 8_000_000;
