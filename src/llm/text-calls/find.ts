// Finds where in an answer a call may begin. Reads prose as Markdown, since code is an illustration: a call in a fence counts only
// when the fence starts with it.
import { type Begins, type Offered, skipSpace, tellingCharacters } from "./form.ts";
import { forms } from "./forms.ts";
import { openerBegins } from "./openers.ts";
import { pageBegins } from "./page.ts";

export interface FoundFence {
  /** The closing run has at least this many of the same character. */
  run: string;
  contentAt: number;
}

export type Found =
  /** `fence`: null when the call is not in one. */
  | { type: "found"; at: number; fence: FoundFence | null }
  /** From here on, more text is needed to decide. */
  | { type: "wait"; at: number }
  | { type: "end" };

export interface Finder {
  /** Continues from a place where it was called before, or stopped. `isWhole`: nothing comes after the text. */
  next(text: string, from: number, isWhole: boolean): Found;
  /** The next place is at the start of a line: after a call the next one may follow at once. */
  startLine(): void;
}

/** `page`: also look for a page. */
export interface FinderOptions {
  offered: Offered;
  page: boolean;
}

/** Every character that may start something, apart from a line's first one. */
const special = /[<[{`\n]/g;
/** What follows the bracket that starts a tag or token. */
const tagNext = /[\w!|｜]/;
const fenceMinLength = 3;
/** Longest line that may open a fence, UTF-16 units. */
const fenceLineMaxCharacters = 200;

export function createFinder({ offered, page }: FinderOptions): Finder {
  let isLineStart = true;
  let isAfterColon = false;
  /** An unknown tag may precede a page. */
  let isAfterTag = false;
  /** Length of the run of backticks that opened code in this line; 0 outside code. */
  let code = 0;
  /** The surrounding fence, if it holds no call. */
  let fence: string | null = null;

  function begins(text: string, at: number): Begins {
    if (text[at] === "<" && !tagNext.test(text[at + 1] ?? "a")) return "no";
    const place = { isLineStart, isAfterColon, offered };
    let answer = openerBegins(text, at, isLineStart);
    if (answer !== "yes" && page && (isLineStart || isAfterTag)) answer = either(answer, pageBegins(text, at));
    for (const form of forms) if (answer !== "yes" && form.begins) answer = either(answer, form.begins(text, at, place));
    return answer === "more" && text.length - at >= tellingCharacters ? "no" : answer;
  }

  /** Where the text continues after this part, or what was found. */
  function step(text: string, at: number, isWhole: boolean): number | Found {
    const character = text[at];
    if (isLineStart && (character === "`" || character === "~")) {
      const after = atFence(text, at, isWhole);
      if (after !== null) return after;
    }
    if (fence !== null) return afterLine(text, at);
    if (character === "\n") return afterLine(text, at);
    if (character === " " || character === "\t") return at + 1;
    if (character === "`") {
      const run = runOf(text, at);
      if (at + run === text.length && !isWhole && run < tellingCharacters) return { type: "wait", at };
      code = code === 0 ? run : code === run ? 0 : code;
      isLineStart = false;
      return at + run;
    }
    if (code === 0) {
      const answer = begins(text, at);
      if (answer === "yes") {
        isLineStart = false;
        return { type: "found", at, fence: null };
      }
      if (answer === "more" && !isWhole) return { type: "wait", at };
    }
    isLineStart = false;
    special.lastIndex = at + 1;
    const next = special.exec(text)?.index ?? text.length;
    isAfterColon = text.slice(at, next).trimEnd().endsWith(":");
    isAfterTag = text[next - 1] === ">";
    return next;
  }

  function afterLine(text: string, at: number): number {
    const end = text.indexOf("\n", at);
    isLineStart = end !== -1;
    isAfterColon = false;
    code = 0;
    return end === -1 ? text.length : end + 1;
  }

  /** A line of backticks or tildes. Null when it does not open or close a fence. */
  function atFence(text: string, at: number, isWhole: boolean): number | Found | null {
    const run = runOf(text, at);
    const isCut = text.indexOf("\n", at) === -1 && text.length - at < fenceLineMaxCharacters;
    if (isCut && !isWhole) return { type: "wait", at };
    if (fence !== null) {
      const isClosed = text[at] === fence[0] && run >= fence.length;
      if (isClosed) fence = null;
      return isClosed ? afterLine(text, at) : null;
    }
    const lineEnd = text.indexOf("\n", at);
    if (run < fenceMinLength || lineEnd === -1 || lineEnd - at > fenceLineMaxCharacters) return null;
    const word = text.slice(at + run, lineEnd).trim();
    // A line that opens a fence with backticks has no others.
    if (word.includes("`")) return null;
    const contentAt = lineEnd + 1;
    const first = skipSpace(text, contentAt);
    const answer = first < text.length ? begins(text, first) : "more";
    if (answer === "more" && !isWhole && text.length - contentAt < tellingCharacters) return { type: "wait", at };
    if (answer === "yes") return { type: "found", at, fence: { run: text.slice(at, at + run), contentAt } };
    fence = text.slice(at, at + run);
    return contentAt;
  }

  return {
    next(text, from, isWhole) {
      let at = from;
      while (at < text.length) {
        const after = step(text, at, isWhole);
        if (typeof after !== "number") return after;
        at = after;
      }
      return { type: "end" };
    },
    startLine() {
      isLineStart = true;
      code = 0;
    },
  };
}

const either = (first: Begins, second: Begins): Begins => (second === "no" ? first : second);

function runOf(text: string, at: number): number {
  let end = at;
  while (text[end] === text[at]) end += 1;
  return end - at;
}
