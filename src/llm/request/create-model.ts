// One request to a model, whichever API it uses: abort, watchdogs, errors, and a repeat without what a server refuses. Each API decides what is sent and
// how the answer is read. The orchestrator retries; the client's retries are off, since they cover neither stalls nor cut streams.

import type { Notice } from "../../protocol/resources.ts";
import type { EventSink } from "../answer/event-sink.ts";
import { type AnswerReader, readAnswer, readStream } from "../answer/read-answer.ts";
import { modelError, toModelError } from "../failures/failure.ts";
import { inside, namesOf, serverName } from "../failures/server-names.ts";
import type { FinishEvent, Model, ModelError, ModelRequest, TakeEvent } from "../model.ts";
import { templateMemory } from "../thoughts/template-memory.ts";
import { wholeRequest } from "../whole-characters.ts";
import { learningOf, maxLessons } from "./learned.ts";
import type { ModelOptions } from "./options.ts";
import { createWatchdog, type Watchdog } from "./watchdog.ts";

/** What an API provides. */
export interface Api<Chunk, Whole> {
  /** Path below the server's address. */
  path: string;
  /** The answer as a stream of server-sent events. */
  open(request: ModelRequest, signal: AbortSignal): Promise<Response>;
  /** The answer as a whole. */
  ask(request: ModelRequest, signal: AbortSignal): Promise<Whole>;
  /** `request`: the one being answered. */
  reader(sink: EventSink, request: ModelRequest): AnswerReader<Chunk, Whole>;
}

/** `apiOf`: the API for a server as it should be asked now, without what it has refused. */
export function createModel<Chunk, Whole>(options: ModelOptions, apiOf: (options: ModelOptions) => Api<Chunk, Whole>): Model {
  const { client, provider, names, name } = options;
  return {
    provider,
    ...(names ? { names } : {}),
    name,
    patches: options.capabilities.patches,
    endpoint: client.baseURL,
    contextTokens: () => learningOf(options).contextTokens(),
    async stream(request, take, signal) {
      // Checked before anything is sent or paid for.
      if (!options.capabilities.tools) throw modelError("no_tools", options, "");
      const controller = new AbortController();
      // Without a reason: the runtime would report a body cut off with an Error of ours as uncaught.
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
        // However the reading ended, the upstream request ends too.
        controller.abort();
      }
    },
  };
}

/** What it takes to read one answer. */
interface Reading {
  take: TakeEvent;
  watchdog: Watchdog;
  /** Aborted when the run is cancelled, or when the watchdog barks. */
  upstream: AbortSignal;
}

/** Asks again without what a server refuses, as long as no part of an answer came. */
async function answer<Chunk, Whole>(
  options: ModelOptions,
  apiOf: (options: ModelOptions) => Api<Chunk, Whole>,
  request: ModelRequest,
  reading: Reading,
): Promise<void> {
  const learning = learningOf(options);
  /** The error from the given address, while its other form is tried. */
  let refusedThere: ModelError | null = null;
  let hasBegun = false;
  const take: TakeEvent = (event) => {
    if (!hasBegun) learning.confirm();
    hasBegun = true;
    return reading.take(event);
  };
  for (let lessons = 0; ; lessons += 1) {
    const asked = learning.options();
    const address = addressOf(asked.client.baseURL, "");
    if (!address) throw modelError("bad_request", options, "", { failure: { reason: "bad_request", advice: "noAddress" } });
    const api = apiOf(asked);
    const fitted = learning.fitted(request);
    const why = learning.wholeBecause();
    try {
      if (!why) return await streamed(asked, api, fitted, { ...reading, take });
      await reading.take({ type: "notice", notice: notStreamed(options, why) });
      return await whole(asked, api, fitted, { ...reading, take });
    } catch (error) {
      const sent = { address: addressOf(address, api.path) ?? address, key: options.client.apiKey ?? "" };
      const refused = toModelError(error, asked, { ...sent, outputTokens: fitted.maxOutputTokens });
      const lesson = hasBegun || lessons >= maxLessons ? null : learning.learn(error, fitted);
      if (!lesson) throw refusedThere?.status === refused.status ? refusedThere : refused;
      if (lesson === "elsewhere") refusedThere = refused;
    }
  }
}

/** A base URL may have a query, such as Azure's api-version. Null if it is not an address. */
function addressOf(baseURL: string, path: string): string | null {
  if (!URL.canParse(baseURL)) return null;
  const url = new URL(baseURL);
  url.pathname = `${url.pathname === "/" ? "" : url.pathname}${path}`;
  return url.href;
}

function notStreamed(options: ModelOptions, why: "unverified" | "refused"): Notice {
  const { name, client } = options;
  const server = serverName(namesOf(options), client.baseURL);
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
  reading: Reading,
): Promise<void> {
  const response = await api.open(request, reading.upstream);
  const finish = await readStream(response, readingOf(options, api, request, reading));
  await finishWith(finish, options, reading);
}

async function whole<Chunk, Whole>(
  options: ModelOptions,
  api: Api<Chunk, Whole>,
  request: ModelRequest,
  reading: Reading,
): Promise<void> {
  const answered = await api.ask(request, reading.upstream);
  reading.watchdog.stop();
  const finish = await readAnswer(answered, readingOf(options, api, request, reading));
  await finishWith(finish, options, reading);
}

const readingOf = <Chunk, Whole>(
  { client, name }: ModelOptions,
  api: Api<Chunk, Whole>,
  request: ModelRequest,
  reading: Reading,
) => ({
  ...reading,
  reader: (sink: EventSink) => api.reader(sink, request),
  memory: templateMemory(`${client.baseURL} ${name}`),
});

async function finishWith(finish: FinishEvent | null, options: ModelOptions, { take }: Reading): Promise<void> {
  if (!finish) throw modelError("truncated", options, "");
  await take(finish);
}
