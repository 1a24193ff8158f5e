// Drives the fake provider over HTTP: builders for what a model says and does, and questions about what it was asked.
// Uses fetch only, so that it works inside workerd and in Node.
import type { Answer, Call, RecordedRequest, Step, Turn } from "./scenario.ts";

export interface FakeProviderClient {
  /** Adds answers for the requests that are about `match` (occurs in a user message, or is the model's name). */
  scenario(match: string, ...turns: Turn[]): Promise<void>;
  /** Requests about `match`. With `count`, waits until there are so many; with `ended`, until so many are over. */
  requests(match: string, wait?: { count: number; ended?: boolean }): Promise<RecordedRequest[]>;
  /** Resolves once an answer waits at the gate. */
  reached(gate: string): Promise<void>;
  release(gate: string): Promise<void>;
}

/** `url` is the provider's base URL, ".../v1". */
export function fakeProvider(url: string): FakeProviderClient {
  const ask = async (method: string, path: string, query: Record<string, string>, body?: unknown): Promise<unknown> => {
    const address = new URL(`/__control/${path}?${new URLSearchParams(query)}`, url);
    const response = await fetch(address, { method, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await response.text();
    if (!response.ok)
      throw new Error(`The fake provider answered ${response.status} to ${method} ${address.pathname}${address.search}: ${text}`);
    return JSON.parse(text);
  };
  return {
    async scenario(match, ...turns) {
      await ask("POST", "scenarios", {}, { match, turns });
    },
    async requests(match, wait) {
      const query = { match, ...(wait ? { count: String(wait.count) } : {}), ...(wait?.ended ? { ended: "1" } : {}) };
      const { requests } = (await ask("GET", "requests", query)) as { requests: RecordedRequest[] };
      return requests;
    },
    async reached(gate) {
      await ask("GET", "reached", { gate });
    },
    async release(gate) {
      await ask("POST", "release", { gate });
    },
  };
}

/** Makes a prompt, gate or id that no other test uses. */
export function unique(text: string): string {
  return `${text} (${crypto.randomUUID().slice(0, 8)})`;
}

type Said = Step | Step[];
const ends: ReadonlySet<Step["type"]> = new Set(["finish", "error", "cut", "reset", "stall", "idle"]);
const calls: ReadonlySet<Step["type"]> = new Set(["call", "interleaved", "call.start"]);

/** One answer of the model. Ends with the finish reason that fits, unless the steps end it in another way. */
export function turn(...said: Said[]): Turn {
  return turnWith({}, ...said);
}

/** The same, with a pace, cuts or usage of its own. */
export function turnWith(options: Omit<Answer, "kind" | "steps">, ...said: Said[]): Turn {
  const steps = said.flat();
  if (!steps.some((step) => ends.has(step.type))) {
    steps.push({ type: "finish", reason: steps.some((step) => calls.has(step.type)) ? "tool_calls" : "stop" });
  }
  return { kind: "answer", ...options, steps };
}

export const say = (text: string): Step => ({ type: "text", text });
export const think = (text: string, field: "reasoning" | "reasoning_content" = "reasoning_content"): Step => ({
  type: "reasoning",
  text,
  field,
});
export const refuse = (text: string): Step => ({ type: "refusal", text });
export const finish = (reason: string): Step => ({ type: "finish", reason });
export const wait = (ms: number): Step => ({ type: "wait", ms });
export const gate = (name: string): Step => ({ type: "gate", name });
export const cut = (): Step => ({ type: "cut" });
export const reset = (): Step => ({ type: "reset" });
export const stall = (): Step => ({ type: "stall" });
export const idle = (sends: "empty chunks" | "comments", everyMs: number): Step => ({ type: "idle", sends, everyMs });
export const raw = (text: string): Step => ({ type: "raw", text });
/** An error chunk within HTTP 200, as OpenRouter sends it. */
export const errorChunk = (code: string | number, message: string): Step => ({ type: "error", error: { code, message } });

type CallStep = Extract<Step, { type: "call" }>;

/** A tool call. A string is sent as it is, valid JSON or not. */
export function call(name: string, args: unknown, id?: string): CallStep {
  return { type: "call", name, arguments: typeof args === "string" ? args : JSON.stringify(args), ...(id ? { id } : {}) };
}

/** A tool call in the tool's text form. */
export const textCall = (name: string, text: string, id?: string): CallStep => ({ ...call(name, text, id), form: "text" });

export const interleaved = (...steps: CallStep[]): Step => ({
  type: "interleaved",
  calls: steps.map(({ type: _, ...rest }): Call => rest),
});

/** A tool call that stops at a gate in the middle of its arguments. `index` counts the calls of this answer. */
export function callWithGate(
  index: number,
  { name, arguments: args, id }: CallStep,
  gateName: string,
  middle = Math.floor(args.length / 2),
): Step[] {
  return [
    { type: "call.start", index, name, ...(id ? { id } : {}) },
    { type: "call.delta", index, text: args.slice(0, middle) },
    gate(gateName),
    { type: "call.delta", index, text: args.slice(middle) },
  ];
}

export const writeFile = (path: string, content: string) => call("write_file", { path, content });
export const writeFileAsText = (path: string, content: string) => textCall("write_file", `${path}\n${content}`);
export const editFile = (path: string, ...edits: { search: string; replace: string }[]) => call("edit_file", { path, edits });
export const readFile = (path: string, start_line?: number, end_line?: number) =>
  call("read_file", { path, start_line, end_line });
export const listFiles = () => call("list_files", {});
export const deleteFile = (path: string) => call("delete_file", { path });
export const renameFile = (from: string, to: string) => call("rename_file", { from, to });
export const searchFiles = (query: string) => call("search_files", { query });
export const broadcastProgress = (message: string) => call("broadcast_progress", { message });
export const setAppDetails = (name: string, description: string) => call("set_app_details", { name, description });
export const finishApp = (summary: string, suggestions: string[] = []) => call("finish_app", { summary, suggestions });

/** An HTTP error instead of an answer. */
export function httpError(status: number, error: Record<string, unknown>, headers: Record<string, string> = {}): Turn {
  return { kind: "http", status, headers, body: { error } };
}

export const rateLimited = (retryAfterSeconds: number): Turn =>
  httpError(
    429,
    { message: "Rate limit reached.", type: "requests", param: null, code: "rate_limit_exceeded" },
    { "Retry-After": String(retryAfterSeconds) },
  );
export const outOfQuota = (): Turn =>
  httpError(429, {
    message: "You exceeded your current quota.",
    type: "insufficient_quota",
    param: null,
    code: "insufficient_quota",
  });
export const badKey = (): Turn =>
  httpError(401, { message: "Incorrect API key provided.", type: "invalid_request_error", param: null, code: "invalid_api_key" });
export const serverError = (): Turn =>
  httpError(500, { message: "The server had an error.", type: "server_error", param: null, code: null });
export const unknownModel = (): Turn =>
  httpError(404, { message: "The model does not exist.", type: "invalid_request_error", param: null, code: "model_not_found" });
/** What OpenAI says to organizations that may not see what a model thinks. */
export const noSummaries = (): Turn =>
  httpError(400, {
    message: "Your organization must be verified to generate reasoning summaries.",
    type: "invalid_request_error",
    param: "reasoning.summary",
    code: "unsupported_value",
  });
/** What OpenAI says to organizations that may not stream a model. */
export const mustBeVerified = (): Turn =>
  httpError(400, {
    message:
      "Your organization must be verified to stream this model. Please go to the settings and click on Verify Organization.",
    type: "invalid_request_error",
    param: "stream",
    code: "unsupported_value",
  });
