// What the orchestrator knows about a model: a conversation in, a stream of typed events out, failures with a reason.
import type { CostSource, Notice } from "../protocol/resources.ts";

export interface ToolCall {
  id: string;
  name: string;
  /** Exactly as the model wrote them: JSON, or the plain text of a tool's text form. */
  arguments: string;
  /** "text": the call was made in the tool's text form. Not given: JSON. */
  form?: "text";
}

/**
 * What a model wants back in the following requests of the same run. Opaque to everyone but the API and model that `of` names: nobody else gets it.
 */
export interface KeptReasoning {
  of: string;
  items: readonly unknown[];
}

export type ConversationItem =
  /** `note`: said by the product, not by the person. */
  | { role: "user"; text: string; note?: true }
  | { role: "assistant"; text: string; calls: ToolCall[]; reasoning?: KeptReasoning }
  | { role: "tool"; callId: string; text: string };

/**
 * The text form of a tool: the model writes one plain text instead of JSON. Declared, not programmed, so that the same declaration serves who carries
 * the call out, who shows it while it streams, and who hands it to a model that only knows JSON.
 */
export interface TextForm {
  /** What the model is told instead of the tool's description: it has to say exactly what to write. */
  description: string;
  /** Argument that the first line is, without white space around it. Not given: there is no such line. */
  firstLine?: string;
  /** Argument that everything else is, byte for byte. */
  rest: string;
  /** Binds what the model may write; the syntax is the provider's. */
  grammar?: { syntax: "lark" | "regex"; definition: string };
}

export interface ToolDefinition {
  name: string;
  description: string;
  /** JSON Schema of the arguments. */
  parameters: Record<string, unknown>;
  /** For models that write a call as plain text, which costs a file's body no escaping; others get the schema. */
  text?: TextForm;
}

export interface ModelRequest {
  /** Standing texts, stable ones first: providers cache equal prefixes. */
  system: string[];
  conversation: ConversationItem[];
  tools: ToolDefinition[];
  maxOutputTokens: number;
  /** Requests that share a beginning share this: providers send them to the server that has it in its cache. */
  cacheKey: string;
}

/** Tokens as the provider counted them; null where it did not say. Cached ones are part of the input, those of reasoning part of the output. */
export interface ReportedUsage {
  inputTokens: number | null;
  cachedTokens: number | null;
  outputTokens: number | null;
  reasoningTokens: number | null;
  costUsd: number | null;
  /** Whose figure the cost is: the provider's, or an estimate from the price table. Null when it is not known. */
  costSource: CostSource | null;
}

/** Of an answer whose provider reported nothing. */
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
  /** The server's own word for it, where nobody here knows what it means. */
  unknown?: string;
  usage: ReportedUsage | null;
  reasoning?: KeptReasoning;
};

/** "unknown": of a text that may be whole or not, for the server gave a reason that nobody here knows. */
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
  /** Last event of every stream that was not cut. */
  | FinishEvent;

/** Answers a promise where the model has to wait: nothing more is read from the provider until it is resolved. */
export type TakeEvent = (event: ModelEvent) => Promise<void> | null;

/** How a family of providers is spoken of, in sentences that say what to do. */
export interface FamilyNames {
  /** Of the company whose server it is, wherever that is reached; null: its servers may be anybody's, and are named by their address. */
  title: string | null;
  /** Setting that holds the key; null when there is none. */
  keySetting: string | null;
  /** Setting that holds the server's address; null: it is nobody's to set. */
  addressSetting: string | null;
}

export interface Model {
  /** The family's name on the wire. */
  provider: string;
  names?: FamilyNames;
  /** As the provider knows it. */
  name: string;
  /** It was trained on patches. */
  patches: boolean;
  /** Address of the server: two models of one address share its faults. */
  endpoint: string;
  /** Conversation and answer together, tokens; null when not known yet. */
  contextTokens?(): number | null;
  /**
   * Hands each event to `take` as it comes; resolves after `finish`, or throws a ModelError. When `signal` aborts, throws the signal's reason.
   * Pushed, not iterated: a file has a hundred thousand tokens, and each layer of async iterators costs one of them as much as reading it does.
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

/** Why a model request failed. `message` is safe to show: it never holds a key. */
export class ModelError extends Error {
  readonly reason: ModelFailure;
  readonly provider: string;
  /** Wait that the provider asked for, milliseconds. */
  readonly retryAfterMs: number | null;
  /** HTTP status; null when there was none, or the error came inside of a 200. */
  readonly status: number | null;
  /** Of a conversation that is too long: what the model reads with its answer, and what the server counted, tokens; null where it did not say. */
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

/** Failures that may be gone a moment later. */
export const isPassing = (reason: ModelFailure): boolean =>
  ["rate_limited", "overloaded", "connection", "stalled", "truncated", "bad_tool_call"].includes(reason);

/** Failures of one provider that another one may not have. */
export const isProvidersOwn = (reason: ModelFailure): boolean =>
  isPassing(reason) || ["quota", "bad_key", "unknown_model"].includes(reason);
