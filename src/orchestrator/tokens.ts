// Estimates a request's length: characters, converted to tokens by what providers reported for earlier requests. A tokenizer's table is larger
// than the rest of the Worker, and every model has its own.
import type { ConversationItem, ToolDefinition } from "../llm/model.ts";

/** Before anything was reported: between prose (about 4.5) and dense code (about 2.5), nearer to code. */
const defaultCharactersPerToken = 3.2;
/** Reports outside this range measure something else: they leave out a cache, or the characters take several tokens each. */
const plausible = { least: 0.8, most: 6 };
/** What a message costs besides its text: role, ids, separators, UTF-16 units. */
const messageCharacters = 20;

export function charactersOf(items: readonly ConversationItem[]): number {
  let sum = 0;
  for (const item of items) {
    sum += messageCharacters + item.text.length;
    if (item.role !== "assistant") continue;
    if (item.reasoning) sum += JSON.stringify(item.reasoning.items).length;
    for (const call of item.calls) sum += messageCharacters + call.name.length + call.arguments.length;
  }
  return sum;
}

export const charactersOfTools = (tools: readonly ToolDefinition[]): number => JSON.stringify(tools).length;

/** Tokens of a text of this length. `ratio`: characters per token, as measured; null when nothing was reported yet. */
export const estimatedTokens = (characters: number, ratio: number | null): number =>
  Math.ceil(characters / (ratio ?? defaultCharactersPerToken));

export const charactersFor = (tokens: number, ratio: number | null): number =>
  Math.floor(tokens * (ratio ?? defaultCharactersPerToken));

/** Characters per token according to a report; null when it is not credible. */
export function measuredRatio(characters: number, inputTokens: number): number | null {
  const ratio = characters / inputTokens;
  return ratio >= plausible.least && ratio <= plausible.most ? ratio : null;
}
