// Separates a model's thoughts from its answer when both arrive as text (docs/decisions/2026-11-28-thoughts-in-text.md). Only the start of an answer
// counts as a thought, so a text about such marks keeps them.
import { createHarmonyReader, type HarmonyReader, harmonyBegins } from "./harmony-channels.ts";
import {
  answerPairs,
  callMarks,
  clearOpenings,
  type Finder,
  firstFound,
  loneClosings,
  type MarkPair,
  markPairs,
  nextMark,
  openings,
} from "./marks.ts";

export interface ThoughtSink {
  say(text: string): void;
  think(text: string): void;
  /** All text so far was a thought. */
  takeBack(): void;
}

/** Whether this model's answers start inside a thought, because the prompt's template opens it. */
export interface TemplateMemory {
  opensThought(): boolean;
  remember(opensThought: boolean): void;
}

export interface ThoughtSplitter {
  take(text: string): void;
  /** Something other than text comes. `isCall`: it is a call, so what was said is not a thought. */
  settle(isCall: boolean): void;
  /** Nothing more is available for now: passes on what it can. */
  rest(): void;
  /** `isCut`: the answer ended at its limit. */
  end(isCut: boolean): void;
}

/** How much leading white space to wait through, UTF-16 units. */
const startMaxCharacters = 2_000;
/** Most text of one packet passed on at once, UTF-16 units: the code that counts and shows it works in pieces. */
const toldMaxCharacters = 4_000;
const answerOpenings = answerPairs.map(({ opens }) => opens);

