// The form of a fact: what a server may say, and what it means. The facts themselves are in facts.ts and lengths.ts.
import type { ModelFailure } from "../model.ts";
import type { Advice } from "./advice.ts";

/**
 * Who says it and where that stands, with the month of the report or of the reading: "Ollama: ollama/ollama#12064 (2025-08)". Or that nothing was found:
 * "by analogy, unsourced". A row without one does not compile.
 */
export type Source = `${string} (${number}-${number})` | `${string}, unsourced`;

export interface Fact {
  reason: ModelFailure;
  source: Source;
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
