// What each Anthropic model accepts and costs; the first row that matches the name decides. Source: platform.claude.com/docs, "Models overview" and
// "Pricing", read November 2026.
import type { Capabilities, Price } from "../../llm/capabilities.ts";

export interface ClaudeModel {
  /** It decides when and how much to think ("adaptive"). Models before 4.6 need a budget for it, and are not asked to think. */
  thinksAdaptively: boolean;
  /** Conversation and answer together, tokens. */
  contextTokens: number | null;
  /** Longest answer, thinking included, tokens. */
  outputMaxTokens: number;
  /** USD per million tokens; null when unknown. */
  price: Price | null;
  /** Price of a request whose input is longer than `overTokens`, if it differs. */
  longPrice?: { overTokens: number; price: Price };
}

/** Writing a prefix into the cache, for five minutes, costs this multiple of the input price. */
export const cacheWriteFactor = 1.25;

const priced = (input: number, cached: number, output: number): Price => ({ input, cached, output });

const adaptive = { thinksAdaptively: true, contextTokens: 1_000_000, outputMaxTokens: 128_000 } as const;
const budgeted = { thinksAdaptively: false, contextTokens: 200_000, outputMaxTokens: 64_000 } as const;

const table: readonly (ClaudeModel & { matches: RegExp })[] = [
  // The pages read did not give its price for cached input.
  { matches: /^claude-(fable|mythos)-5-2/, ...adaptive, price: null },
  { matches: /^claude-(fable|mythos)-5-1/, ...adaptive, price: priced(10, 0.25, 50) },
  { matches: /^claude-(fable|mythos)-5/, ...adaptive, price: priced(10, 1, 50) },
  { matches: /^claude-(fable|mythos)/, ...adaptive, price: null },
  { matches: /^claude-opus-5-5/, ...adaptive, price: priced(4, 0.2, 20) },
  { matches: /^claude-opus-(5|4-[678])(-|$)/, ...adaptive, price: priced(5, 0.5, 25) },
  { matches: /^claude-opus-4-5/, ...budgeted, price: priced(5, 0.5, 25) },
  { matches: /^claude-opus-4/, ...budgeted, outputMaxTokens: 32_000, price: priced(15, 1.5, 75) },
  // The migration guide says half of Sonnet 5's for cached input.
  { matches: /^claude-sonnet-5-5/, ...adaptive, price: priced(2, 0.1, 10) },
  { matches: /^claude-sonnet-5/, ...adaptive, price: priced(2, 0.2, 10) },
  { matches: /^claude-sonnet-4-6/, ...budgeted, thinksAdaptively: true, price: priced(3, 0.3, 15) },
  { matches: /^claude-(sonnet-4|3-7-sonnet)/, ...budgeted, price: priced(3, 0.3, 15) },
  {
    matches: /^claude-haiku-5-5/,
    ...adaptive,
    price: priced(0.1, 0.01, 0.5),
    longPrice: { overTokens: 100_000, price: priced(0.5, 0.05, 2.5) },
  },
  { matches: /^claude-haiku-4-5/, ...budgeted, price: priced(1, 0.1, 5) },
  { matches: /^claude-3/, ...budgeted, outputMaxTokens: 4_096, price: null },
  // Newer than this table.
  { matches: /^claude-/, ...adaptive, price: null },
];

/** Nothing is known about a server that only speaks Anthropic's protocol. */
const unknown: ClaudeModel = { thinksAdaptively: false, contextTokens: null, outputMaxTokens: 32_000, price: null };

export const claudeModel = (name: string): ClaudeModel => table.find(({ matches }) => matches.test(name)) ?? unknown;

export const isClaude = (name: string): boolean => name.startsWith("claude-");

/** The parameters' names are those of Chat Completions, and not sent here. */
export const claudeCapabilities = (name: string): Capabilities => ({
  outputLimit: "max_tokens",
  reasoningEffort: null,
  verbosity: null,
  tools: true,
  textTools: false,
  patches: false,
  cacheKey: false,
  strictRoles: false,
  keepsReasoning: null,
  usageOnRequest: false,
  completesSignatures: false,
  contextTokens: claudeModel(name).contextTokens,
  maxOutputTokens: claudeModel(name).outputMaxTokens,
  refuses: new Set(),
  price: claudeModel(name).price,
});
