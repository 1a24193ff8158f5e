// What a server's error means, from the tables of facts: a reason, what is too long and by how much, what to do. failure.ts builds the
// sentence for people.
import type { ModelFailure } from "../model.ts";
import type { Advice } from "./advice.ts";
import type { Fact } from "./fact.ts";
import { facts } from "./facts.ts";
import { lengthFacts } from "./lengths.ts";
import { namesOutputLimit } from "./refused-parameters.ts";
import type { Said } from "./said.ts";
import { matchSentence, type Numbers } from "./sentence-pattern.ts";

export interface Failure {
  reason: ModelFailure;
  advice?: Advice;
  tooLong?: TooLong;
}

export interface TooLong {
  /** "answer": the conversation fits, but not with the requested answer length. */
  about: "prompt" | "answer";
  /** Limit for conversation and answer together, tokens; null if not given. */
  window: number | null;
  /** The server's count of the conversation, tokens. */
  prompt: number | null;
  /** The longest answer that fits, tokens. */
  most: number | null;
  /** It holds only for now, such as what the remaining credit pays for. */
  passing: boolean;
}

/** If the conversation leaves less than this for an answer, tokens, the conversation is too long: even a small file and its explanation need more. */
export const leastAnswerTokens = 1_500;
/** Kept free in addition to conversation and answer, as a share of the conversation and as a minimum, tokens: many servers only estimate. */
const marginShare = 0.01;
const marginTokens = 64;
/** Figures outside this range are not token limits. */
const plausible = { least: 256, most: 20_000_000 };

/** `askedOutput`: longest answer requested, tokens; null if unknown. */
export function readFailure(said: Said, askedOutput: number | null = null): Failure {
  return pageFailure(said) ?? lengthFailure(said, askedOutput) ?? factFailure(said) ?? { reason: reasonByStatus(said) };
}

/** The words of a proxy or web server say no more than its status. */
function pageFailure({ isPage, status }: Said): Failure | null {
  if (!isPage || status === 413 || status === 429 || (status !== null && status >= 500)) return null;
  return { reason: "bad_request", advice: status === 404 || status === 405 ? "address" : "page" };
}

function factFailure(said: Said): Failure | null {
  const fact = facts.find((candidate) => fits(candidate, said) !== null);
  return fact ? { reason: fact.reason, ...(fact.advice ? { advice: fact.advice } : {}) } : null;
}

function reasonByStatus({ status, codes }: Said): ModelFailure {
  if (status === 403) return "bad_key";
  if (status !== null && (status >= 500 || [408, 409, 425].includes(status))) return "overloaded";
  // It came in the middle of an answer without a type: the request had been accepted.
  return status === null && codes.length === 0 ? "overloaded" : "bad_request";
}

function lengthFailure(said: Said, askedOutput: number | null): Failure | null {
  const isRate = said.codes.some((code) => code.startsWith("rate_limit"));
  for (const fact of lengthFacts(said.status, isRate)) {
    const numbers = fits(fact, said);
    if (!numbers) continue;
    if (fact.named && !namesOutputLimit(said)) continue;
    const found = { ...numbers, ...ofLlamaCpp(said) };
    // A rate limit that this request would meet in another minute.
    if (fact.advice === "perMinute" && (found.total ?? 0) <= (found.window ?? 0)) continue;
    const tooLong = { ...lengthOf(fact, found, askedOutput), passing: fact.reason === "quota" };
    const isAnswer = tooLong.about === "answer";
    // A server that gives this code is believed if a shorter answer does not help.
    const isCalledSo = said.codes.includes("context_length_exceeded");
    const reason = isAnswer && fact.reason === "context_length" && !isCalledSo ? "bad_request" : fact.reason;
    return { reason, tooLong, ...(fact.advice && !isAnswer ? { advice: fact.advice } : {}) };
  }
  return null;
}

function ofLlamaCpp({ numbers }: Said): Numbers {
  const { n_ctx: window, n_prompt_tokens: prompt } = numbers;
  return { ...(window === undefined ? {} : { window }), ...(prompt === undefined ? {} : { prompt }) };
}

function lengthOf(fact: Fact, numbers: Numbers, askedOutput: number | null): Omit<TooLong, "passing"> {
  const window = sane(numbers.window);
  const most = sane(numbers.most ?? (numbers.over === undefined ? undefined : numbers.over - 1));
  if (fact.about === "answer") return { about: "answer", window: null, prompt: null, most };
  const prompt = promptOf(numbers, askedOutput);
  if (fact.about === "prompt" || prompt === null || window === null) return { about: "prompt", window, prompt, most: null };
  const room = window - prompt - Math.max(marginTokens, Math.ceil(prompt * marginShare));
  if (room < leastAnswerTokens) return { about: "prompt", window, prompt, most: null };
  return { about: "answer", window, prompt, most: room };
}

function promptOf({ prompt, total, output }: Numbers, askedOutput: number | null): number | null {
  if (prompt !== undefined) return prompt;
  if (total === undefined) return null;
  const answer = output ?? askedOutput ?? 0;
  return answer < total ? total - answer : total;
}

const sane = (tokens: number | undefined): number | null =>
  tokens !== undefined && tokens >= plausible.least && tokens <= plausible.most ? tokens : null;

/** The numbers read, if the fact fits; else null. */
export function fits({ says, code, status, parameter }: Fact, said: Said): Numbers | null {
  if (status && (said.status === null || !status.includes(said.status))) return null;
  if (parameter !== undefined && !said.parameters.includes(parameter)) return null;
  if (code !== undefined && !said.codes.some((name) => isCode(code, name))) return null;
  return says === undefined ? {} : matchSentence(says, said.words);
}

function isCode(pattern: string, code: string): boolean {
  const word = pattern.replaceAll("*", "");
  if (pattern.startsWith("*")) return pattern.endsWith("*") ? code.includes(word) : code.endsWith(word);
  return pattern.endsWith("*") ? code.startsWith(word) : code === word;
}
