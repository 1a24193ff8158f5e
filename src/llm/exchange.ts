// One request to a model, whichever API it goes through: abort, watchdogs, errors, and the same again without what a server refuses. What is sent and
// how the answer is read is the API's own. Retries are the orchestrator's; the client's are off, for they cover neither stalls nor streams that are cut.
import type OpenAI from "openai";
import { APIError } from "openai";
import type { Notice, ProviderName } from "../protocol/resources.ts";
import { ResponseTooLarge, streamMaxBytes } from "./bounded-fetch.ts";
import type { Capabilities } from "./capabilities.ts";
import { modelError, toModelError } from "./failure.ts";
import { inside, serverName } from "./failures/server-names.ts";
import { learningOf, maxLessons } from "./learned.ts";
import type { FinishEvent, Model, ModelEvent, ModelRequest, TakeEvent } from "./model.ts";
import { createEventParser } from "./server-sent-events.ts";
import { createWatchdog, type Patience, type Watchdog } from "./watchdog.ts";
import { createWholeTexts, wholeRequest } from "./whole-characters.ts";

export interface ModelOptions {
  client: OpenAI;
  provider: ProviderName;
  name: string;
  capabilities: Capabilities;
  patience: Patience;
  now: () => number;
}

/** What an API brings. */
export interface Api<Chunk, Whole> {
  /** Below the server's address. */
  path: string;
  /** The answer as a stream of server-sent events. */
  open(request: ModelRequest, signal: AbortSignal): Promise<Response>;
  /** The answer in one piece. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<Whole>;
  /** `request`: the one that is answered. */
  reader(outlet: Outlet, request: ModelRequest): AnswerReader<Chunk, Whole>;
}

/** Reads one answer. What it makes of it goes to the outlet, except for the end. */
export interface AnswerReader<Chunk, Whole> {
  read(chunk: Chunk): void;
  readWhole(answer: Whole): void;
  /** The answer's end; null while it has not come. */
  finish(): FinishEvent | null;
  /** The server said that it is thinking, and may be silent for as long as before its first word. */
  isThinking?(): boolean;
}

/** Hands events on, and remembers what that means for who reads. */
export interface Outlet {
  pass(event: ModelEvent): void;
  /** Something came that is nothing to hand on, but a sign of work. */
  hold(): void;
  /** Whether more came since the last time than a role or empty fields. */
  takeHeld(): boolean;
  /** To be waited for before anything more is read; null when there is room. */
  takeWait(): Promise<void> | null;
}

/** After the answer's end only figures are due; a server that keeps the stream open is not waited for longer. */
const afterEndMs = 5_000;

/** `apiOf`: the API as a server is to be asked now, which is less than the table says once it refused some of it. */
export function createModel<Chunk, Whole>(options: ModelOptions, apiOf: (options: ModelOptions) => Api<Chunk, Whole>): Model {
  const { client, provider, name } = options;
  return {
    provider,
    name,
    patches: options.capabilities.patches,
    endpoint: client.baseURL,
    contextTokens: () => learningOf(options).contextTokens(),
    async stream(request, take, signal) {
      // Said before anything is sent, or paid.
      if (!options.capabilities.tools) throw modelError("no_tools", options, "");
      const controller = new AbortController();
      // Without the reason: a body that is cut off with an Error of ours is reported by the runtime as uncaught.
      const abort = () => controller.abort();
      const watchdog = createWatchdog(options.patience, options.now, abort);
      signal.addEventListener("abort", abort, { once: true });
      if (signal.aborted) abort();
      try {
        await answer(options, apiOf, wholeRequest(request), { take, watchdog, upstream: controller.signal });
        signal.throwIfAborted();
      } catch (error) {
        signal.throwIfAborted();
        if (watchdog.hasBarked) throw modelError("stalled", options, "");
        throw toModelError(error, options, { key: client.apiKey ?? "" });
      } finally {
        watchdog.stop();
        signal.removeEventListener("abort", abort);
        // Whatever ended the reading, the upstream request ends with it.
        controller.abort();
      }
    },
  };
}

/** What one request is carried out with. */
interface Reading {
  take: TakeEvent;
  watchdog: Watchdog;
  /** Aborted when the run is cancelled, or when the watchdog barks. */
  upstream: AbortSignal;
}

