// Turns what the openai client throws into a ModelError with a reason and a sentence that names the server and says what to do. What servers say,
// and what it means, is in failures/.
import { APIConnectionError, APIError } from "openai";
import { shortened } from "../../base/surrogates.ts";
import { type Model, ModelError, type ModelFailure } from "../model.ts";
import { ResponseTooLarge } from "../request/bounded-fetch.ts";
import type { ModelOptions } from "../request/options.ts";
import { type About, adviceOf } from "./advice.ts";
import { type Failure, readFailure } from "./read-failure.ts";
import { saidIn } from "./said.ts";
import { inside, isLoopback, namesOf, serverName, shownAddress } from "./server-names.ts";
import { waitOf } from "./waits.ts";

/** Placeholder key for a server that needs none. */
export const noKey = "not-needed";

/** Longest provider text that is passed on, UTF-16 units. */
const detailMaxCharacters = 300;

/** Who was asked. */
export type Asked =
  | Pick<Model, "provider" | "names" | "name" | "endpoint">
  | Pick<ModelOptions, "provider" | "names" | "name" | "client">;

export interface Sent {
  /** Where the request went; defaults to the server's own address. */
  address?: string;
  /** The key that was sent: servers repeat it in their messages. */
  key?: string;
  /** Longest answer requested, tokens. */
  outputTokens?: number;
}

export function toModelError(error: unknown, asked: Asked, sent: Sent = {}): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof ResponseTooLarge) return modelError("too_much_output", asked, "");
  if (error instanceof APIConnectionError) return modelError("connection", asked, "", { sent, neverBegan: true });
  if (error instanceof APIError) {
    const said = saidIn(error);
    const failure = readFailure(said, sent.outputTokens ?? null);
    return modelError(failure.reason, asked, detailOf(said.sentence, sent.key ?? ""), {
      retryAfterMs: waitOf(said, failure.reason === "rate_limited"),
      status: error.status ?? null,
      failure,
      sent,
    });
  }
  // Reading a body that breaks off throws a bare TypeError or Error of the runtime.
  return modelError("connection", asked, error instanceof Error ? error.message : String(error));
}

function detailOf(sentence: string, key: string): string {
  // Providers repeat (parts of) the key in some messages.
  const withoutKey = key === "" ? sentence : sentence.replaceAll(key, "[key]");
  return shortened(withoutKey.replace(/\b(sk|key)-[\w*-]{4,}/g, "[key]").toWellFormed(), detailMaxCharacters, () => "");
}

interface More {
  retryAfterMs?: number | null;
  status?: number | null;
  failure?: Failure;
  sent?: Sent;
  /** There was no answer: nothing is there, or it does not respond. */
  neverBegan?: boolean;
}

/** `detail`: the server's own words, safe to show. */
export function modelError(reason: ModelFailure, asked: Asked, detail: string, more: More = {}): ModelError {
  const { provider } = asked;
  const { retryAfterMs, status, failure } = more;
  const message = failure?.advice
    ? adviceOf[failure.advice](aboutOf(asked, detail, more))
    : sentenceOf(reason, asked, detail, more);
  const { window = null, prompt = null } = failure?.tooLong ?? {};
  return new ModelError(reason, provider, message, {
    retryAfterMs: retryAfterMs ?? null,
    status: status ?? null,
    contextTokens: reason === "context_length" ? window : null,
    promptTokens: reason === "context_length" ? prompt : null,
  });
}

const endpointOf = (asked: Asked): string => ("endpoint" in asked ? asked.endpoint : asked.client.baseURL);

function saidAfter(detail: string, status: number | null): string {
  if (detail) return ` It said: ${detail}${/[.!?…]$/.test(detail) ? "" : "."}`;
  return status === null ? "" : ` It answered with HTTP status ${status}, and nothing else.`;
}

function aboutOf(asked: Asked, detail: string, { sent, status }: More): About {
  const endpoint = endpointOf(asked);
  return {
    server: serverName(namesOf(asked), endpoint),
    model: asked.name,
    address: shownAddress(sent?.address ?? endpoint),
    addressSetting: namesOf(asked).addressSetting ?? "its address",
    said: saidAfter(detail, status ?? null),
  };
}

function sentenceOf(reason: ModelFailure, asked: Asked, detail: string, more: More): string {
  const about = aboutOf(asked, detail, more);
  const { server, model, said } = about;
  const sentences: Record<ModelFailure, () => string> = {
    rate_limited: () => `${server} is limiting requests right now.${said}`,
    overloaded: () => `${server} could not answer (a fault on its side).${said}`,
    connection: () => connectionSentence(about, more),
    stalled: () => `${server} stopped sending in the middle of an answer.`,
    truncated: () => `${server} ended its answer without finishing it.`,
    bad_tool_call: () => `${server} refused a malformed tool call from ${model}.`,
    quota: () => `${server} says the account is out of quota.${said} Add credit or set another key.`,
    bad_key: () => keySentence(asked, server, more.sent?.key),
    unknown_model: () => `${server} does not know the model ${model}.${said} Choose another model for this app.`,
    context_length: () => lengthSentence(asked, about, more),
    no_tools: () => `${model} cannot call tools, and building needs them. Choose another model for this app.`,
    content_filter: () => `${server}'s content filter stopped the answer.${said} Rephrase it.`,
    too_much_output: () =>
      `${server} sent more than any answer needs, so the rest was not read. Try again, or choose another model.`,
    bad_request: () => `${server} refused the request.${said}`,
  };
  return sentences[reason]();
}

function connectionSentence({ server, address }: About, { neverBegan }: More): string {
  if (!neverBegan) return `The connection to ${inside(server)} broke.`;
  return `The connection to ${inside(server)} failed, at ${address}.${isLoopback(address) ? " Is it running?" : ""}`;
}

function keySentence(asked: Asked, server: string, key: string | undefined): string {
  const setting = namesOf(asked).keySetting;
  // The binding for Cloudflare's models has no key.
  if (setting === null)
    return `${server} needs more rights than this server has there. Check its settings, or choose another model for this app.`;
  if (key === noKey) return `${server} asks for a key. Set ${setting}.`;
  return `${server} does not accept the key. Check ${setting}.`;
}

function lengthSentence(asked: Asked, { server, model }: About, { failure }: More): string {
  const { prompt, window } = failure?.tooLong ?? {};
  const numbers = prompt && window ? ` (it has ${prompt} tokens, and ${window} can be read)` : "";
  const longer = isLoopback(endpointOf(asked)) ? `, start ${inside(server)} with a longer context,` : ",";
  return `The conversation is longer than ${model} can read${numbers}. Start a new app${longer} or choose a model with a larger context.`;
}
