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
  /** The longest answer that may be asked for, tokens. */
  outputTokens: number | null;
  /** Conversation and answer together, tokens. */
  contextTokens: number | null;
  /** The server answers at the other form of its address, with or without "/v1". */
  elsewhere: boolean;
}

const nothing: Lessons = { refused: new Map(), outputTokens: null, contextTokens: null, elsewhere: false };

/** What was refused is asked for again after this long, milliseconds: an organization may be verified by then, a server started anew. */
const remembersMs = 15 * 60 * 1000;
/** Servers and models that are remembered: more than anybody lists; the oldest goes. */
const maxRemembered = 500;
const remembered = new Map<string, { lessons: Lessons; untilMs: number }>();
/** Contexts that a server named when it refused a conversation: taken for true, and remembered once it took a shorter one. */
const named = new Map<string, { contextTokens: number; untilMs: number }>();

/** Times that one request is changed: a server that refuses more than this refuses us. */
export const maxLessons = 4;

/** Characters of a request that make a token, for what is left of a context: rather too few, so that the answer fits. */
const charactersPerToken = 2.8;

export interface Learning {
  /** As the server is to be asked now. */
  options(): ModelOptions;
  /** The request with an answer no longer than the server takes. */
  fitted(request: ModelRequest): ModelRequest;
  /** How to ask otherwise, by what the server said: at the other form of its address, or for less. Null: it said nothing of the kind. */
  learn(error: unknown, request: ModelRequest): "elsewhere" | "less" | null;
  /** The server answered: what was learned is true. */
  confirm(): void;
  /** Why the answer comes in one piece; null where it is streamed. */
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
      // Whoever asks makes the conversation shorter; how far, the error says.
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
    // Where the value that was said to be right is refused as well, it goes without.
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
