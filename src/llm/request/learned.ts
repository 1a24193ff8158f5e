// What refusals taught us about servers: parameters they do not accept, how long an answer and a conversation may be, and where their API is. A request
// refused for such a reason is corrected and repeated, and the cure is remembered for that server and model, for all runs of this isolate.
import { APIError } from "openai";
import { leastAnswerTokens, readFailure, type TooLong } from "../failures/read-failure.ts";
import { type Parameter, refusedParameters } from "../failures/refused-parameters.ts";
import { type Said, saidIn } from "../failures/said.ts";
import type { ModelRequest } from "../model.ts";
import { adapted, isSent, type Refused } from "./adapted.ts";
import { normalizedBaseUrl, otherForm } from "./base-url.ts";
import type { ModelOptions } from "./options.ts";

interface Lessons {
  refused: Refused;
  /** Longest answer that may be requested, tokens. */
  outputTokens: number | null;
  /** Conversation and answer together, tokens. */
  contextTokens: number | null;
  /** The server responds at the other form of its address, with or without "/v1". */
  elsewhere: boolean;
}

const nothing: Lessons = { refused: new Map(), outputTokens: null, contextTokens: null, elsewhere: false };

/** How long a refusal is remembered, milliseconds: by then an organization may be verified, or a server restarted. */
const remembersMs = 15 * 60 * 1000;
/** Most servers and models remembered, more than anyone lists; the oldest is dropped. */
const maxRemembered = 500;
const remembered = new Map<string, { lessons: Lessons; untilMs: number }>();
/** Context lengths given in refusals: assumed true, and remembered once a shorter conversation is accepted. */
const named = new Map<string, { contextTokens: number; untilMs: number }>();

/** How often one request may be changed: a server that refuses more will refuse anything. */
export const maxLessons = 4;

/** Characters of a request per token, to estimate the remaining context: low, so that the answer fits. */
const charactersPerToken = 2.8;

export interface Learning {
  /** The options for asking the server now. */
  options(): ModelOptions;
  /** The request with an answer length that the server accepts. */
  fitted(request: ModelRequest): ModelRequest;
  /** How to ask again after an error: at the other form of the address, or for less. Null: the error does not say. */
  learn(error: unknown, request: ModelRequest): "elsewhere" | "less" | null;
  /** The server answered: what was learned is true. */
  confirm(): void;
  /** Why the answer is not streamed; null if it is. */
  wholeBecause(): "unverified" | "refused" | null;
  contextTokens(): number | null;
}

export function learningOf(options: ModelOptions): Learning {
  const { client, name, now } = options;
  const key = `${client.baseURL} ${name}`;
  const baseUrl = normalizedBaseUrl(client.baseURL);
  const known = remembered.get(key);
  let lessons = known && known.untilMs > now() ? known.lessons : nothing;
  let isNew = false;
  /** Longest answer for this request alone, tokens. */
  let momentary: number | null = null;

  function learned(more: Partial<Lessons>): true {
    lessons = { ...lessons, ...more };
    isNew = true;
    return true;
  }

  function clientNow(): ModelOptions["client"] {
    const baseURL = lessons.elsewhere ? (otherForm(baseUrl) ?? baseUrl) : baseUrl;
    return baseURL === client.baseURL ? client : client.withOptions({ baseURL });
  }

  const capabilitiesNow = () => adapted(options.capabilities, lessons.refused);

  function namedNow(): number | null {
    const name = named.get(key);
    return name && name.untilMs > now() ? name.contextTokens : null;
  }

  const contextTokens = () => least(namedNow() ?? lessons.contextTokens, options.capabilities.contextTokens);

  function learnLength({ about, most, window, passing }: TooLong, asked: number): boolean {
    if (about === "prompt") {
      // The caller shortens the conversation; the error says how far.
      if (window !== null) keep(named, key, { contextTokens: window, untilMs: now() + remembersMs });
      return false;
    }
    const outputTokens = most !== null && most < asked ? most : Math.floor(asked / 2);
    if (outputTokens < Math.min(leastAnswerTokens, asked - 1)) return false;
    if (passing) {
      momentary = outputTokens;
      return true;
    }
    return learned(window === null ? { outputTokens } : { contextTokens: window, outputTokens });
  }

  function learnParameters(said: Said): boolean {
    const capabilities = capabilitiesNow();
    const isOpen = (parameter: Parameter) => isSent(capabilities, parameter) && lessons.refused.get(parameter) !== "";
    const refused = refusedParameters(said, isOpen);
    if (refused.length === 0) return false;
    const all = new Map(lessons.refused);
    // If the suggested value is refused as well, the parameter is omitted.
    for (const { parameter, value } of refused) all.set(parameter, all.has(parameter) ? "" : (value ?? ""));
    if (said.words.includes("must be verified to stream")) all.set("stream", unverified);
    return learned({ refused: all });
  }

  return {
    options: () => ({ ...options, client: clientNow(), capabilities: capabilitiesNow() }),
    fitted(request) {
      const window = contextTokens();
      const room = window === null ? null : Math.max(leastAnswerTokens, window - tokensOf(request));
      const bounds = [options.capabilities.maxOutputTokens, lessons.outputTokens, momentary, room].filter(
        (bound) => bound !== null,
      );
      return { ...request, maxOutputTokens: Math.min(request.maxOutputTokens, ...bounds) };
    },
    learn(error, request) {
      if (!(error instanceof APIError)) return null;
      const said = saidIn(error);
      const failure = readFailure(said, request.maxOutputTokens);
      if (failure.advice === "address") {
        const isNews = !lessons.elsewhere && otherForm(baseUrl) !== null;
        return isNews && learned({ elsewhere: true }) ? "elsewhere" : null;
      }
      const isLess = failure.tooLong ? learnLength(failure.tooLong, request.maxOutputTokens) : learnParameters(said);
      return isLess ? "less" : null;
    },
    confirm() {
      const window = namedNow();
      if (window !== null) learned({ contextTokens: window });
      named.delete(key);
      if (!isNew) return;
      isNew = false;
      keep(remembered, key, { lessons, untilMs: now() + remembersMs });
    },
    wholeBecause() {
      const why = lessons.refused.get("stream");
      return why === undefined ? null : why === unverified ? unverified : "refused";
    },
    contextTokens,
  };
}

const unverified = "unverified";

function keep<Value>(map: Map<string, Value>, key: string, value: Value): void {
  if (map.size >= maxRemembered) map.delete(map.keys().next().value ?? "");
  map.set(key, value);
}

const least = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.min(one, other);

function tokensOf({ system, conversation, tools }: ModelRequest): number {
  return Math.ceil(JSON.stringify([system, conversation, tools]).length / charactersPerToken);
}
