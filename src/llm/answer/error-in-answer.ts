// An error sent with HTTP 200, or inside a stream, in the forms servers use. failure.ts says what it means.
import { isRecord } from "../../base/foreign-values.ts";

/** Shaped like the client's own errors: `code`, `type` and others where the server gave them. */
export type AnswerError = Record<string, unknown> & { message: string };

/** Longest server text that is passed on, UTF-16 units. */
const wordsMaxCharacters = 2_000;

export const errorOfWords = (words: string, type?: string): AnswerError => ({
  message: words.slice(0, wordsMaxCharacters).trim(),
  ...(type ? { type } : {}),
});

/** Null: not an error. `name`: the name of the event that carried it. */
export function errorIn(value: unknown, name = ""): AnswerError | null {
  if (!isRecord(value)) {
    // Gemini wraps it in a list.
    if (Array.isArray(value)) return isRecord(value[0]) && !Array.isArray(value[0]) ? errorIn(value[0], name) : null;
    return name === "error" ? errorOfWords(String(value)) : null;
  }
  const { error } = value;
  if (typeof error === "string" && error !== "") return withWords({ ...value, error: undefined }, error);
  if (isRecord(error) && !isEmpty(error)) return withWords(error, wordsOf(error));
  if (Array.isArray(value.choices) && value.choices.length > 0) return errorOfChoice(value.choices[0]) ?? errorOfMiniMax(value);
  if (name === "error" || value.type === "error" || value.object === "error" || error === true) {
    return withWords(value, wordsOf(value));
  }
  return errorOfCloudflare(value) ?? errorOfMiniMax(value) ?? errorOfWordsAlone(value);
}

/** OpenRouter, when one of its providers fails midway. */
const errorOfChoice = (choice: unknown): AnswerError | null =>
  isRecord(choice) && isRecord(choice.error) && !isEmpty(choice.error) ? withWords(choice.error, wordsOf(choice.error)) : null;

/** Cloudflare's API: a list of errors next to `success`. */
function errorOfCloudflare(value: Record<string, unknown>): AnswerError | null {
  const [first] = Array.isArray(value.errors) ? value.errors : [];
  if (value.success !== false && (first === undefined || isAnswer(value))) return null;
  if (isRecord(first)) return withWords(first, wordsOf(first));
  return withWords(value, typeof first === "string" ? first : wordsOf(value));
}

/** MiniMax: a status in every answer, 0 when all is well. */
function errorOfMiniMax({ base_resp: status }: Record<string, unknown>): AnswerError | null {
  if (!isRecord(status) || !status.status_code) return null;
  return { message: textOf(status.status_msg), code: status.status_code };
}

/** FastAPI's `detail`, and others: an object with a message and no part of an answer. */
function errorOfWordsAlone(value: Record<string, unknown>): AnswerError | null {
  if (isAnswer(value)) return null;
  const words = wordsOf(value);
  if (words === "") return null;
  const status = phrases.get(words.toLowerCase());
  return withWords(status === undefined ? value : { code: status, ...value }, words);
}

/** A framework's text for an HTTP status (RFC 9110), all that is left when a gateway turns the error into a 200. */
const phrases: ReadonlyMap<string, number> = new Map([
  ["bad request", 400],
  ["unauthorized", 401],
  ["not authenticated", 401],
  ["forbidden", 403],
  ["not found", 404],
  ["method not allowed", 405],
  ["too many requests", 429],
  ["internal server error", 500],
  ["bad gateway", 502],
  ["service unavailable", 503],
  ["gateway timeout", 504],
]);

const answerFields = ["choices", "output", "usage", "candidates", "response", "delta", "item", "content", "done", "event"];

/** It holds part of an answer, or is an event of the Responses API. */
const isAnswer = (value: Record<string, unknown>) =>
  answerFields.some((field) => value[field] !== undefined) ||
  isRecord(value.message) ||
  [value.result, value.data].some((inner) => isRecord(inner) && Array.isArray(inner.choices)) ||
  (typeof value.type === "string" && value.type.startsWith("response."));

const wordFields = [
  "message",
  "detail",
  "msg",
  "error_msg",
  "error_message",
  "error_description",
  "description",
  "reason",
  "title",
];

/** Its message, from the first field that has one. */
function wordsOf(value: Record<string, unknown>): string {
  for (const field of wordFields) {
    const words = wordsIn(value[field]);
    if (words !== "") return words;
  }
  return "";
}

/** FastAPI and pydantic: a text, an object with one, or a list of faults and their places. */
function wordsIn(said: unknown): string {
  if (typeof said === "string") return said.trim();
  if (Array.isArray(said)) return said.slice(0, listMaxEntries).map(wordsOfEntry).filter(Boolean).join("; ");
  if (!isRecord(said)) return "";
  return wordsOfEntry(said) || (Array.isArray(said.detail) ? wordsIn(said.detail) : "");
}

/** Beyond this, a list of faults adds nothing. */
const listMaxEntries = 5;

function wordsOfEntry(entry: unknown): string {
  if (typeof entry === "string") return entry;
  if (!isRecord(entry)) return "";
  const words = textOf(entry.msg) || textOf(entry.message) || textOf(entry.error) || textOf(entry.detail);
  const place = Array.isArray(entry.loc) ? entry.loc.filter((part) => typeof part !== "object").join(".") : "";
  return place && words ? `${place}: ${words}` : words;
}

function withWords(error: Record<string, unknown>, words: string): AnswerError {
  const code = error.code ?? error.error_code ?? error.status_code ?? error.statusCode ?? (Number(error.status) || undefined);
  const message = words === "" ? JSON.stringify(error) : words;
  return { ...error, ...(code === undefined ? {} : { code }), message: message.slice(0, wordsMaxCharacters) };
}

const textOf = (value: unknown) => (typeof value === "string" ? value.trim() : "");

const isEmpty = (value: Record<string, unknown>) => Object.values(value).every((inner) => inner === null || inner === undefined);
