// Whether a model goes round in circles: the same call again and again, or rounds that lead nowhere.

import { describeContent } from "../base/content.ts";
import type { ConversationItem, ToolCall } from "../llm/model.ts";
import type { CarriedOut } from "./calls.ts";
import type { Memory } from "./memory.ts";
import { maxFruitlessRounds, rememberedCalls, sameCallLimit } from "./run-limits.ts";
import { errorMark } from "./tools/define.ts";

export interface Circle {
  /** A sentence that says what the model is doing. */
  message: string;
  /** The one call it repeats, if that was carried out once: its work is done. */
  repeatsDone: boolean;
}

/** Counts one round. Null when it made progress. `calls` as the model wrote them, `played` as they go back to it. */
export async function findCircles(
  calls: readonly ToolCall[],
  played: readonly ToolCall[],
  carriedOut: readonly CarriedOut[],
  memory: Memory,
): Promise<Circle | null> {
  const made = await Promise.all(calls.map(({ name, arguments: text }) => fingerprint(name, text)));
  memory.recentCalls = [...memory.recentCalls, ...made].slice(-sameCallLimit);
  if (memory.recentCalls.length === sameCallLimit && new Set(memory.recentCalls).size === 1)
    return {
      message: `The model made the same call ${sameCallLimit} times in a row.`,
      repeatsDone: played.every((call) => wasCarriedOut(call, memory.items)),
    };
  memory.fruitlessRounds = (await isFruitless(carriedOut, memory)) ? memory.fruitlessRounds + 1 : 0;
  if (memory.fruitlessRounds < maxFruitlessRounds) return null;
  const message = `The model is going round in circles: in ${maxFruitlessRounds} rounds it changed nothing and learned nothing new.`;
  return { message, repeatsDone: false };
}

/** Whether an equal call was answered without an error. Ids may recur in each round, so results belong to the calls right before them. */
function wasCarriedOut({ name, arguments: text }: ToolCall, items: readonly ConversationItem[]): boolean {
  let calls: readonly ToolCall[] = [];
  return items.some((item) => {
    if (item.role === "assistant") calls = item.calls;
    if (item.role !== "tool" || item.text.startsWith(errorMark)) return false;
    const answered = calls.find(({ id }) => id === item.callId);
    return answered?.name === name && answered.arguments === text;
  });
}

/** Every call failed, or was made before with the same answer: catches circles of any length, and one mistake in ever new words. */
async function isFruitless(carriedOut: readonly CarriedOut[], memory: Memory): Promise<boolean> {
  const before = new Set(memory.answeredCalls);
  const successes = carriedOut.filter(({ ok }) => ok);
  const made = await Promise.all(successes.map(({ call, answer }) => fingerprint(call.name, call.arguments, answer)));
  memory.answeredCalls = [...memory.answeredCalls, ...made].slice(-rememberedCalls);
  return made.every((print) => before.has(print));
}

/** Enough of a hash that no two calls of a run have the same by chance. */
const fingerprintCharacters = 16;

/** Calls hold whole files, and what is remembered is stored with every round. */
async function fingerprint(...texts: string[]): Promise<string> {
  return (await describeContent(JSON.stringify(texts))).sha256.slice(0, fingerprintCharacters);
}
