// Bounds on what a model writes in one round, watched while it writes: how much, how many calls, and whether it has begun to repeat itself for ever.
import type { ModelEvent } from "../llm/model.ts";
import { repeatedCallCharacters, repeatedTextCharacters, roundMaxCalls, roundMaxCharacters } from "./run-limits.ts";

/** Why a round is broken off. `repeated`: UTF-16 units at the end of the text that only repeat what is before them. */
export type Excess = { why: "too_much_output" } | { why: "repetition"; repeated: number };

export interface OutputMeter {
  /** Called with each event before anything is made of it; null while all is well. */
  excessWith(event: ModelEvent): Excess | null;
}

export function createOutputMeter(): OutputMeter {
  let characters = 0;
  let calls = 0;
  /** One at a time: who repeats itself says nothing else. */
  let stream: { key: string; watch: RepetitionWatch } | null = null;

  return {
    excessWith(event) {
      if (event.type === "call.start") {
        calls += 1;
        characters += event.id.length + event.name.length;
      }
      if ("text" in event) characters += event.text.length;
      if (characters > roundMaxCharacters || calls > roundMaxCalls) return { why: "too_much_output" };
      if (!("text" in event)) return null;
      const key = event.type === "call.delta" ? `call ${event.call}` : event.type;
      if (stream?.key !== key) {
        // Files may hold long tables of the same.
        stream = {
          key,
          watch: createRepetitionWatch(event.type === "call.delta" ? repeatedCallCharacters : repeatedTextCharacters),
        };
      }
      const repeated = stream.watch.add(event.text);
      return repeated === null ? null : { why: "repetition", repeated };
    },
  };
}

interface RepetitionWatch {
  /** Null, or how many units at the end only repeat what is before them. */
  add(text: string): number | null;
}

/** What is repeated is so much shorter than the stretch that is looked at: a list of alike sentences is none. */
const leastRepeats = 10;
/** Looks per length of the stretch: a look costs as much as reading the stretch twice. */
const looksPerStretch = 2;

/** Looks from time to time whether the last `stretch` units are one text again and again. */
function createRepetitionWatch(stretch: number): RepetitionWatch {
  let tail = "";
  let fresh: string[] = [];
  let freshCharacters = 0;
  return {
    add(text) {
      fresh.push(text);
      freshCharacters += text.length;
      if (freshCharacters < stretch / looksPerStretch) return null;
      tail = (tail + fresh.join("")).slice(-stretch);
      fresh = [];
      freshCharacters = 0;
      if (tail.length < stretch) return null;
      const period = periodOf(tail);
      return period * leastRepeats <= stretch ? stretch - period : null;
    },
  };
}

/** The shortest text of which this one is repetitions, the last of them perhaps cut; its length. Each unit is looked at once (Knuth, Morris, Pratt). */
function periodOf(text: string): number {
  const fallback = new Int32Array(text.length);
  for (let at = 1, same = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    while (same > 0 && unit !== text.charCodeAt(same)) same = fallback[same - 1]!;
    if (unit === text.charCodeAt(same)) same++;
    fallback[at] = same;
  }
  return text.length - fallback[text.length - 1]!;
}
