// Makes a conversation acceptable to every server, whatever models and earlier software left in it: each call has exactly one result,
// right after it, under an id of its own; names are valid; required texts are not blank. The order of roles is not
// checked here.
import type { ConversationItem, ToolCall } from "../model.ts";
import { standInName } from "./stand-ins.ts";

/** `givenId`: the id in the conversation; `id` is the one sent. */
export interface SoundCall extends ToolCall {
  givenId: string;
}

export type SoundItem =
  | { role: "user"; text: string; note?: true }
  | (Omit<AssistantItem, "calls"> & { calls: SoundCall[] })
  | { role: "tool"; callId: string; text: string };

type AssistantItem = Extract<ConversationItem, { role: "assistant" }>;
type ResultItem = Extract<ConversationItem, { role: "tool" }>;

/** Stands in for a missing result. */
const noResult = "(There is no result of this call.)";
/** Replaces a blank result or message: Anthropic, Bedrock and others refuse texts that are empty or only white space. */
const nothing = "(nothing)";

/**
 * `idOf` suggests an id for the conversation's `count`-th call; it depends only on the position, so that earlier requests are repeated
 * exactly. An id already taken is replaced with one of ours.
 */
export function soundConversation(
  items: readonly ConversationItem[],
  idOf: (count: number, call: ToolCall, at: number, item: AssistantItem) => string = ownId,
): SoundItem[] {
  const taken = new Set<string>();
  let count = 0;

  function idFor(call: ToolCall, at: number, item: AssistantItem): string {
    const wished = idOf(count, call, at, item);
    let id = wished;
    for (let next = count; taken.has(id); next += 1) id = ownId(next);
    taken.add(id);
    count += 1;
    return id;
  }

  return items.flatMap((item, at): SoundItem[] => {
    // Each result goes with its call.
    if (item.role === "tool") return [];
    if (item.role === "user") return [{ ...item, text: sayingSomething(item.text) }];
    const calls = item.calls.map((call, place) => ({
      ...call,
      name: standInName(call.name),
      givenId: call.id,
      id: idFor(call, place, item),
    }));
    const results = calls.length > 0 ? resultsOf(calls, resultsAfter(items, at)) : [];
    return [{ ...item, calls }, ...results];
  });
}

/** Nine letters and digits, which Mistral requires and everyone else accepts. */
export const ownId = (count: number): string => `call${count.toString(36).padStart(ownIdDigits, "0")}`;
const ownIdDigits = 5;

/** Results up to the next answer: a note may come between. */
function resultsAfter(items: readonly ConversationItem[], at: number): ResultItem[] {
  const found: ResultItem[] = [];
  for (let next = at + 1; next < items.length; next += 1) {
    const item = items[next];
    if (item?.role === "assistant") break;
    if (item?.role === "tool") found.push(item);
  }
  return found;
}

/** In the order of the calls: if several share an id, the first gets the first result. Results without a call are dropped. */
function resultsOf(calls: readonly SoundCall[], results: readonly ResultItem[]): SoundItem[] {
  const waiting = new Map<string, string[]>();
  for (const { callId, text } of results) {
    const others = waiting.get(callId);
    if (others) others.push(text);
    else waiting.set(callId, [text]);
  }
  return calls.map(({ id, givenId }) => {
    const text = waiting.get(givenId)?.shift() ?? noResult;
    return { role: "tool", callId: id, text: sayingSomething(text) };
  });
}

export const isBlank = (text: string): boolean => text.trim() === "";

const sayingSomething = (text: string) => (isBlank(text) ? nothing : text);
