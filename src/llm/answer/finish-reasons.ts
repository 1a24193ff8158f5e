// What a server means by its finish reason, in any case and any provider's words. One line per reason, under its provider; one not listed is
// unknown, and in itself not a success.

export type Meaning =
  /** The model finished. */
  | "end"
  /** The model wants its calls carried out. */
  | "calls"
  /** A token limit was reached. */
  | "length"
  | "filter"
  /** The server could not read a call the model wrote. */
  | "malformed"
  /** The server lacked the capacity to continue. */
  | "overloaded"
  /** The server did not finish: the answer so far is discarded. */
  | "broken";

/** Keyed by the reason in lower case, with "_" for everything else. Looked up in November 2026. */
const meanings = new Map<string, Meaning>(
  Object.entries({
    // OpenAI, https://platform.openai.com/docs/api-reference/chat/object
    stop: "end",
    tool_calls: "calls",
    function_call: "calls",
    length: "length",
    content_filter: "filter",
    // Anthropic, https://platform.claude.com/docs/en/build-with-claude/handling-stop-reasons, and gateways that pass its reasons on
    end_turn: "end",
    stop_sequence: "end",
    tool_use: "calls",
    max_tokens: "length",
    model_context_window_exceeded: "length",
    pause_turn: "length",
    refusal: "filter",
    // Gemini and Vertex AI, https://ai.google.dev/api/generate-content#FinishReason
    safety: "filter",
    recitation: "filter",
    blocklist: "filter",
    prohibited_content: "filter",
    spii: "filter",
    language: "filter",
    image_safety: "filter",
    malformed_function_call: "malformed",
    unexpected_tool_call: "malformed",
    too_many_tool_calls: "malformed",
    malformed_response: "malformed",
    missing_thought_signature: "malformed",
    other: "broken",
    // DeepSeek, https://api-docs.deepseek.com/api/create-chat-completion
    insufficient_system_resource: "overloaded",
    // Z.ai and Zhipu, https://docs.z.ai/api-reference/llm/chat-completion
    sensitive: "filter",
    network_error: "overloaded",
    // Mistral, https://docs.mistral.ai/api
    model_length: "length",
    error: "broken",
    // Cohere, https://docs.cohere.com/reference/chat
    complete: "end",
    tool_call: "calls",
    timeout: "overloaded",
    error_toxic: "filter",
    error_limit: "length",
    user_cancel: "broken",
    // Amazon Bedrock, https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html
    guardrail_intervened: "filter",
    content_filtered: "filter",
    malformed_model_output: "malformed",
    malformed_tool_use: "malformed",
    // Text Generation Inference (Hugging Face, Together, Workers AI): names for the last token
    eos: "end",
    eos_token: "end",
    eot: "end",
    // vLLM and SGLang
    abort: "broken",
    repetition: "length",
    // The Responses API, and gateways between the APIs
    completed: "end",
    max_output_tokens: "length",
    max_new_tokens: "length",
    max_completion_tokens: "length",
    max_length: "length",
    token_limit: "length",
    context_length_exceeded: "length",
    incomplete: "broken",
    failed: "broken",
    cancelled: "broken",
    canceled: "broken",
    aborted: "broken",
    interrupted: "broken",
    server_error: "overloaded",
    overloaded: "overloaded",
    overloaded_error: "overloaded",
    rate_limit_exceeded: "overloaded",
    resource_exhausted: "overloaded",
    internal_error: "overloaded",
    safety_filter: "filter",
    moderation: "filter",
    flagged: "filter",
    blocked: "filter",
    finished: "end",
    done: "end",
    stop_token: "end",
    end_of_turn: "end",
    end_of_text: "end",
    function_calls: "calls",
    tool: "calls",
    tool_use_failed: "malformed",
    tool_call_error: "malformed",
  } satisfies Record<string, Meaning>),
);

/** How servers say that there is no reason yet. */
const none: ReadonlySet<string> = new Set(["", "null", "none", "undefined", "unspecified"]);

/** Whether a reason was given at all. */
export const isReason = (reason: unknown): reason is string | number =>
  (typeof reason === "string" && !none.has(plain(reason))) || typeof reason === "number";

/** Words in an unlisted reason, such as `content_policy_violation` or `repetition_truncation`, and what they mean, gravest first. */
const parts: readonly [Meaning, readonly string[]][] = [
  [
    "filter",
    ["filter", "filtered", "safety", "unsafe", "policy", "sensitive", "moderation", "guardrail", "guardrails", "inspection"],
  ],
  ["overloaded", ["insufficient", "exhausted", "timeout", "overload", "overloaded", "unavailable"]],
  ["malformed", ["malformed"]],
  ["broken", ["error", "abort", "aborted", "fail", "failed", "disconnect", "disconnected", "cancel", "cancelled", "canceled"]],
  ["length", ["length", "tokens", "limit", "truncated", "truncation", "window"]],
];

/** Null: unknown. */
export function meaningOf(reason: string | number): Meaning | null {
  const known = plain(String(reason));
  const words = new Set(known.split("_"));
  return meanings.get(known) ?? parts.find(([, names]) => names.some((name) => words.has(name)))?.[0] ?? null;
}

/** Enough for any reason, UTF-16 units. */
const reasonMaxCharacters = 60;

/** Makes `toolCalls`, `FinishReason.MAX_TOKENS` and `content-filter` equal to their other spellings. */
const plain = (reason: string) =>
  reason
    .slice(0, reasonMaxCharacters)
    .trim()
    .replace(/^(finish|stop)_?reason[._ ]/i, "")
    .replace(/([a-z])([A-Z])/g, "$1_$2")
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "_");

/** Gravest last: if an answer gives several reasons, the gravest counts. */
const gravity: readonly (Meaning | null)[] = ["end", "calls", null, "length", "malformed", "filter"];

export const graver = (one: Meaning | null, other: Meaning | null) =>
  gravity.indexOf(other) > gravity.indexOf(one) ? other : one;

/** A router's own reason, and the one from the provider behind it, which is more precise if the router had to translate it. */
export function meaningOfBoth(reason: string | number, native: unknown): Meaning | null {
  const routers = meaningOf(reason);
  const providers = isReason(native) ? meaningOf(native) : null;
  if (providers === null || providers === "end" || providers === "calls") return routers ?? providers;
  return routers === null || routers === "end" || routers === "calls" || routers === "broken" ? providers : routers;
}
