// Finds which of our parameters a server refuses. The list is closed: nothing a server says can remove the model, the messages or the tools.
import type { Said } from "./said.ts";

/** What can be omitted or put differently without changing what a request asks for. */
export type Parameter =
  | "stream"
  | "stream_options"
  | "max_tokens"
  | "max_completion_tokens"
  | "max_output_tokens"
  | "reasoning_effort"
  | "reasoning.summary"
  | "verbosity"
  | "prompt_cache_key"
  | "include"
  | "store"
  | "usage"
  /** Tools with plain text as input. */
  | "text_tools"
  /** A model's thoughts, in a message of the history. */
  | "kept_reasoning"
  /** The opposite: calls of the history without the thoughts before them. */
  | "missing_reasoning"
  /** An empty text with calls; null is sent instead. */
  | "empty_text"
  /** A system message; its text then goes before the first user message. */
  | "system_role"
  /** Data attached to messages and calls (attachments.ts). */
  | "attachments";

/** Servers' spellings, in lower case. A name that is also an ordinary word counts only in quotation marks. */
const spellings: Record<Parameter, { names: readonly string[]; quoted?: true }> = {
  stream: { names: ["stream"], quoted: true },
  stream_options: { names: ["stream_options", "streamoptions", "stream options", "include_usage"] },
  max_tokens: { names: ["max_tokens", "maxtokens"] },
  max_completion_tokens: { names: ["max_completion_tokens", "maxcompletiontokens"] },
  max_output_tokens: { names: ["max_output_tokens", "maxoutputtokens"] },
  reasoning_effort: { names: ["reasoning_effort", "reasoningeffort", "reasoning.effort", "reasoning effort"] },
  "reasoning.summary": { names: ["reasoning.summary", "reasoning summaries", "reasoning summary"] },
  verbosity: { names: ["verbosity", "text.verbosity"] },
  prompt_cache_key: { names: ["prompt_cache_key", "promptcachekey"] },
  include: { names: ["include", "reasoning.encrypted_content"], quoted: true },
  store: { names: ["store"], quoted: true },
  usage: { names: ["usage"], quoted: true },
  text_tools: { names: ["custom"], quoted: true },
  kept_reasoning: { names: ["reasoning_content", "reasoning_details"] },
  missing_reasoning: { names: [] },
  empty_text: { names: [] },
  system_role: { names: [] },
  attachments: { names: ["extra_content", "provider_specific_fields"] },
};

/** Objects as a whole: their fields are refused with them. */
const wholes: Readonly<Record<string, Parameter>> = { reasoning: "reasoning_effort", text: "verbosity" };

/** Words that express a refusal. A sentence that only mentions a parameter refuses nothing. */
const refusing = [
  ...["unsupported", "not supported", "not support", "n't support", "not implemented", "not available", "unavailable"],
  ...["unrecognized", "unrecognised", "not recognized", "unknown", "unexpected", "extra ", "extra_forbidden", "additional prop"],
  ...["not permitted", "not allowed", "forbidden", "not valid", "invalid", "not enabled", "disabled", "cannot find field"],
  ...["no longer", "deprecated", "only the default", "incompatible", "must be", "should be", "cannot be", "can only be"],
  ...["not a valid", "not defined", "does not exist", "please remove"],
];

/** What follows these is what would be accepted, not what was refused. */
const alternatives = ["expected one of", "did you mean", "supported parameters", "allowed parameters", "valid parameters"];

/** Statuses for a request the server understood but refuses; 500 and 501 come from servers that crash on it. */
const statuses: ReadonlySet<number | null> = new Set([null, 400, 404, 422, 500, 501]);

/** Ways to say that an answer cannot be streamed, without naming the parameter. */
const notStreamed = [
  "must be verified to stream",
  "streaming is not supported",
  "streaming not supported",
  "stream is not supported",
  "not support stream",
  "n't support stream",
  "in streaming mode",
  "non-streaming only",
  "stream=true is not supported",
];

/** DeepSeek, Moonshot: thoughts must be sent back. */
const missingReasoning = [
  "must be passed back",
  "missing `reasoning_content`",
  "reasoning_content is missing",
  "reasoning_content is required",
];

