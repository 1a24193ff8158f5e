// Limits of one run, each with its reason.

/** Model rounds of one run: a large first version takes about ten; a model that needs more will not finish. */
export const maxRounds = 40;

/** Longest answer of one round, tokens: a whole small app fits, and every current model accepts it. */
export const maxOutputTokens = 32_000;

/** Attempts at one round when a provider has passing faults. */
export const maxTriesPerRound = 3;

/**
 * Repeated requests of one run, over all its rounds: without a bound, a provider that keeps failing would make a run of forty rounds
 * pay for a hundred and twenty. An ordinary run has about ten rounds; one that needs more repeats is better tried later.
 */
export const maxRepeatsPerRun = 12;

/** Longest first wait before a request is repeated, milliseconds; doubled each time, with full jitter. */
export const retryBaseMs = 1_000;
/** The bound stops growing here, milliseconds: somebody is watching. */
export const retryCapMs = 8_000;
/** For a longer wait than this, the run pauses and comes back through the queue. */
export const retryInPlaceMs = 20_000;

/** The longest wait a provider may ask for; beyond it the run fails with the reason instead of holding up the app. */
export const longestWaitMs = 10 * 60 * 1000;

/**
 * Wall time of one model round with all its attempts, milliseconds: a slice and a round together stay below the 15 minutes that a pending call may
 * last.
 */
export const maxRoundMs = 10 * 60 * 1000;
/** After this long, milliseconds, a stand-in gets the rest of the round's time instead of another attempt at a stalled provider. */
export const repeatBeforeSwitchMs = 2 * 60 * 1000;

/** Most a model may write in one round, UTF-16 units: twice the largest app, since calls escape quotation marks and line breaks as two. */
export const roundMaxCharacters = 10_000_000;
/** Calls of one round: more than an app has files. */
export const roundMaxCalls = 400;
/** Prose or thinking that repeats itself for this long, UTF-16 units, means the model will not stop. */
export const repeatedTextCharacters = 6_000;
/** The same in a call's arguments: files hold tables of zeros and rows of equal tags, up to a third of the largest file. */
export const repeatedCallCharacters = 500_000;

/** The same call this many times in a row is a model going round in circles. */
export const sameCallLimit = 3;

/** Rounds in a row that change nothing and learn nothing new: every call failed, or was answered before in the same way. */
export const maxFruitlessRounds = 5;
/** How many recent calls are remembered to detect this: more than two rounds that look at everything. */
export const rememberedCalls = 500;
/** Rounds in a row that the output limit may cut off before anything was done: a long answer in prose takes a few. */
export const maxCutRounds = 3;

/** How much of a round's mistakes is remembered, UTF-16 units: enough to tell whether the next ones are the same. */
export const mistakesMaxCharacters = 1_000;
/** Rounds in a row whose every call is malformed in the same way before the run fails visibly. */
export const maxMalformedRounds = 2;

/** How often a model is told that the app does not load before the run ends with a warning. */
export const maxRepairRequests = 2;

/** What keeps the app from loading as told to the model at once, UTF-16 units: the first few causes usually lead to the rest. */
export const diagnosticsMaxCharacters = 1_200;
/** The same for what does not: with the words around both, no more than 1,500. */
export const warningsMaxCharacters = 200;

/** A slice of a run starts no new round after this long, milliseconds; the next slice runs in its own invocation. Also the maximum. */
export const defaultSliceMs = 4 * 60 * 1000;

/** Wall time of a whole run, milliseconds. */
export const maxRunMs = 60 * 60 * 1000;

/**
 * Longest conversation sent to a model, tokens. Every current model with tools reads 128,000, answers included; and each round pays for all
 * of it, though only a tenth where it is cached.
 */
export const contextMaxTokens = 96_000;
/** Share of a model's context window that the conversation may take: the rest is for the answer. */
export const conversationShare = 0.75;
/** If a model has room for no more than this beyond the fixed part of each request, tokens, shortening beforehand would leave nothing. */
export const leastConversationTokens = 2_000;
/** Share that a too long conversation is shortened to: leaves room for many rounds, since shortening loses the cache. */
export const compactedShare = 0.4;
/** How often a run shortens its conversation because the model says it is too long. */
export const maxShortenings = 3;

/** Most earlier messages when there is no thread, UTF-16 units: about 12,000 tokens. The request itself is never cut. */
export const historyMaxCharacters = 48_000;

/** The assistant's message, UTF-16 units: prose of all rounds. Nobody reads more, and it has to fit a database row. */
export const assistantTextMaxCharacters = 200_000;
/** A refusal shown as the reason for a failure, UTF-16 units. The message holds all of it. */
export const reasonMaxCharacters = 600;
/** A call's title, UTF-16 units: one line in the chat. */
export const titleMaxCharacters = 200;

/** Longest answer of one tool to the model, UTF-16 units: about 20,000 tokens, sent again in every later round. */
export const toolResultMaxCharacters = 80_000;
/** Lines `read_file` returns at once. */
export const readMaxLines = 2_000;
/** Matches `search_files` returns. */
export const searchMaxMatches = 100;
