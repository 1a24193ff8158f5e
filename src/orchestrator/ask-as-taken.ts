// Asks a round's question in a form its server accepts: a conversation that is too long is shortened, one that is refused is sent without
// calls, so that nothing in it blocks an app for good.
import type { ModelError } from "../llm/model.ts";
import type { RunEvent } from "../protocol/events.ts";
import type { Context } from "./context.ts";
import type { Memory } from "./memory.ts";
import type { RoundResult } from "./round.ts";
import { maxShortenings } from "./run-limits.ts";

export interface Asking {
  context: Context;
  memory: Memory;
  emit(events: RunEvent[]): void;
}

/** `ask` builds its request from the context each time. */
export async function askAsTaken(ask: () => Promise<RoundResult>, { context, memory, emit }: Asking): Promise<RoundResult> {
  let answer = await ask();
  while (
    answer.type === "failed" &&
    answer.error.reason === "context_length" &&
    memory.shortenings < maxShortenings &&
    (await context.shorten(answer.error))
  ) {
    memory.shortenings += 1;
    answer = await ask();
  }
  if (answer.type !== "failed" || memory.withoutCalls || !mayBeTheConversation(answer.error)) return answer;
  // It failed and answered by turns, so the conversation is not the cause; spend nothing more on it.
  if (answer.repeatsUsedUp) return answer;
  memory.withoutCalls = await context.leaveOutCalls();
  if (!memory.withoutCalls) return answer;
  emit([{ type: "notice", code: "conversation_refused", message: `${answer.error.message} ${asProse}` }]);
  return ask();
}

const asProse = "Continuing from the conversation and the files as they are, without the tool calls of earlier rounds.";

/** A server that trips over a conversation reports an internal error; a busy one has another status. */
const mayBeTheConversation = ({ reason, status }: ModelError) =>
  reason === "bad_request" || (reason === "overloaded" && status === statusOfBrokenServer);
const statusOfBrokenServer = 500;
