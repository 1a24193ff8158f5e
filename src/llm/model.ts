// What the orchestrator knows about a model: a conversation in, a stream of typed events out, failures with a reason.
import type { CostSource, Notice } from "../protocol/resources.ts";

export interface ToolCall {
  id: string;
  name: string;
  /** Exactly as the model wrote them: JSON, or the plain text of a tool's text form. */
  arguments: string;
  /** "text": the call was made in the tool's text form. Omitted: JSON. */
  form?: "text";
}

/**
 * What a model needs back in later requests of the same run. Opaque to everyone but the API and model named in `of`: nobody else gets it.
 */
export interface KeptReasoning {
  of: string;
  items: readonly unknown[];
}

export type ConversationItem =
  /** `note`: written by the product, not the person. */
  | { role: "user"; text: string; note?: true }
  | { role: "assistant"; text: string; calls: ToolCall[]; reasoning?: KeptReasoning }
  | { role: "tool"; callId: string; text: string };

/**
 * The text form of a tool: the model writes plain text instead of JSON. Declared, not programmed, so that one declaration serves to run the
 * call, to show it while it streams, and to give it to a model that only knows JSON.
 */
export interface TextForm {
  /** Replaces the tool's description for the model: it must say exactly what to write. */
  description: string;
  /** Argument filled by the first line, trimmed. Omitted: there is no such line. */
  firstLine?: string;
  /** Argument filled by everything else, byte for byte. */
  rest: string;
  /** Constrains what the model may write; the syntax is the provider's. */
  grammar?: { syntax: "lark" | "regex"; definition: string };
}

export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  /** For models that write a call as plain text, so that a file's body needs no escaping; others get the schema. */
  text?: TextForm;
}

export interface ModelRequest {
  /** Standing texts, the most stable first: providers cache equal prefixes. */
  system: string[];
  conversation: ConversationItem[];
  tools: ToolDefinition[];
  maxOutputTokens: number;
  /** Requests with a common prefix share this key: providers route them to the server that has it cached. */
  cacheKey: string;
}

/** Tokens as the provider counted them; null if not reported. Cached ones are part of the input, reasoning is part of the output. */
export interface ReportedUsage {
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  costUsd: number | null;
  /** Where the cost comes from: the provider, or an estimate from the price table. Null if unknown. */
  costSource: CostSource | null;
}

/** For an answer whose provider reported nothing. */
export const unknownUsage: ReportedUsage = {
  inputTokens: null,
  cachedTokens: null,
  outputTokens: null,
  reasoningTokens: null,
  costUsd: null,
  costSource: null,
};

export type FinishEvent = {
  type: "finish";
  reason: FinishReason;
  /** The server's own word, if it is unknown to us. */
  unknown?: string;
  usage: ReportedUsage | null;
  reasoning?: KeptReasoning;
};

/** "unknown": a text that may or may not be complete, since the server gave an unknown reason. */
export type FinishReason = "stop" | "tool_calls" | "length" | "content_filter" | "unknown";

export type ModelEvent =
  | { type: "reasoning"; text: string }
  | { type: "text"; text: string }
  /** All text so far was a thought: the mark that says so came only now. Never after a call. */
  | { type: "text.was_thought" }
  | { type: "refusal"; text: string }
  | { type: "call.start"; call: number; id: string; name: string; form?: "text" }
  | { type: "call.delta"; call: number; text: string }
  | { type: "notice"; notice: Notice }
  /** Last event of every stream that was not cut off. */
  | FinishEvent;

/** Returns a promise when the model has to wait: nothing more is read from the provider until it resolves. */
export type TakeEvent = (event: ModelEvent) => Promise<void> | null;

/** What to call a provider family, in sentences that say what to do. */
export interface FamilyNames {
  /** The company's name, if its server is the same everywhere; null: anyone may run the servers, so they are named by address. */
  title: string | null;
  /** Setting that holds the key; null if there is none. */
  keySetting: string | null;
  /** Setting that holds the server's address; null: it cannot be set. */
  addressSetting: string | null;
}

export interface Model {
  /** The family's name on the wire. */
  provider: string;
  names?: FamilyNames;
  /** As the provider names it. */
  name: string;
  /** It was trained on patches. */
  patches: boolean;
  /** The server's address: two models at one address share its outages. */
  endpoint: string;
  /** Conversation and answer together, tokens; null while unknown. */
  contextTokens?(): number | null;
  /**
   * Passes each event to `take` as it comes; resolves after `finish`, or throws a ModelError. When `signal` aborts, throws the signal's reason.
   * Pushed, not iterated: a file has a hundred thousand tokens, and each layer of async iterators costs as much per token as reading it.
   */
  stream(request: ModelRequest, take: TakeEvent, signal: AbortSignal): Promise<void>;
}

export type ModelFailure =
  | "rate_limited"
  | "overloaded"
  | "connection"
  | "stalled"
  | "truncated"
  | "bad_tool_call"
  | "quota"
  | "bad_key"
  | "unknown_model"
  | "context_length"
  | "no_tools"
  | "content_filter"
  | "too_much_output"
  | "bad_request";

/** Why a model request failed. `message` is safe to show: it never contains a key. */
export class ModelError extends Error {
  readonly reason: ModelFailure;
  readonly provider: string;
  /** How long the provider asks to wait, milliseconds. */
  readonly retryAfterMs: number | null;
  /** HTTP status; null if there was none, or the error came inside a 200. */
  readonly status: number | null;
  /** For a conversation that is too long: the model's limit with its answer, and the server's count, tokens; null if not given. */
  readonly contextTokens: number | null;
  readonly promptTokens: number | null;

  constructor(reason: ModelFailure, provider: string, message: string, more: Partial<ModelErrorDetails> = {}) {
    super(message);
    this.name = "ModelError";
    this.reason = reason;
    this.provider = provider;
    this.retryAfterMs = more.retryAfterMs ?? null;
    this.status = more.status ?? null;
    this.contextTokens = more.contextTokens ?? null;
    this.promptTokens = more.promptTokens ?? null;
  }
}

type ModelErrorDetails = Pick<ModelError, "retryAfterMs" | "status" | "contextTokens" | "promptTokens">;

/** Failures that may pass within moments. */
export const isPassing = (reason: ModelFailure): boolean =>
  ["rate_limited", "overloaded", "connection", "stalled", "truncated", "bad_tool_call"].includes(reason);

/** Failures of one provider that another may not have. */
export const isProvidersOwn = (reason: ModelFailure): boolean =>
  isPassing(reason) || ["quota", "bad_key", "unknown_model"].includes(reason);
