// A server's refusal in one form: servers put their words, codes and names in a dozen places, in lists, in texts that are JSON again,
// or in a web page. The table of facts says what it means.
import type { APIError } from "openai";

export interface Said {
  /** HTTP status; else an error code inside a stream that looks like one; null if there is neither. */
  status: number | null;
  /** Codes, types and the like, in lower case. */
  codes: readonly string[];
  /** All words, in lower case, for the table. */
  words: string;
  /** The most informative words, as written. */
  sentence: string;
  /** What the server names as wrong in a field of its own, as dotted paths in lower case. */
  parameters: readonly string[];
  /** Numbers that llama.cpp gives in addition to its words. */
  numbers: Readonly<Record<string, number>>;
  /** Fields that say how long to wait: Google's RetryInfo, and headers that OpenRouter passes on. */
  waits: Readonly<Record<string, string>>;
  /** It is a web page: what answered is not an API. */
  isPage: boolean;
  headers: Headers | null;
}

/** How many words are read, UTF-16 units: ten times the longest sentence of a provider; some quote the request. */
const wordsMaxCharacters = 4_000;
/** Longest text read as nested JSON, UTF-16 units: beyond that it is something else. */
const jsonMaxCharacters = 16_000;
/** How many fields are read, and how deep: a body's size is bounded, but not its shape. */
const maxFields = 400;
const maxDepth = 8;

const wordKeys = ["message", "msg", "error", "detail", "details", "title", "description", "raw", "reason", "quotaid", "errors"];
const codeKeys = ["code", "type", "status", "error_code", "err_code", "errorcode", "reason"];
const numberKeys = ["n_ctx", "n_prompt_tokens"];
const waitKeys = ["retrydelay", "retry_after", "retry-after", "retry_after_seconds", "retry-after-ms", "x-ratelimit-reset"];

export function saidIn(error: APIError): Said {
  const found = {
    words: [] as string[],
    codes: [] as string[],
    parameters: [] as string[],
    numbers: {} as Record<string, number>,
    waits: {} as Record<string, string>,
  };
  let fields = 0;

  function look(value: unknown, key: string, depth: number): void {
    fields += 1;
    if (fields > maxFields || depth > maxDepth || value === null || value === undefined) return;
    if (Array.isArray(value)) {
      if (key === "loc") found.parameters.push(pathOf(value));
      else for (const entry of value) look(entry, key, depth + 1);
      return;
    }
    if (typeof value === "object") {
      for (const [name, inner] of Object.entries(value)) look(inner, name.toLowerCase(), depth + 1);
      return;
    }
    if (typeof value !== "string" && typeof value !== "number") return;
    const text = String(value);
    if (waitKeys.includes(key)) found.waits[key] = text;
    if (numberKeys.includes(key) && typeof value === "number") found.numbers[key] = value;
    if (codeKeys.includes(key)) found.codes.push(text.toLowerCase());
    if (key === "param") found.parameters.push(text.toLowerCase());
    if (!wordKeys.includes(key)) return;
    const inside = jsonIn(text);
    if (inside === null) found.words.push(text);
    else look(inside, "error", depth + 1);
  }

  const page = pageIn(error);
  if (page !== null) found.words.push(page);
  else if (error.error !== undefined && error.error !== null) look(error.error, "error", 0);
  // Plain words, or just the client's text for the status.
  if (page === null && found.words.length === 0) found.words.push(withoutStatus(error));
  if (error.code) found.codes.push(String(error.code).toLowerCase());
  const words = found.words.join("\n").slice(0, wordsMaxCharacters);
  return {
    ...found,
    status: error.status ?? statusIn(found.codes),
    words: words.toLowerCase(),
    sentence: tellingOf(found.words).slice(0, wordsMaxCharacters),
    isPage: page !== null,
    headers: error.headers ?? null,
  };
}

/** FastAPI's `["body", "stream_options"]`. */
const pathOf = (parts: readonly unknown[]) =>
  parts
    .slice(0, maxDepth)
    .filter((part) => part !== "body" && (typeof part === "string" || typeof part === "number"))
    .join(".")
    .toLowerCase();

function jsonIn(text: string): object | null {
  const start = text.trimStart().slice(0, 1);
  if ((start !== "{" && start !== "[") || text.length > jsonMaxCharacters) return null;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" ? value : null;
  } catch {
    // Python's lists look almost like JSON: these are words.
    return null;
  }
}

/** The title of a web page that answered instead of an API; null for anything else. */
function pageIn(error: APIError): string | null {
  const text = typeof error.error === "string" ? error.error : error.error ? "" : withoutStatus(error);
  const start = text.trimStart().slice(0, 100).toLowerCase();
  if (!start.startsWith("<!doctype") && !start.startsWith("<html") && !start.startsWith("<head")) return null;
  const head = text.slice(0, wordsMaxCharacters);
  const from = head.toLowerCase().indexOf("<title>");
  const to = head.toLowerCase().indexOf("</title>", from);
  return from === -1 || to === -1 ? "a web page" : `a web page: ${head.slice(from + "<title>".length, to).trim()}`;
}

/** The client's text for an answer without a body. */
const noWords = "status code (no body)";

/** The client puts the status before the words. */
function withoutStatus({ message, status }: APIError): string {
  const before = `${status} `;
  const words = status !== undefined && message.startsWith(before) ? message.slice(before.length) : message;
  return words === noWords ? "" : words;
}

/** What routers say about someone else's error; the original words come with it. */
const empty = ["provider returned error", "upstream error", "bad request", "error", "internal server error"];

const tellingOf = (words: readonly string[]): string =>
  words.find((text) => text.includes(" ") && !empty.includes(text.trim().toLowerCase())) ?? words[0] ?? "";

function statusIn(codes: readonly string[]): number | null {
  const code = codes.map(Number).find((number) => number >= 400 && number < 600);
  return code ?? null;
}
