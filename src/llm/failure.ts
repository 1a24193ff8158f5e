// Turns what the openai client throws into a ModelError with a reason and a sentence that says what to do.
import { APIConnectionError, APIError } from "openai";
import { type ProviderName, providers } from "../protocol/providers.ts";
import { shortened } from "../protocol/surrogates.ts";
import { ResponseTooLarge } from "./bounded-fetch.ts";
import { ModelError, type ModelFailure } from "./model.ts";

/** Longest text of a provider that is passed on, UTF-16 units. */
const detailMaxCharacters = 300;

/** `secret` is the key that was sent: servers repeat it in their messages. */
export function toModelError(error: unknown, provider: ProviderName, model: string, secret = ""): ModelError {
  if (error instanceof ModelError) return error;
  if (error instanceof ResponseTooLarge) return modelError("too_much_output", provider, model, "");
  if (error instanceof APIConnectionError) return modelError("connection", provider, model, "");
  if (error instanceof APIError) {
    const status = error.status ?? Number(textOf(error.code) || Number.NaN);
    return modelError(reasonOf(error, status), provider, model, detailOf(error, secret), {
      retryAfterMs: retryAfterMs(error.headers),
      status: error.status ?? null,
    });
  }
  // Reading a body that breaks off throws a bare TypeError or Error of the runtime.
  return modelError("connection", provider, model, error instanceof Error ? error.message : String(error));
}

function reasonOf(error: APIError, status: number): ModelFailure {
  const code = textOf(error.code);
  const text = `${code} ${textOf(error.type)} ${error.message}`.toLowerCase();
  // Some servers check tool calls themselves and end the stream over the model's mistake: asked again, it mostly does better.
  if (code === "tool_use_failed") return "bad_tool_call";
  if (code === "insufficient_quota" || status === 402 || /insufficient[_ ](quota|credits)|billing/.test(text)) return "quota";
  if (status === 401 || status === 403 || code === "invalid_api_key") return "bad_key";
  if (code === "context_length_exceeded" || /context (length|window)|maximum context/.test(text)) return "context_length";
  if (/support tool use|tools? (is|are) not supported|does not support tools/.test(text)) return "no_tools";
  if (code === "model_not_found" || (status === 404 && /model|endpoint/.test(text))) return "unknown_model";
  if (/policy_violation|_policy$|content_filter/.test(code)) return "content_filter";
  if (status === 429 || code === "rate_limit_exceeded") return "rate_limited";
  if (status >= 500 || status === 408 || status === 409 || /overloaded|server_error/.test(text)) return "overloaded";
  // It came in the middle of an answer and says nothing of its kind: the request had been accepted.
  if (Number.isNaN(status) && code === "" && !error.type) return "overloaded";
  return "bad_request";
}

/** Servers send numbers as codes, and broken ones anything. */
const textOf = (value: unknown) => (typeof value === "string" || typeof value === "number" ? String(value) : "");

function detailOf(error: APIError, secret: string): string {
  const body = error.error;
  const message = body && typeof body === "object" && "message" in body ? textOf(body.message) : error.message;
  // Providers repeat (parts of) the key in some messages.
  const withoutKey = secret === "" ? message : message.replaceAll(secret, "[key]");
  return shortened(withoutKey.replace(/\b(sk|key)-[\w*-]{4,}/g, "[key]").toWellFormed(), detailMaxCharacters, () => "");
}

function retryAfterMs(headers: Headers | undefined): number | null {
  const milliseconds = Number(headers?.get("retry-after-ms") ?? Number.NaN);
  if (milliseconds > 0) return milliseconds;
  const value = headers?.get("retry-after");
  if (!value) return null;
  const seconds = Number(value);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - Date.now());
}

export function modelError(
  reason: ModelFailure,
  provider: ProviderName,
  model: string,
  detail: string,
  more: { retryAfterMs?: number | null; status?: number | null } = {},
): ModelError {
  const name = providers[provider].title;
  const said = detail ? ` It said: ${detail}` : "";
  const sentence: Record<ModelFailure, string> = {
    rate_limited: `${name} limits the rate of requests right now.${said}`,
    overloaded: `${name} could not answer (a fault on its side).${said}`,
    connection: `The connection to ${name} broke.`,
    stalled: `${name} stopped sending in the middle of an answer.`,
    truncated: `${name} ended its answer without finishing it.`,
    bad_tool_call: `${name} refused a tool call that ${model} wrote wrongly.`,
    quota: `${name} says the account is out of quota. Add credit, or set another key.`,
    bad_key: `${name} does not accept the key. Check ${providers[provider].key}.`,
    unknown_model: `${name} does not know the model ${model}. Choose another model for this app.`,
    context_length: `The conversation is longer than ${model} can read. Start a new app, or choose a model with a larger context.`,
    no_tools: `${model} cannot call tools, and building needs them. Choose another model for this app.`,
    content_filter: `${name}'s content filter stopped the answer. Say it in other words.`,
    too_much_output: `${name} sent more than any answer needs, so it was not read to the end. Try again, or choose another model.`,
    bad_request: `${name} refused the request.${said}`,
  };
  return new ModelError(reason, provider, sentence[reason], more);
}
