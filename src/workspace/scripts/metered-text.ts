// A text that counts how often a library reads its characters and remembers where it read last: a budget and a place for a parser that has neither.

/** Thrown into the reader when it has looked too often. */
export class OutOfSteps extends Error {}

/** Looks that several readings share. */
export interface Steps {
  left: number;
  /** They were used up once: there are bombs among the texts, and the rest gets what ordinary ones need. */
  usedUp?: boolean;
}

/**
 * Looks at each character of a source that the compiler gets, on average. It reads some forms anew for each way in which they may be meant, nested ones
 * again and again (`async <T>(` sixteen times takes half a minute). Of 531 real files none needs more than 3.1.
 */
const looksPerCharacter = 8;
/** The same over all files of an app, few of which are hard to read; and once bombs are known to be among them. */
const looksPerCharacterOfApp = 5;
const looksPerCharacterBesideBombs = 4;
/** A short source gets more: about a millisecond's worth, for an app may have hundreds of them. */
const fewestLooks = 10_000;

/** The budget for compiling a source, or all scripts of a page. */
export const stepsFor = (source: string): Steps => ({ left: Math.max(fewestLooks, looksPerCharacter * source.length) });

/** What the files of an app may take beyond that together, some milliseconds' worth: a few short ones that are hard to read. */
const looksPerApp = 60_000;

/** The budget for looking at all files of an app: hundreds that each need what one may need would hold everybody else up. */
export const stepsForApp = (): Steps => ({ left: looksPerApp });

/** The same budget, with the part of one more source in it. What a source leaves over is for those after it, what it lacks is its own. */
export function withSource(shared: Steps, source: string): Steps {
  shared.left =
    Math.max(0, shared.left) + (shared.usedUp ? looksPerCharacterBesideBombs : looksPerCharacterOfApp) * source.length;
  return shared;
}

export interface MeteredText {
  /** Reads as the content itself does. */
  text: string;
  /** Where it was looked at last, UTF-16 units. */
  lastOffset(): number;
}

/** `charCodeAt` is how a tokenizer reads, and `slice` how what comes after it takes its tokens: these two are watched, one look each. */
export function meterText(content: string, steps: Steps): MeteredText {
  let last = 0;
  function look(offset: number): void {
    last = offset;
    steps.left -= 1;
    if (steps.left >= 0) return;
    steps.usedUp = true;
    throw new OutOfSteps("The text was looked at too often.");
  }
  // A String object: libraries that do not ask what kind of text they have read it as any other.
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
