// What a server's error means, by the tables of facts: a reason, how long to wait, what is too long and by how much, what to do. failure.ts has the
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
  /** "answer": the conversation fits, what was asked for as the longest answer does not. */
  about: "prompt" | "answer";
  /** What the model reads and answers together, tokens; null when it was not said. */
  window: number | null;
  /** What the server counted of the conversation, tokens. */
  prompt: number | null;
  /** The longest answer that fits, tokens. */
  most: number | null;
  /** It is true of this moment only, such as what a credit is enough for. */
  passing: boolean;
}

/** Where the conversation leaves less for an answer, tokens, it is the conversation that is too long: a small file and the words around it need more. */
export const leastAnswerTokens = 1_500;
/** Kept free beside the conversation and its answer, as a share of the conversation and at least, tokens: many servers count only "about". */
const marginShare = 0.01;
const marginTokens = 64;
/** Figures outside of this, tokens, are of something else. */
const plausible = { least: 256, most: 20_000_000 };

/** `askedOutput`: the longest answer that was asked for, tokens; null when it is not known. */
export function readFailure(said: Said, askedOutput: number | null = null): Failure {
  return pageFailure(said) ?? lengthFailure(said, askedOutput) ?? factFailure(said) ?? { reason: reasonByStatus(said) };
}

/** What a proxy or a web server before it says is of no more use than its status. */
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
  // It came in the middle of an answer and says nothing of its kind: the request had been accepted.
  return status === null && codes.length === 0 ? "overloaded" : "bad_request";
}

function lengthFailure(said: Said, askedOutput: number | null): Failure | null {
  const isRate = said.codes.some((code) => code.startsWith("rate_limit"));
  for (const fact of lengthFacts(said.status, isRate)) {
    const numbers = fits(fact, said);
    if (!numbers) continue;
    if (fact.named && !namesOutputLimit(said)) continue;
    const found = { ...numbers, ...ofLlamaCpp(said) };
    // A limit of the rate that this request would fit in another minute.
    if (fact.advice === "perMinute" && (found.total ?? 0) <= (found.window ?? 0)) continue;
    const tooLong = { ...lengthOf(fact, found, askedOutput), passing: fact.reason === "quota" };
    const isAnswer = tooLong.about === "answer";
    // A server that calls it so by a code is believed, where a shorter answer does not help.
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

/** The numbers that it says where the fact fits; null where it does not. */
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
