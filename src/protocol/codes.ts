// Codes of failed runs and of notices: what each means and what to do. PROTOCOL.md's tables are made from these. Codes may be added within
// version 1: a client that does not know a code shows its message.
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
  overloaded: { means: "the provider has a fault on its side", remedy: "retry a little later" },
  connection: { means: "the connection to the provider broke", remedy: again },
  stalled: { means: "the provider stopped sending in the middle of an answer", remedy: again },
  truncated: { means: "the provider ended an answer without finishing it", remedy: again },
  bad_tool_call: { means: "the provider refused a tool call that its model wrote wrongly", remedy: another },
  quota: { means: "the provider's account is used up", remedy: "the operator adds credit or sets another provider" },
  bad_key: {
    means: "the provider does not accept the operator's key, or does not serve the region that this server is in",
    remedy: "the operator sets another key",
  },
  unknown_model: {
    means: "the provider does not know the model, has not loaded it, or the account's settings exclude it",
    remedy: "choose another model",
  },
  context_length: {
    means: "the conversation is longer than the model can read, or one request larger than the provider ever takes",
    remedy: "write a shorter message, or choose a model that reads more",
  },
  no_tools: { means: "the model cannot call tools, or its server was started without them", remedy: "choose another model" },
  content_filter: { means: "the provider's content filter stopped the answer", remedy: "write the message in other words" },
  bad_request: { means: "the provider refused the request for another reason", remedy: "the message says why" },
  too_many_faults: { means: "the provider failed so often that the run's repeats are used up", remedy: "retry a little later" },
  // The model's work.
  refused: { means: "the model refused the request", remedy: "write the message in other words" },
  bad_tool_calls: { means: "the model kept sending tool calls that cannot be carried out", remedy: another },
  loop: {
    means: "the model made the same calls again and again, or nothing but mistakes, round after round",
    remedy: another,
  },
  repetition: { means: "the model repeated one text without end, and was stopped", remedy: another },
  too_much_output: {
    means: "the model wrote more at once than one round may have, and was stopped",
    remedy: "retry: it goes on after what was complete",
  },
  always_cut: {
    means: "every answer was cut off at the model's output limit, before anything was carried out",
    remedy: "ask for less at once, or choose another model",
  },
  too_long: { means: "the run took longer than a run may", remedy: "retry, or ask for less at once" },
  too_many_rounds: { means: "the run took more rounds than a run may", remedy: "retry, or ask for less at once" },
  no_entry: { means: "the app has no page to open", remedy: another },
  empty_answer: { means: "the model answered nothing, asked again, too", remedy: another },
  unreadable_calls: {
    means: "the model wrote its calls into the text, and not so that they could be carried out",
    remedy: another,
  },
  only_announced: { means: "the model said what it would do, or showed it, and did nothing", remedy: another },
  // Our own faults.
  queue_gave_up: { means: "the run could not be started", remedy: again },
  attempts_exhausted: { means: "the run was cut off so often that it was given up", remedy: again },
  internal: { means: "a fault of ours", remedy: "retry, then report the version's id" },
} as const satisfies Record<string, CodeFacts>;

export type RunCode = keyof typeof runFailures;
export const runCodes = Object.keys(runFailures) as RunCode[];
export const runCode = v.picklist(runCodes);

/** `code` of a `notice`. */
export const notices = {
  provider_switched: { means: "another provider goes on, since the first one cannot", remedy: "–" },
  waiting: { means: "the provider asked for a pause, the run goes on after it", remedy: "–" },
  not_streamed: {
    means: "the answer came in one piece, since the provider does not stream this model to this account",
    remedy: "the hint says how to change that",
  },
  unknown_finish: {
    means: "the server ended an answer of words with a reason that nobody here knows: the words may have been cut",
    remedy: "read the answer to its end",
  },
  calls_in_text: {
    means: "the model wrote calls, or the whole page, into its text, and they were read from there",
    remedy: "–",
  },
  does_not_load: {
    means: "the app was completed although it does not load",
    remedy: "ask for it to be fixed, or restore an earlier version",
  },
  repeated_itself: {
    means: "the model made the same change again and again, so the run was completed with what it had changed",
    remedy: "check that it is what you asked for",
  },
  resumed: { means: "the run goes on from the rounds of the attempt before", remedy: "–" },
  started_anew: { means: "the rounds of the attempt before are paid again", remedy: "–" },
  model_not_offered: {
    means: "the model of the app is not on the list of `GET /api/models` any more: the default one answers",
    remedy: "choose one of the list",
  },
  conversation_refused: {
    means:
      "the server refused the conversation: the run goes on from what was said and from the files, without the calls of earlier rounds",
    remedy: "–",
  },
} as const satisfies Record<string, CodeFacts>;

export type NoticeCode = keyof typeof notices;
export const noticeCodes = Object.keys(notices) as NoticeCode[];
export const noticeCode = v.picklist(noticeCodes);
