// What a model accepts and costs, as one table: OpenAI's models by name, and what any compatible server accepts. Other companies'
// tables are with their families (src/models). The first row that matches the name decides.
import type { Parameter } from "./failures/refused-parameters.ts";
import { type Limits, limitsOf } from "./model-limits.ts";

export interface Capabilities extends Limits {
  /** Parameter that limits the length of a Chat Completion; null: the server accepts none. */
  outputLimit: "max_completion_tokens" | "max_tokens" | null;
  /** Null: the model does not reason, or it is unknown whether it does. */
  reasoningEffort: "none" | "minimal" | "low" | "medium" | "high" | null;
  verbosity: "low" | "medium" | "high" | null;
  tools: boolean;
  /** Tools with plain text as input, on the Responses API. */
  textTools: boolean;
  /** Trained on patches in OpenAI's format, so it is offered `apply_patch` as well as the other tools. */
  patches: boolean;
  /** The server accepts `prompt_cache_key`. OpenRouter keeps a conversation on one server by itself. */
  cacheKey: boolean;
  /** Field of an assistant message in which the model expects its reasoning back, on Chat Completions. */
  keepsReasoning: "reasoning_details" | "reasoning_content" | null;
  /** Its chat template requires an order of roles (see alternating.ts), or may do so. */
  strictRoles: boolean;
  /** The server reports tokens and cost of a Chat Completion only if asked with `usage`. */
  usageOnRequest: boolean;
  /** The server itself adds the thought signatures that Gemini requires with its calls. */
  completesSignatures: boolean;
  /** Parameters to omit, out of those that every server of the API otherwise gets. */
  refuses: ReadonlySet<Parameter>;
  /** USD per million tokens; null when unknown. */
  price: Price | null;
}

export interface Price {
  input: number;
  cached: number;
  output: number;
}

/** Date of the prices below, from OpenAI's public list. A cost computed from them is an estimate: prices change. */
export const pricesAsOf = "2025-11-15";

interface Row extends Omit<Capabilities, keyof Limits> {
  matches: RegExp;
}

const openAi = {
  outputLimit: "max_completion_tokens",
  tools: true,
  cacheKey: true,
  keepsReasoning: null,
  strictRoles: false,
  usageOnRequest: false,
  completesSignatures: false,
  refuses: new Set<Parameter>(),
} as const;
const gpt5 = { ...openAi, reasoningEffort: "low", verbosity: "low", textTools: true, patches: true } as const;
const oSeries = { ...openAi, reasoningEffort: "low", verbosity: null, textTools: false, patches: false } as const;
const plain = { ...openAi, reasoningEffort: null, verbosity: null, textTools: false, patches: false } as const;
const gpt41 = { ...plain, patches: true } as const;

const dated = "(-\\d{4}-\\d{2}-\\d{2})?$";
const priced = (input: number, cached: number, output: number): Price => ({ input, cached, output });

const table: Row[] = [
  { matches: /^gpt-5-mini/, ...gpt5, price: priced(0.25, 0.025, 2) },
  { matches: /^gpt-5-nano/, ...gpt5, price: priced(0.05, 0.005, 0.4) },
  { matches: /^gpt-5-chat/, ...plain, tools: false, price: priced(1.25, 0.125, 10) },
  { matches: new RegExp(`^gpt-5(\\.1)?(-codex)?${dated}`), ...gpt5, price: priced(1.25, 0.125, 10) },
  { matches: /^gpt-5/, ...gpt5, price: null },
  { matches: /^o1-(mini|preview)/, ...plain, tools: false, price: null },
  { matches: new RegExp(`^o3${dated}`), ...oSeries, price: priced(2, 0.5, 8) },
  { matches: new RegExp(`^o4-mini${dated}`), ...oSeries, price: priced(1.1, 0.275, 4.4) },
  { matches: /^o\d/, ...oSeries, price: null },
  { matches: /^gpt-4\.1-mini/, ...gpt41, price: priced(0.4, 0.1, 1.6) },
  { matches: /^gpt-4\.1-nano/, ...gpt41, price: priced(0.1, 0.025, 0.4) },
  { matches: new RegExp(`^gpt-4\\.1${dated}`), ...gpt41, price: priced(2, 0.5, 8) },
  { matches: /^gpt-4o-mini/, ...plain, price: priced(0.15, 0.075, 0.6) },
  { matches: new RegExp(`^gpt-4o${dated}`), ...plain, price: priced(2.5, 1.25, 10) },
  { matches: /^gpt-3\.5-turbo-instruct/, ...plain, tools: false, price: null },
];

type Accepted = Omit<Capabilities, keyof Limits>;

/** Only the parameters that every compatible server knows. */
const compatible: Accepted = { ...plain, outputLimit: "max_tokens", cacheKey: false, strictRoles: true, price: null };

/** For a model on an otherwise unknown server. DeepSeek and Kimi refuse calls sent back without the thoughts before them. */
export const compatibleCapabilities = (model: string): Capabilities => ({
  ...compatible,
  keepsReasoning: /deepseek|kimi/i.test(model) ? "reasoning_content" : null,
  ...limitsOf(model),
});

const makers: Readonly<Record<string, readonly Row[] | undefined>> = { openai: table };

/** Looks the model up in its maker's table. `custom`: it runs on the operator's own server, which is unknown. */
export const capabilitiesOf = (maker: string, model: string, custom: boolean): Capabilities =>
  custom
    ? compatibleCapabilities(model)
    : {
        ...(makers[maker]?.find((row) => row.matches.test(model)) ?? { ...compatible, cacheKey: true, strictRoles: false }),
        ...limitsOf(model),
      };

const tokensPerMillion = 1_000_000;

/** Null if the price or the usage is unknown. Tokens not reported as cached count as fresh. */
export function costOf(
  price: Price | null,
  {
    inputTokens,
    cachedTokens,
    outputTokens,
  }: { inputTokens: number | null; cachedTokens: number | null; outputTokens: number | null },
): number | null {
  if (!price || inputTokens === null || outputTokens === null) return null;
  const cached = Math.min(cachedTokens ?? 0, inputTokens);
  return ((inputTokens - cached) * price.input + cached * price.cached + outputTokens * price.output) / tokensPerMillion;
}
