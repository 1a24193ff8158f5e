// The most that the Worker's bundle may weigh, for its test and its bench.

/** Compressed, as a Worker reads all of its code at each start. It weighed 502 kB when the limit was set: the demo model's words in four languages
 * are about 29 kB of it, the code that reads the answers of many servers and models about 20 kB. The parser that finds what browsers refuse, and the
 * names that browsers have, added 42 kB; what some 65 libraries export, 47 kB. */
export const bundleLimitBytes = 660_000;

/** The most that the isolate of styles may weigh, compressed. It weighed 222 kB: what it consists of stands in
 * docs/decisions/2026-11-28-styles-at-the-edge.md. It is loaded at most once by an isolate of the Worker. */
export const stylesIsolateLimitBytes = 235_000;
