// An error sent with HTTP 200, or inside a stream, in the forms servers use. failure.ts says what it means.
import { isRecord } from "../../base/foreign-values.ts";

/** As the client's own errors have it: `code`, `type` and others where the server gave them. */
export type AnswerError = Record<string, unknown> & { message: string };

/** Words of a server that are passed on, UTF-16 units. */
const wordsMaxCharacters = 2_000;

export const errorOfWords = (words: string, type?: string): AnswerError => ({
  message: words.slice(0, wordsMaxCharacters).trim(),
  ...(type ? { type } : {}),
});

/** Null: not an error. `name`: the name of the event it came in. */
export function errorIn(value: unknown, name = ""): AnswerError | null {
  if (!isRecord(value)) {
    // Gemini puts it into a list.
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

/** OpenRouter, when one of its providers broke off. */
const errorOfChoice = (choice: unknown): AnswerError | null =>
  isRecord(choice) && isRecord(choice.error) && !isEmpty(choice.error) ? withWords(choice.error, wordsOf(choice.error)) : null;

/** Cloudflare's API: a list of errors beside `success`. */
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

/** FastAPI's `detail`, and others: an object that says something and has no part of an answer. */
function errorOfWordsAlone(value: Record<string, unknown>): AnswerError | null {
  if (isAnswer(value)) return null;
  const words = wordsOf(value);
  if (words === "") return null;
  const status = phrases.get(words.toLowerCase());
  return withWords(status === undefined ? value : { code: status, ...value }, words);
}

/** What frameworks say of an HTTP status (RFC 9110) is all that is left of it where a gateway made a 200 of it. */
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

/** Something of an answer is in it, or it is an event of the Responses API. */
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

/** What it says, in the first of the fields that says something. */
function wordsOf(value: Record<string, unknown>): string {
  for (const field of wordFields) {
    const words = wordsIn(value[field]);
    if (words !== "") return words;
  }
  return "";
}

/** FastAPI and pydantic: a text, an object with one, or a list of what is wrong where. */
function wordsIn(said: unknown): string {
  if (typeof said === "string") return said.trim();
  if (Array.isArray(said)) return said.slice(0, listMaxEntries).map(wordsOfEntry).filter(Boolean).join("; ");
  if (!isRecord(said)) return "";
  return wordsOfEntry(said) || (Array.isArray(said.detail) ? wordsIn(said.detail) : "");
}

/** A list of faults that is longer says nothing more. */
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
