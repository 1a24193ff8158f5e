// Limits what a model writes in one round, while it writes: how much, how many calls, and whether it repeats itself endlessly.
import type { ModelEvent } from "../llm/model.ts";
import { repeatedCallCharacters, repeatedTextCharacters, roundMaxCalls, roundMaxCharacters } from "./run-limits.ts";

/** Why a round is broken off. `repeated`: UTF-16 units at the end of the text that only repeat what is before them. */
export type Excess = { why: "too_much_output" } | { why: "repetition"; repeated: number };

export interface OutputMeter {
  /** Called with each event before it is used; null while all is well. */
  excessWith(event: ModelEvent): Excess | null;
}

export function createOutputMeter(): OutputMeter {
  let characters = 0;
  let calls = 0;
  /** One at a time: a model that repeats itself writes nothing else. */
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
        // Files may hold long repetitive tables.
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
  /** Null, or how many units at the end only repeat what precedes them. */
  add(text: string): number | null;
}

/** The repeated part must be this much shorter than the stretch looked at: a list of similar sentences does not count. */
const leastRepeats = 10;
/** Checks per stretch length: each costs as much as reading the stretch twice. */
const looksPerStretch = 2;

/** Checks from time to time whether the last `stretch` units are one text repeated. */
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

/** Length of the shortest text that this one repeats, the last time perhaps cut. Looks at each unit once (Knuth, Morris, Pratt). */
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
