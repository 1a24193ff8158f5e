// Why a run failed, and what it told on the way. PROTOCOL.md says what each means, a test holds the two together. Codes may be added within version 1:
// a client that meets one it does not know shows the message.

/** `error_code` of a version and `code` of `version.failed`. */
export const runCodes = [
  // The provider's answer, or that there was none.
  "rate_limited",
  "overloaded",
  "connection",
  "stalled",
  "truncated",
  "bad_tool_call",
  "quota",
  "bad_key",
  "unknown_model",
  "context_length",
  "no_tools",
  "content_filter",
  "bad_request",
  "too_many_faults",
  // What the model made of it.
  "refused",
  "bad_tool_calls",
  "loop",
  "repetition",
  "too_much_output",
  "always_cut",
  "too_long",
  "too_many_rounds",
  "no_entry",
  "empty_answer",
  "unreadable_calls",
  "only_announced",
  // Ours.
  "queue_gave_up",
  "attempts_exhausted",
  "internal",
] as const;

export type RunCode = (typeof runCodes)[number];

/** `code` of a `notice`. */
export const noticeCodes = [
  "provider_switched",
  "waiting",
  "not_streamed",
  "unknown_finish",
  "calls_in_text",
  "does_not_load",
  "repeated_itself",
  "resumed",
  "started_anew",
  "model_not_offered",
  "conversation_refused",
] as const;

export type NoticeCode = (typeof noticeCodes)[number];
