// The form of a fact: what a server may say, and what it means. The facts themselves are in facts.ts and lengths.ts.
import type { ModelFailure } from "../model.ts";
import type { Advice } from "./advice.ts";

/**
 * Who says it, where that is recorded, and the month it was reported or read: "Ollama: ollama/ollama#12064 (2025-08)". If nothing was found:
 * "by analogy, unsourced". A row without a source does not compile.
 */
export type Source = `${string} (${number}-${number})` | `${string}, unsourced`;

export interface Fact {
  reason: ModelFailure;
  source: Source;
  /** The server's words in lower case: "*" matches anything, "{name}" reads a number (sentence-pattern.ts). */
  says?: string;
  /** Its whole code or type in lower case; "*" before or after it matches anything. */
  code?: string;
  /** The whole parameter name that the server gives in a field of its own. */
  parameter?: string;
  /** HTTP statuses; all if omitted. */
  status?: readonly number[];
  /** What a person can do, if the reason alone does not say it. */
  advice?: Advice;
  /**
   * What is too long. "prompt": the conversation. "answer": the requested answer length. "both": their sum, and the numbers tell which.
   * Names of numbers: `window` (prompt and answer), `prompt`, `output` (requested), `total`, `most` (largest answer), `over` (one more).
   */
  about?: "prompt" | "answer" | "both";
  /** It is about the answer only if one of its parameters is named. */
  named?: true;
}
