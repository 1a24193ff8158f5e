// A text that counts how often a library reads its characters and remembers where it read last: a budget and a place for a parser that has neither.

/** Thrown into the reader when it has read too often. */
export class OutOfSteps extends Error {}

/** A budget of reads that several readings share. */
export interface Steps {
  left: number;
  /** The budget ran out once, so some of the texts are bombs; the rest get what ordinary ones need. */
  usedUp?: boolean;
}

/**
 * Average reads per character that the compiler is allowed. It parses some forms again for each possible meaning, and nested ones over and
 * over (`async <T>(` sixteen times takes half a minute). Of 531 real files none needs more than 3.1.
 */
const looksPerCharacter = 8;
/** The same across all files of an app, few of which are hard to read; then the same once bombs are known to be among them. */
const looksPerCharacterOfApp = 5;
const looksPerCharacterBesideBombs = 4;
/** A short source gets at least this many: about a millisecond's worth, since an app may have hundreds of them. */
const fewestLooks = 10_000;

/** The budget for compiling a source, or all scripts of a page. */
export const stepsFor = (source: string): Steps => ({ left: Math.max(fewestLooks, looksPerCharacter * source.length) });

/** Extra reads that an app's files share, some milliseconds' worth: enough for a few short ones that are hard to read. */
const looksPerApp = 60_000;

/** The budget for all files of an app: if each of hundreds had the budget of one file, everyone else would wait. */
export const stepsForApp = (): Steps => ({ left: looksPerApp });

/** The same budget plus the share of one more source. A surplus carries over to later sources, a shortfall does not. */
export function withSource(shared: Steps, source: string): Steps {
  shared.left =
    Math.max(0, shared.left) + (shared.usedUp ? looksPerCharacterBesideBombs : looksPerCharacterOfApp) * source.length;
  return shared;
}

export interface MeteredText {
  /** Reads like the content itself. */
  text: string;
  /** Offset of the last read, UTF-16 units. */
  lastOffset(): number;
}

/** Tokenizers read with `charCodeAt`, and later stages take tokens with `slice`: each call counts as one read. */
export function meterText(content: string, steps: Steps): MeteredText {
  let last = 0;
  function look(offset: number): void {
    last = offset;
    steps.left -= 1;
    if (steps.left >= 0) return;
    steps.usedUp = true;
    throw new OutOfSteps("The text was looked at too often.");
  }
  // A String object: libraries that do not check the type read it like any other string.
  const text: string = Object(content);
  Object.defineProperties(text, {
    charCodeAt: {
      value(offset: number) {
        look(offset);
        return content.charCodeAt(offset);
      },
    },
    slice: {
      value(start?: number, end?: number) {
        look(end ?? content.length);
        return content.slice(start, end);
      },
    },
  });
  return { text, lastOffset: () => Math.min(last, content.length) };
}