export function createThoughtSplitter({ say, think, takeBack }: ThoughtSink, memory: TemplateMemory): ThoughtSplitter {
  /** "start": only white space and thoughts so far. "whole": stop looking. */
  let state: "start" | "thought" | "text" | "whole" = "start";
  let closings: readonly Finder[] = loneClosings;
  /** Text that cannot be classified yet. */
  let pending = "";
  /** Answer text, kept until the rest of the packet is read. */
  let told = "";
  let hasThought = false;
  let hasSaid = false;
  let hasCalls = false;
  let isAfterThought = false;
  let isEnding = false;
  /** Text taken for a thought because the template is known to open one; null if there is none. */
  let assumed: string | null = memory.opensThought() ? "" : null;
  let harmony: HarmonyReader | null = null;
  /** Marks around the answer itself. */
  let answer: MarkPair | null = null;
  /** The last character of the text, and whether it is inside code. */
  let last = "";
  let isInCode = false;

  function tell(text: string): void {
    if (text === "") return;
    told += text;
    last = text.charAt(text.length - 1);
    for (let at = text.indexOf("`"); at !== -1; at = text.indexOf("`", at + 1)) isInCode = !isInCode;
  }

  function handOn(): void {
    if (told === "") return;
    hasSaid = true;
    say(told);
    told = "";
  }

  function thinkOf(text: string): void {
    // A thought starts with something other than white space.
    const fresh = hasThought ? text : text.trimStart();
    if (fresh === "") return;
    hasThought = true;
    if (assumed !== null) assumed += fresh;
    think(fresh);
  }

  /** Each returns whether there is more to examine. */
  const steps = { start, thought, text: prose, whole: everything };

  function everything(): boolean {
    told += pending;
    pending = "";
    return false;
  }

  function start(): boolean {
    const text = pending.trimStart();
    if (text === "") {
      if (pending.length >= startMaxCharacters) state = isAfterThought ? "whole" : "text";
      return state !== "start";
    }
    const begins = harmonyBegins(text);
    if (begins === "yes") {
      harmony = createHarmonyReader(say, think);
      harmony.take(text);
      pending = "";
      return false;
    }
    const found = firstFound(openings, text, 0);
    if (typeof found === "number") return openThought(text, found);
    if (isAfterThought && !answer) {
      const length = firstFound(answerOpenings, text, 0);
      if (length === "more") return false;
      answer = answerPairs.find(({ opens }) => typeof opens(text, 0) === "number") ?? null;
      if (length !== null) pending = text.slice(length);
      if (length !== null) return true;
    }
    if ((found === "more" || begins === "more") && !isEnding) return false;
    // White space after a thought belongs to the thought.
    if (isAfterThought) pending = text;
    state = assumed !== null ? "thought" : isAfterThought && !answer ? "whole" : "text";
    return true;
  }

  function openThought(text: string, length: number): true {
    const opened = markPairs.find(({ opens }) => typeof opens(text, 0) === "number");
    closings = opened ? [opened.closes] : [];
    // An element without content has ended already.
    if (!text.slice(0, length).endsWith("/>")) state = "thought";
    pending = text.slice(length);
    hasThought = false;
    isAfterThought = true;
    assumed = null;
    return true;
  }

  function thought(): boolean {
    for (let at = nextMark(pending, 0, closings); at !== -1; at = nextMark(pending, at + 1, closings)) {
      const found = firstFound(closings, pending, at);
      const isLineStart = at > 0 && pending.charAt(at - 1) === "\n";
      const call = isLineStart ? firstFound(callMarks, pending, at) : null;
      if (found === null && call === null) continue;
      if (typeof found !== "number" && typeof call !== "number") {
        // Keeps the line break, since a call here counts only at the start of a line.
        const from = at - (isLineStart ? 1 : 0);
        thinkOf(pending.slice(0, from));
        pending = pending.slice(from);
        return false;
      }
      thinkOf(pending.slice(0, at));
      pending = pending.slice(at + (typeof found === "number" ? found : 0));
      state = typeof found === "number" ? "start" : "whole";
      isAfterThought = true;
      assumed = null;
      return true;
    }
    const keepsBreak = pending.endsWith("\n") ? 1 : 0;
    thinkOf(pending.slice(0, pending.length - keepsBreak));
    pending = keepsBreak ? "\n" : "";
    return false;
  }

  /** Text in which a mark may close what the template opened, or end the answer. */
  function prose(): boolean {
    for (let at = nextMark(pending, 0, loneClosings); at !== -1; at = nextMark(pending, at + 1, loneClosings)) {
      const opened = answer ? null : firstFound(clearOpenings, pending, at);
      const found = answer ? answer.closes(pending, at) : firstFound(loneClosings, pending, at);
      // After an opening mark, the text is about marks.
      if (typeof opened === "number" && typeof found !== "number") state = "whole";
      if (state === "whole") return true;
      if (opened === null && found === null) continue;
      tell(pending.slice(0, at));
      pending = pending.slice(at);
      if (typeof found !== "number") return false;
      if (answer) {
        pending = pending.slice(found);
        state = "whole";
        return true;
      }
      const next = pending.charAt(found);
      if (next === "" && !isEnding) return false;
      return closeTemplates(found, next);
    }
    tell(pending);
    pending = "";
    return false;
  }

  function closeTemplates(length: number, next: string): boolean {
    if (hasCalls || isInCode || isAboutMarks.test(last) || isPunctuation.test(next)) {
      state = "whole";
      return true;
    }
    if (hasSaid) takeBack();
    const before = told;
    told = "";
    hasThought = hasSaid;
    thinkOf(before);
    pending = pending.slice(length);
    state = "start";
    isAfterThought = true;
    memory.remember(true);
    return true;
  }

  /** Text after a call is no longer a start; text still pending belongs before the call. */
  function settleForCall(): void {
    hasCalls = true;
    if (state === "thought") thinkOf(pending);
    else if (isAfterThought && state === "start") told += pending.trimStart();
    else told += pending;
    pending = "";
    if (state !== "thought") state = "whole";
  }

  function read(): void {
    while (steps[state]());
    if (told.length > toldMaxCharacters) handOn();
  }

  return {
    take(text) {
      if (harmony) return harmony.take(text);
      if (state === "whole" && pending === "") {
        told += text;
        if (told.length > toldMaxCharacters) handOn();
        return;
      }
      pending += text;
      read();
    },
    settle(isCall) {
      if (isCall && !hasCalls) settleForCall();
      // No mark continues after something else.
      else if ((state === "start" || state === "text") && pending.trim() !== "") {
        tell(pending);
        pending = "";
        state = isAfterThought && !answer ? "whole" : "text";
      }
      handOn();
    },
    rest: handOn,
    end(isCut) {
      if (harmony) return harmony.end();
      isEnding = true;
      read();
      if (state === "thought") thinkOf(pending);
      else if (!isAfterThought || pending.trim() !== "") tell(pending);
      pending = "";
      handOn();
      if (assumed === null || hasCalls || isCut) return;
      // It was not a thought after all: the model did not think, or the server now separates the two.
      memory.remember(false);
      if (assumed !== "") say(assumed);
    },
  };
}

/** Comes before a mark when the text is about marks. */
const isAboutMarks = /[ "'“‘(]/;
const isPunctuation = /[`"'”’.,;:!?)]/;
