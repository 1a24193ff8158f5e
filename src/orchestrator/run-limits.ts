// Limits of one run, each with its reason.

/** Model rounds of one run: a large first version takes about ten; more is a model that does not come to an end. */
export const maxRounds = 40;

/** Longest answer of one round, tokens: a whole small app fits, and every current model accepts it. */
export const maxOutputTokens = 32_000;

/** Tries of one round against passing faults of a provider. */
export const maxTriesPerRound = 3;

/**
 * Repeated requests of one run, over all its rounds: without a bound a provider that fails every second time would make a run of forty rounds
 * pay for a hundred and twenty. An ordinary run has about ten rounds; one that needs more repeats than this is better tried later.
 */
export const maxRepeatsPerRun = 12;

/** Bound of the first wait before a request is repeated, milliseconds; doubled each time, with full jitter. */
export const retryBaseMs = 1_000;
/** The bound grows no further than this, milliseconds: somebody is watching. */
export const retryCapMs = 8_000;
/** A wait longer than this is not slept through: the run pauses and comes back through the queue. */
export const retryInPlaceMs = 20_000;

/** The longest wait that a provider may ask for; beyond it the run fails with the reason instead of holding up the app. */
export const longestWaitMs = 10 * 60 * 1000;

/**
 * Wall time of one model round with all its tries, milliseconds: a slice and a round together stay below the 15 minutes that a pending call may
 * last.
 */
export const maxRoundMs = 10 * 60 * 1000;
/** After this long, milliseconds, a stand-in gets the rest of the round's time instead of one more try of a provider that stalls. */
export const repeatBeforeSwitchMs = 2 * 60 * 1000;

/** What a model may write in one round, UTF-16 units: the largest app twice over, since quotation marks and lines of a call are written as two. */
export const roundMaxCharacters = 10_000_000;
/** Calls of one round: more than an app has files. */
export const roundMaxCalls = 400;
/** So much of prose or thinking that only repeats itself, UTF-16 units, is a model that does not stop any more. */
export const repeatedTextCharacters = 6_000;
/** The same in a call's arguments: files hold tables of zeros and rows of equal tags, and one of a third of the largest size may be nothing else. */
export const repeatedCallCharacters = 500_000;

/** The same call this many times in a row is a model going round in circles. */
export const sameCallLimit = 3;

/** Rounds in a row that change nothing and learn nothing new: every call failed, or was answered before in the same way. */
export const maxFruitlessRounds = 5;
/** Calls that are remembered to tell this, the latest: more than two rounds that look at everything. */
export const rememberedCalls = 500;
/** Rounds in a row that the output limit may cut off before anything was carried out: a long answer in prose goes on a few times. */
export const maxCutRounds = 3;

/** What is remembered of a round's mistakes, UTF-16 units: enough to tell whether the next ones are the same. */
export const mistakesMaxCharacters = 1_000;
/** Rounds in a row whose every call is malformed in the same way before the run fails visibly. */
export const maxMalformedRounds = 2;

/** Times that a model is told that the app does not load before the run ends with the warning shown. */
export const maxRepairRequests = 2;

/** Diagnostics told to the model at once: the first few are the cause, the rest follows from them. */
export const diagnosticsShown = 8;
/** One diagnostic, UTF-16 units. */
export const diagnosticMaxCharacters = 500;

/** A slice of a run begins no further round after this long, milliseconds; the next slice goes on in an invocation of its own. Also the longest. */
export const defaultSliceMs = 4 * 60 * 1000;

/** Wall time of a whole run, milliseconds. */
export const maxRunMs = 60 * 60 * 1000;

/**
 * Longest conversation that a model is asked with, tokens. Every current model with tools reads 128,000, answers included; and each round pays for all
 * of it, if only a tenth where it is cached.
 */
export const contextMaxTokens = 96_000;
/** Share of what a model reads and answers together that its conversation may take: the rest is for the answer. */
export const conversationShare = 0.75;
/** Where a model reads so little more than what stands in every request, tokens, making the rest shorter beforehand would leave nothing of it. */
export const leastConversationTokens = 2_000;
/** What a conversation that is too long is shortened to, as a share: room for many more rounds, since shortening throws the cache away. */
export const compactedShare = 0.4;
/** How often a run shortens its conversation because the model says that it cannot read so much. */
export const maxShortenings = 3;

/** Earlier messages where there is no thread to go on from, UTF-16 units: about 12,000 tokens. The request itself is never cut. */
export const historyMaxCharacters = 48_000;

/** The assistant's message, UTF-16 units: prose of all rounds. More is not read by anybody, and it has to fit a row of the database. */
export const assistantTextMaxCharacters = 200_000;
/** A refusal shown as the reason of a failure, UTF-16 units. The message holds all of it. */
export const reasonMaxCharacters = 600;
/** A call's title, UTF-16 units: one line in the chat. */
export const titleMaxCharacters = 200;

/** What one tool answers the model, UTF-16 units: about 20,000 tokens, which are sent again in every round that follows. */
export const toolResultMaxCharacters = 80_000;
/** Lines that `read_file` answers at once. */
export const readMaxLines = 2_000;
/** Matches that `search_files` answers. */
export const searchMaxMatches = 100;
