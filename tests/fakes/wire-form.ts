// How an API says what an answer is made of: its bytes for a stream, or its body in one piece.
import type { ReportedUsage } from "./scenario.ts";

/** A piece of content, as Chat Completions has it; the other API is made from it. */
export interface Delta {
  role?: "assistant";
  content?: string;
  refusal?: string;
  reasoning?: string;
  reasoning_content?: string;
  tool_calls?: CallDelta[];
}

export interface CallDelta {
  index: number;
  id?: string;
  /** "custom": in the tool's text form, which only the Responses API has. */
  type?: "function" | "custom";
  function?: { name?: string; arguments?: string };
}

/** What the usage of an answer is when its turn says nothing: counted from the bytes. */
export interface Characters {
  prompt: number;
  answer: number;
}

export interface WireForm {
  /** Text of server-sent events, ready to be sent. */
  delta(delta: Delta): string;
  finish(reason: string, usage: ReportedUsage | null): string;
  /** After everything. */
  close(usage: ReportedUsage | null): string;
  error(error: Record<string, unknown>): string;
  /** A sign of life that holds nothing. */
  empty(): string;
  /** The answer in one piece, from what was said with `delta` and `finish`; null when it has no finish. */
  whole(usage: ReportedUsage | null): unknown;
}

export interface Identity {
  /** Number of the request: ids are unique across requests. */
  request: number;
  model: string;
}

const charactersPerToken = 4;

export function countedUsage({ prompt, answer }: Characters): ReportedUsage {
  return {
    prompt_tokens: Math.ceil(prompt / charactersPerToken),
    completion_tokens: Math.ceil(answer / charactersPerToken),
  };
}
