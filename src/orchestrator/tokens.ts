// How long a request is. Counted in characters and turned into tokens by what providers reported of earlier ones: a tokenizer's table is larger
// than the rest of the Worker, and each model has another.
import type { ConversationItem, ToolDefinition } from "../llm/model.ts";

/** Before anything was reported: between prose (about 4.5) and dense code (about 2.5), nearer to code. */
const defaultCharactersPerToken = 3.2;
/** Reports outside of this are of something else: a cache that is left out, characters that take several tokens each. */
const plausible = { least: 0.8, most: 6 };
/** What a message costs beside its text: role, ids, separators, UTF-16 units. */
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

/** Tokens of a text of this length. `ratio`: characters a token, as measured; null when nothing was reported yet. */
export const estimatedTokens = (characters: number, ratio: number | null): number =>
  Math.ceil(characters / (ratio ?? defaultCharactersPerToken));

export const charactersFor = (tokens: number, ratio: number | null): number =>
  Math.floor(tokens * (ratio ?? defaultCharactersPerToken));

/** What a report says of characters a token; null when it is not to be believed. */
export function measuredRatio(characters: number, inputTokens: number): number | null {
  const ratio = characters / inputTokens;
  return ratio >= plausible.least && ratio <= plausible.most ? ratio : null;
}
