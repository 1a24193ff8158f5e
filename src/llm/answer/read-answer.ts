// Reads an answer, streamed or whole, in whatever form the server sends it: what the API's reader finds is passed on, an error in it
// is thrown as the client throws one with an HTTP status, and an answer without an end does not count.
import { APIError } from "openai";
import type { FinishEvent, TakeEvent } from "../model.ts";
import { ResponseTooLarge, streamMaxBytes } from "../request/bounded-fetch.ts";
import type { Watchdog } from "../request/watchdog.ts";
import type { TemplateMemory } from "../thoughts/in-text.ts";
import { createAnswerBody } from "./body.ts";
import { type AnswerError, errorIn } from "./error-in-answer.ts";
import { createEventSink, type EventSink } from "./event-sink.ts";

/** Reads one answer and passes its events to the sink, except for the end. */
export interface AnswerReader<Chunk, Whole> {
  read(chunk: Chunk): void;
  readWhole(answer: Whole): void;
  /** No more input: passes on what was held back. `isOver`: the server marked the end, where its API can. Called once. */
  end?(isOver: boolean): void;
  /** The answer's end; null until it comes. Throws if the server says that this is not an answer. */
  finish(): FinishEvent | null;
  /** Whether the end has come, if a non-null `finish` is not enough to tell. */
  isFinished?(): boolean;
  /** The server said that it is thinking: it may be silent for as long as before its first word. */
  isThinking?(): boolean;
}

export interface ReadingOptions<Chunk, Whole> {
  take: TakeEvent;
  watchdog: Watchdog;
  /** Aborted when the run is cancelled, or when the watchdog barks. */
  upstream: AbortSignal;
  reader(sink: EventSink): AnswerReader<Chunk, Whole>;
  memory: TemplateMemory;
}

/** After the answer ends only usage figures are due, so a server that keeps the stream open gets no longer than this. */
const afterEndMs = 5_000;

/** Passes on everything but the answer's end, and returns that; null if there is none. */
export async function readStream<Chunk, Whole>(
  response: Response,
  { take, watchdog, upstream, reader: createReader, memory }: ReadingOptions<Chunk, Whole>,
): Promise<FinishEvent | null> {
  // A slow reader must not delay an abort.
  const aborted = new Promise<void>((resolve) => upstream.addEventListener("abort", () => resolve(), { once: true }));
  const sink = createEventSink(take, memory);
  const reader = createReader(sink);
  const body = bodyFor(reader, response.headers);
  const isFinished = () => reader.isFinished?.() ?? reader.finish() !== null;
  try {
    for await (const text of textsOf(response)) {
      body.feed(text);
      sink.rest();
      if (!isFinished()) watchdog.goesOn();
      watchdog.read(sink.takeHeld(), reader.isThinking?.());
      const wait = sink.takeWait();
      if (wait) {
        watchdog.pause();
        await Promise.race([wait, aborted]);
        watchdog.resume();
      }
      if (body.isOver) break;
      if (isFinished()) watchdog.finished(afterEndMs);
    }
    if (!body.isOver) body.end();
  } catch (error) {
    // The answer is complete: a later failure costs its usage figures at most.
    if (!isFinished()) throw error;
  }
  reader.end?.(body.isOver);
  const finish = reader.finish();
  sink.end(finish?.reason === "length");
  await sink.takeWait();
  if (!finish && body.words) throw thrown(body.words, response.headers);
  return finish;
}

/** Like `readStream`. `answered`: the body as the client parsed it, or text if the server did not call it JSON. */
export async function readAnswer<Chunk, Whole>(
  answered: Whole | string,
  { take, reader: createReader, memory }: Omit<ReadingOptions<Chunk, Whole>, "watchdog" | "upstream">,
): Promise<FinishEvent | null> {
  const sink = createEventSink(take, memory);
  const reader = createReader(sink);
  const body = bodyFor(reader, undefined);
  if (typeof answered === "string") {
    body.feed(answered);
    if (!body.isOver) body.end();
  } else {
    check(answered, "", undefined);
    reader.readWhole(answered);
  }
  reader.end?.(body.isOver);
  const finish = reader.finish();
  sink.end(finish?.reason === "length");
  await sink.takeWait();
  if (!finish && body.words) throw thrown(body.words, undefined);
  return finish;
}

function bodyFor<Chunk, Whole>(reader: AnswerReader<Chunk, Whole>, headers: Headers | undefined) {
  return createAnswerBody({
    value(value, name) {
      check(value, name, headers);
      reader.read(withType(value, name) as Chunk);
    },
    whole(value) {
      check(value, "", headers);
      reader.readWhole(value as Whole);
    },
  });
}

/** Some servers give the type of a Responses API event only as the event's name. */
const withType = (value: unknown, name: string): unknown =>
  name.startsWith("response.") && typeof value === "object" && value !== null && !("type" in value)
    ? { type: name, ...value }
    : value;

function check(value: unknown, name: string, headers: Headers | undefined): void {
  const error = errorIn(value, name);
  if (error) throw thrown(error, headers);
}

/** A web page is thrown as the client does it: its text is the message. */
const thrown = (error: AnswerError, headers: Headers | undefined) =>
  new APIError(undefined, error.type === "web_page" ? undefined : error, error.message, headers);

async function* textsOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  const reader = response.body?.getReader();
  let received = 0;
  try {
    for (let next = await reader?.read(); next && !next.done; next = await reader?.read()) {
      received += next.value.byteLength;
      if (received > streamMaxBytes) throw new ResponseTooLarge(streamMaxBytes);
      yield decoder.decode(next.value, { stream: true });
    }
  } finally {
    // Not awaited: closing may take any time. Nor is its error of use: the answer is complete, or what cut it is thrown already.
    reader?.cancel().catch(() => {});
  }
}
