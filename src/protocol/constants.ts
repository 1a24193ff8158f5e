// Numbers and names that both sides of the wire rely on. Limits that only the engine knows are in orchestrator/run-limits.ts.

/** Version of the wire contract (PROTOCOL.md). */
export const wireVersion = 1;

/** Longest prompt or message, UTF-16 units: about 10,000 tokens, far more than a person types and less than fills a context. */
export const messageMaxCharacters = 40_000;
export const appNameMaxCharacters = 80;
export const appDescriptionMaxCharacters = 500;
export const modelNameMaxCharacters = 200;

/** Values that an app's files read as `import.meta.env.NAME`: most of them, and their lengths in UTF-16 units. They stand in every module that reads one. */
export const publicValuesMax = 50;
export const publicNameMaxCharacters = 80;
export const publicValueMaxCharacters = 1_000;
/** Names that have a meaning of their own there. */
export const reservedPublicNames: readonly string[] = ["BASE_URL", "DEV", "MODE", "NODE_ENV", "PROD", "SSR"];

/** Longest path of a file in an app, UTF-16 units. */
export const filePathMaxCharacters = 200;

/** Largest text file in an app, bytes: below the 2 MB that a D1 row may hold, with room for the row itself. */
export const fileMaxBytes = 1_500_000;
/** Largest picture or other binary file, bytes: held in memory once while it is stored. */
export const binaryMaxBytes = 10_000_000;
/** All binary files of an app together, bytes. */
export const appBinaryMaxBytes = 50_000_000;
/** Largest upload of several files at once, packed and unpacked, bytes: it is in memory twice, of 128 MB. */
export const uploadMaxBytes = 25_000_000;
/** Most files in an app: far more than a person reads, while a manifest of them still fits in a prompt. */
export const appMaxFiles = 300;
/** Total size of an app's texts, bytes: the whole tree is held in a 128 MB isolate, as UTF-16 and alongside the model's messages. */
export const appMaxBytes = 5_000_000;

/** Entries per page: the default and the most. */
export const pageDefaultEntries = 50;
export const pageMaxEntries = 200;

/** Longest that a request may wait for the end of a run, seconds: proxies give up on a silent request soon after. */
export const waitMaxSeconds = 60;

/** How long an Idempotency-Key is remembered, hours. */
export const idempotencyHours = 24;
export const idempotencyKeyMaxCharacters = 200;

/** How often a subscriber sends the text `ping`, milliseconds. It is answered `pong` without waking the hub. */
export const pingIntervalMs = 25_000;
export const pingText = "ping";
export const pongText = "pong";

/** Codes with which a server closes a socket (4000–4999 are for applications). */
export const closeCodes = { deleted: 4404, viewersCannotWrite: 4400, tooSlow: 4408 } as const;

export const stages = {
  create: ["analyzing", "planning", "coding", "reviewing", "deploying"],
  update: ["analyzing", "planning", "coding", "reviewing"],
  ask: ["analyzing", "planning"],
} as const;

/** The file that a preview opens. */
export const entryPath = "index.html";

/** Provider of the built-in model, which answers where no other is set up. */
export const builtInProvider = "demo";
export const isBuiltIn = (provider: string | null | undefined): boolean => provider === builtInProvider;
