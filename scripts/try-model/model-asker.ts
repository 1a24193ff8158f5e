// Asks the model one thing through the product's own client, collects the answer, and counts what was spent.
import type { ConversationItem, FinishReason, Model, ReportedUsage, ToolCall } from "../../src/llm/model.ts";
import { readFile } from "../../src/orchestrator/tools/read-file.ts";
import { writeFile } from "../../src/orchestrator/tools/write-file.ts";

/** A single answer that takes longer is of no use for building, milliseconds. */
const answerMaxMs = 180_000;
/** Enough for every question that is asked here, with what the model thinks before it, tokens. */
const answerMaxTokens = 4_000;
const cacheKey = "try-model";

export interface Question {
  conversation: ConversationItem[];
}

export interface Answer {
  text: string;
  calls: ToolCall[];
  finish: FinishReason | null;
  usage: ReportedUsage | null;
  /** Pieces in which text and calls came. */
  pieces: number;
  /** From the request to the first piece, thoughts included, and to the end; milliseconds. */
  firstMs: number;
  totalMs: number;
  /** UTF-16 units of text, calls and thoughts. */
  characters: number;
}

/** What was asked for so far. Null where the provider did not say for every request. */
export interface Spent {
  requests: number;
  inputTokens: number | null;
  outputTokens: number | null;
  costUsd: number | null;
}

export interface Asker {
  model: Model;
  spent: Spent;
  /** Rejects with the model's own failure, whose message is safe to show. */
  ask(question: Question): Promise<Answer>;
  add(usage: Pick<ReportedUsage, "inputTokens" | "outputTokens" | "costUsd"> | null, requests?: number): void;
}

/** Offered with every question, as the product does. */
const tools = [readFile.definition, writeFile.definition];
const system = "You are a coding assistant that works with tools. Do exactly what the message says, and nothing more.";

export function createAsker(model: Model, signal: AbortSignal): Asker {
  const spent: Spent = { requests: 0, inputTokens: 0, outputTokens: 0, costUsd: 0 };
  const add: Asker["add"] = (usage, requests = 1) => {
    spent.requests += requests;
    spent.inputTokens = plus(spent.inputTokens, usage?.inputTokens);
    spent.outputTokens = plus(spent.outputTokens, usage?.outputTokens);
    spent.costUsd = plus(spent.costUsd, usage?.costUsd);
  };
  return {
    model,
    spent,
    add,
    async ask({ conversation }) {
      const began = performance.now();
      const answer: Answer = { text: "", calls: [], finish: null, usage: null, pieces: 0, firstMs: 0, totalMs: 0, characters: 0 };
      const heard = (text: string) => {
        answer.firstMs ||= performance.now() - began;
        answer.characters += text.length;
      };
      try {
        await model.stream(
          { system: [system], conversation, tools, maxOutputTokens: answerMaxTokens, cacheKey },
          (event) => {
            if ("text" in event) heard(event.text);
            if (event.type === "text" || event.type === "call.delta") answer.pieces += 1;
            if (event.type === "text" || event.type === "refusal") answer.text += event.text;
            if (event.type === "call.start") answer.calls[event.call] = { ...event, arguments: "" };
            if (event.type === "call.delta") {
              const call = answer.calls[event.call];
              if (call) call.arguments += event.text;
            }
            if (event.type === "finish") {
              answer.finish = event.reason;
              answer.usage = event.usage;
            }
            return null;
          },
          AbortSignal.any([signal, AbortSignal.timeout(answerMaxMs)]),
        );
      } finally {
        add(answer.usage);
      }
      answer.totalMs = performance.now() - began;
      return answer;
    },
  };
}

const plus = (sum: number | null, more: number | null | undefined) =>
  sum === null || more === null || more === undefined ? null : sum + more;

export const user = (text: string): ConversationItem => ({ role: "user", text });
