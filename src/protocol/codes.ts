// Codes of failed runs and of notices: what each means and what to do. PROTOCOL.md's tables have the same words; a test compares them.
// Codes may be added within version 1: a client shows the message of a code it does not know.
import * as v from "valibot";

interface CodeFacts {
  means: string;
  remedy: string;
}

const again = "retry";
const another = "retry, or choose another model";

/** `error_code` of a version and `code` of `version.failed`. */
export const runFailures = {
  // The provider's answer, or its silence.
  rate_limited: { means: "the provider limits the rate of requests", remedy: "retry a little later" },
  overloaded: { means: "the provider has a problem on its side", remedy: "retry a little later" },
  connection: { means: "the connection to the provider broke", remedy: again },
  stalled: { means: "the provider stopped sending in the middle of an answer", remedy: again },
  truncated: { means: "the provider ended an answer without finishing it", remedy: again },
  bad_tool_call: { means: "the provider refused a malformed tool call by its model", remedy: another },
  quota: { means: "the provider's account is used up", remedy: "the operator adds credit or sets another provider" },
  bad_key: {
    means: "the provider does not accept the operator's key, or does not serve the region this server is in",
    remedy: "the operator sets another key",
  },
  unknown_model: {
    means: "the provider does not know the model, has not loaded it, or the account's settings exclude it",
    remedy: "choose another model",
  },
  context_length: {
    means: "the conversation is longer than the model can read, or one request is larger than the provider ever accepts",
    remedy: "write a shorter message, or choose a model that reads more",
  },
  no_tools: { means: "the model cannot call tools, or its server was started without them", remedy: "choose another model" },
  content_filter: { means: "the provider's content filter stopped the answer", remedy: "rephrase the message" },
  bad_request: { means: "the provider refused the request for another reason", remedy: "the message says why" },
  too_many_faults: { means: "the provider failed so often that the run has used up its retries", remedy: "retry a little later" },
  // The model's work.
  refused: { means: "the model refused the request", remedy: "rephrase the message" },
  bad_tool_calls: { means: "the model kept sending tool calls that cannot be carried out", remedy: another },
  loop: {
    means: "the model made the same calls again and again, or only mistakes, round after round",
    remedy: another,
  },
  repetition: { means: "the model repeated the same text endlessly, and was stopped", remedy: another },
  too_much_output: {
    means: "the model wrote more at once than a round allows, and was stopped",
    remedy: "retry: it continues after what was complete",
  },
  always_cut: {
    means: "every answer was cut off at the model's output limit, before anything was carried out",
    remedy: "ask for less at once, or choose another model",
  },
  too_long: { means: "the run took longer than allowed", remedy: "retry, or ask for less at once" },
  too_many_rounds: { means: "the run took more rounds than allowed", remedy: "retry, or ask for less at once" },
  no_entry: { means: "the app has no page to open", remedy: another },
  empty_answer: { means: "the model answered nothing, even when asked again", remedy: another },
  unreadable_calls: {
    means: "the model wrote its calls into the text, in a form that cannot be carried out",
    remedy: another,
  },
  only_announced: { means: "the model said or showed what it would do, but did nothing", remedy: another },
  // Our own faults.
  queue_gave_up: { means: "the run could not be started", remedy: again },
  attempts_exhausted: { means: "the run was cut off too many times", remedy: again },
  internal: { means: "an error on our side", remedy: "retry; if it fails again, report the version's id" },
} as const satisfies Record<string, CodeFacts>;

export type RunCode = keyof typeof runFailures;
export const runCodes = Object.keys(runFailures) as RunCode[];
export const runCode = v.picklist(runCodes);

/** `code` of a `notice`. */
export const notices = {
  provider_switched: { means: "another provider continues, because the first one cannot", remedy: "–" },
  waiting: { means: "the provider asked for a pause; the run continues after it", remedy: "–" },
  not_streamed: {
    means: "the answer came in one piece, because the provider does not stream this model to this account",
    remedy: "the hint says how to change that",
  },
  unknown_finish: {
    means: "the server ended an answer in prose with an unknown finish reason: the text may have been cut",
    remedy: "check the end of the answer",
  },
  calls_in_text: {
    means: "the model wrote its calls, or the whole page, into its text, and they were read from there",
    remedy: "–",
  },
  does_not_load: {
    means: "the app was completed although it does not load",
    remedy: "ask for a fix, or restore an earlier version",
  },
  repeated_itself: {
    means: "the model made the same change again and again, so the run was completed with the changes made",
    remedy: "check that it is what you asked for",
  },
  resumed: { means: "the run continues from the rounds of the previous attempt", remedy: "–" },
  started_anew: { means: "the rounds of the previous attempt are paid for again", remedy: "–" },
  model_not_offered: {
    means: "the app's model is no longer listed by `GET /api/models`, so the default answers",
    remedy: "choose a model from the list",
  },
  conversation_refused: {
    means:
      "the server refused the conversation, so the run continues from what was said and from the files, without the calls of earlier rounds",
    remedy: "–",
  },
} as const satisfies Record<string, CodeFacts>;

export type NoticeCode = keyof typeof notices;
export const noticeCodes = Object.keys(notices) as NoticeCode[];
export const noticeCode = v.picklist(noticeCodes);
