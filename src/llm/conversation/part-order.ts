// The order of an answer's parts (reasoning, message, reasoning, call, …), kept next to the conversation's text and calls: each text as
// its length, each call as its index, only reasoning in full, so that nothing is stored twice.
import type { ResponseReasoningItem } from "openai/resources/responses/responses";
import type { ConversationItem, KeptReasoning, ToolCall } from "../model.ts";

export type Phase = "commentary" | "final_answer";

/** The stored form. A text is a length in the item's text, a gap a length the model did not write (both UTF-16 units), a call an index into its calls. */
export type KeptPart<Reasoning = ResponseReasoningItem> =
  | { reasoning: Reasoning }
  | { text: number; phase?: Phase }
  | { gap: number }
  | { call: number };

export type Part<Reasoning = ResponseReasoningItem> =
  | { kind: "reasoning"; item: Reasoning }
  | { kind: "text"; text: string; phase?: Phase }
  | { kind: "call"; call: ToolCall };

/** Null when there is nothing to keep: then the usual order applies. */
export function keep<Reasoning>(parts: readonly KeptPart<Reasoning>[], of: string): KeptReasoning | null {
  // Servers refuse reasoning without the output it led to, as when an answer was cut.
  const end = parts.findLastIndex((part) => !("reasoning" in part));
  const items = parts.slice(0, end + 1);
  const worthIt = items.some((part) => "reasoning" in part || ("text" in part && part.phase));
  return worthIt ? { of, items } : null;
}

type AssistantItem = Extract<ConversationItem, { role: "assistant" }>;

/** The parts of an assistant's answer. Omits reasoning that is another model's or no longer matches the text and calls. */
export function partsOf<Reasoning = ResponseReasoningItem>(item: AssistantItem, mark: string): Part<Reasoning>[] {
  const kept = item.reasoning?.of === mark ? restored(item, item.reasoning.items as readonly KeptPart<Reasoning>[]) : null;
  return kept ?? [...textPart(item.text), ...item.calls.map((call): Part<Reasoning> => ({ kind: "call", call }))];
}

const textPart = (text: string, phase?: Phase): Extract<Part, { kind: "text" }>[] =>
  text === "" ? [] : [{ kind: "text", text, ...(phase ? { phase } : {}) }];

function restored<Reasoning>({ text, calls }: AssistantItem, kept: readonly KeptPart<Reasoning>[]): Part<Reasoning>[] | null {
  let at = 0;
  let called = 0;
  const parts = kept.flatMap((part): Part<Reasoning>[] => {
    if ("reasoning" in part) return [{ kind: "reasoning", item: part.reasoning }];
    if ("text" in part) {
      const piece = text.slice(at, at + part.text);
      at += part.text;
      return textPart(piece, part.phase);
    }
    if ("gap" in part) {
      at += part.gap;
      return [];
    }
    const call = calls[part.call];
    called += 1;
    return call ? [{ kind: "call", call }] : [];
  });
  return at === text.length && called === calls.length ? parts : null;
}
