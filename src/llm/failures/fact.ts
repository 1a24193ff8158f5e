// The form of one fact: what a server may say, and what that means. The facts themselves are in facts.ts and lengths.ts.
import type { ModelFailure } from "../model.ts";
import type { Advice } from "./advice.ts";

export interface Fact {
  reason: ModelFailure;
  /** Words of it in lower case: "*" is anything, "{name}" a number that is read (sentence-pattern.ts). */
  says?: string;
  /** Its code or type in lower case, whole; "*" before or after it is anything. */
  code?: string;
  /** What it names as wrong by a field of its own, whole. */
  parameter?: string;
  /** HTTP statuses; all when not given. */
  status?: readonly number[];
  /** What a person can do, where the reason alone does not say it. */
  advice?: Advice;
  /**
   * What is too long. "prompt": the conversation. "answer": what was asked for as the longest answer. "both": the two together, and the numbers say which.
   * Names of numbers: `window` (what may be read and answered), `prompt`, `output` (as asked for), `total`, `most` (largest answer), `over` (one more).
   */
  about?: "prompt" | "answer" | "both";
  /** It is about the answer only where one of its parameters is named. */
  named?: true;
}
