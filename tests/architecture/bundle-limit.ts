// The most that the Worker's bundle may weigh, for its test and its bench.

/** Compressed, as a Worker reads all of its code at each start. It weighed 536 kB when libraries, checks by a parser, forms of code, files and styles came to
 * apps, and 686 kB after: what some 65 libraries export is 47 kB of that, acorn 34 kB. The demo model's words in four languages are about 29 kB, the code that
 * reads the answers of many servers and models about 20 kB. The compiler of styles is not in it. */
export const bundleLimitBytes = 695_000;

/** The most that the isolate of styles may weigh, compressed. It weighed 222 kB: what it consists of stands in
 * docs/decisions/2026-11-28-styles-at-the-edge.md. It is loaded at most once by an isolate of the Worker. */
export const stylesIsolateLimitBytes = 235_000;