/** What a server refuses of a request it is asked without, as long as nothing of an answer came. */
async function answer<Chunk, Whole>(
  options: ModelOptions,
  apiOf: (options: ModelOptions) => Api<Chunk, Whole>,
  request: ModelRequest,
  reading: Reading,
): Promise<void> {
  const learning = learningOf(options);
  let hasBegun = false;
  const take: TakeEvent = (event) => {
    if (!hasBegun) learning.confirm();
    hasBegun = true;
    return reading.take(event);
  };
  for (let lessons = 0; ; lessons += 1) {
    const asked = learning.options();
    const api = apiOf(asked);
    const fitted = learning.fitted(request);
    const why = learning.wholeBecause();
    try {
      if (!why) return await streamed(asked, api, fitted, { ...reading, take });
      await reading.take({ type: "notice", notice: notStreamed(options, why) });
      return await whole(asked, api, fitted, { ...reading, take });
    } catch (error) {
      if (!hasBegun && lessons < maxLessons && learning.learn(error, fitted)) continue;
      const address = `${asked.client.baseURL}${api.path}`;
      throw toModelError(error, asked, { address, key: options.client.apiKey ?? "", outputTokens: fitted.maxOutputTokens });
    }
  }
}

function notStreamed({ provider, name, client }: ModelOptions, why: "unverified" | "refused"): Notice {
  const server = serverName(provider, client.baseURL);
  const code = "not_streamed";
  if (why === "refused") return { code, message: `${server} does not stream ${name}, so the answer came in one piece.` };
  return {
    code,
    message: `${server} streams this model only to verified organizations, so the answer came in one piece.`,
    hint: `Verify the organization in the settings of ${inside(server)} (Organization, General), or choose another model.`,
  };
}

async function streamed<Chunk, Whole>(
  options: ModelOptions,
  api: Api<Chunk, Whole>,
  request: ModelRequest,
  { take, watchdog, upstream }: Reading,
): Promise<void> {
  const response = await api.open(request, upstream);
  // A reader that is behind for long must not hold up the end of it.
  const aborted = new Promise<void>((resolve) => upstream.addEventListener("abort", () => resolve(), { once: true }));
  const outlet = createOutlet(take);
  const reader = api.reader(outlet, request);
  let isOver = false;
  const parser = createEventParser(({ name, data }) => {
    isOver ||= data === "[DONE]";
    if (!isOver) reader.read(chunkOf<Chunk>(name, data, response.headers));
  });
  try {
    for await (const text of textsOf(response)) {
      parser.feed(text);
      watchdog.read(outlet.takeHeld(), reader.isThinking?.());
      const wait = outlet.takeWait();
      if (wait) {
        watchdog.pause();
        await Promise.race([wait, aborted]);
        watchdog.resume();
      }
      if (isOver) break;
      if (reader.finish()) watchdog.finished(afterEndMs);
    }
    if (!isOver) parser.end();
  } catch (error) {
    // The answer is whole: what went wrong after it costs its figures at most.
    if (!reader.finish()) throw error;
  }
  const finish = reader.finish();
  if (!finish) throw modelError("truncated", options, "");
  outlet.end();
  await take(finish);
}

async function* textsOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let received = 0;
  for await (const bytes of response.body ?? []) {
    received += bytes.byteLength;
    if (received > streamMaxBytes) throw new ResponseTooLarge(streamMaxBytes);
    yield decoder.decode(bytes, { stream: true });
  }
}

/** An error can also come inside of a stream that began well; it is thrown as the client throws one of an HTTP status. */
function chunkOf<Chunk>(name: string, data: string, headers: Headers): Chunk {
  const chunk = JSON.parse(data) as (Chunk & { error?: object }) | null;
  if (chunk?.error || name === "error") throw new APIError(undefined, chunk?.error ?? chunk ?? {}, undefined, headers);
  return chunk as Chunk;
}

async function whole<Chunk, Whole>(
  options: ModelOptions,
  api: Api<Chunk, Whole>,
  request: ModelRequest,
  { take, watchdog, upstream }: Reading,
): Promise<void> {
  const answered = await api.ask(request, upstream);
  watchdog.stop();
  const outlet = createOutlet(take);
  const reader = api.reader(outlet, request);
  reader.readWhole(answered);
  outlet.end();
  await outlet.takeWait();
  const finish = reader.finish();
  if (!finish) throw modelError("truncated", options, "");
  await take(finish);
}

function createOutlet(take: TakeEvent): Outlet & { end(): void } {
  let held = false;
  let wait: Promise<void> | null = null;
  function handOn(event: ModelEvent): void {
    wait = take(event) ?? wait;
  }
  const texts = createWholeTexts(handOn);
  return {
    pass(event) {
      held = true;
      if ("text" in event) texts.take(event);
      else if (event.type === "call.start") handOn({ ...event, id: event.id.toWellFormed(), name: event.name.toWellFormed() });
      else handOn(event);
    },
    end: texts.end,
    hold() {
      held = true;
    },
    takeHeld() {
      const taken = held;
      held = false;
      return taken;
    },
    takeWait() {
      const taken = wait;
      wait = null;
      return taken;
    },
  };
}