/** Anthropic, Bedrock, xAI and gateways to them. */
const emptyText = [
  "content blocks must be non-empty",
  "content blocks must contain non-whitespace",
  "text field in the contentblock object",
  "content field in the message object",
  "must have non-empty content",
  "at least one content element",
  "content cannot be empty",
  "content must not be empty",
];

/** Templates of Gemma and old Mistral (vLLM, llama.cpp, LM Studio); Gemini's API for Gemma. */
const noSystem = [
  "system role not supported",
  "system role is not supported",
  "not support system role",
  "not support the system role",
  "not support system message",
  "system messages are not supported",
  "system message is not supported",
  "developer instruction is not enabled",
];

export interface RefusedParameter {
  parameter: Parameter;
  /** An accepted value; null if it gave none, or none we know. */
  value: string | null;
}

/** `isSent`: whether the request had the parameter. */
export function refusedParameters(said: Said, isSent: (parameter: Parameter) => boolean): RefusedParameter[] {
  if (!statuses.has(said.status)) return [];
  const words = withoutAlternatives(said.words);
  if (isSent("stream") && notStreamed.some((text) => words.includes(text))) return [{ parameter: "stream", value: null }];
  for (const [parameter, sentences] of [
    ["missing_reasoning", missingReasoning],
    ["empty_text", emptyText],
    ["system_role", noSystem],
  ] as const)
    if (isSent(parameter) && sentences.some((text) => words.includes(text))) return [{ parameter, value: null }];
  const refuses = refusing.some((text) => words.includes(text)) || said.codes.some((code) => code.startsWith("unsupported_"));
  const isVerification = words.includes("must be verified");
  if (!refuses && !isVerification) return [];
  const named = (Object.keys(spellings) as Parameter[]).filter(
    (parameter) => isSent(parameter) && isNamed(parameter, said.parameters, words),
  );
  return named.map((parameter) => ({ parameter, value: otherValue(parameter, words) }));
}

/** Whether the server refers to the requested answer length, by any of its names. */
export const namesOutputLimit = ({ words, parameters }: Said): boolean =>
  [...outputLimits, "max_new_tokens", "max tokens", "max output tokens", "maximum output tokens", "num_predict"].some(
    (name) => words.includes(name) || parameters.some((path) => path.includes(name)),
  );

const outputLimits = (["max_tokens", "max_completion_tokens", "max_output_tokens"] as const).flatMap(
  (parameter) => spellings[parameter].names,
);

function isNamed(parameter: Parameter, paths: readonly string[], words: string): boolean {
  const { names, quoted } = spellings[parameter];
  const byPath = paths.some((path) => {
    const last = path.split(".").at(-1) ?? "";
    return names.includes(path) || names.includes(last) || wholes[path] === parameter;
  });
  return byPath || names.some((name) => mentions(words, name, quoted === true));
}

/** Finds the name as a whole word. */
function mentions(words: string, name: string, quoted: boolean): boolean {
  for (let at = words.indexOf(name); at !== -1; at = words.indexOf(name, at + name.length)) {
    const before = words[at - 1] ?? " ";
    const after = words[at + name.length] ?? " ";
    if (quoted ? isQuote(before) && isQuote(after) : !isOfWord(before) && !isOfWord(after)) return true;
  }
  return false;
}

const isQuote = (character: string) => "'\"`’”“‘".includes(character);
const isOfWord = (character: string) => /[a-z0-9_]/.test(character);

function withoutAlternatives(words: string): string {
  const ends = alternatives.map((text) => words.indexOf(text)).filter((at) => at !== -1);
  return ends.length === 0 ? words : words.slice(0, Math.min(...ends));
}

/** Values of parameters that have several, closest to "low" first. */
const values: Partial<Record<Parameter, readonly string[]>> = {
  reasoning_effort: ["low", "minimal", "medium", "high", "none"],
  verbosity: ["low", "medium", "high"],
};
const listLeads = ["supported values", "must be one of", "valid values", "allowed values", "should be one of", "expected one of"];
/** Longest list of values, UTF-16 units. */
const listMaxCharacters = 150;

function otherValue(parameter: Parameter, words: string): string | null {
  const known = values[parameter];
  const from = listLeads.map((lead) => words.indexOf(lead)).find((at) => at !== -1);
  if (!known || from === undefined) return null;
  const list = words.slice(from, from + listMaxCharacters);
  return known.find((value) => mentions(list, value, false)) ?? null;
}
