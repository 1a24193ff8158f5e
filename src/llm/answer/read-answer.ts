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

/** Reads one answer. What it makes of it goes to the sink, except for the end. */
export interface AnswerReader<Chunk, Whole> {
  read(chunk: Chunk): void;
  readWhole(answer: Whole): void;
  /** Nothing more comes: hands on what was held back. `isOver`: the server said so, where its API has a word for it. Called once. */
  end?(isOver: boolean): void;
  /** The answer's end; null while it has not come. Throws where the server says that it is no answer. */
  finish(): FinishEvent | null;
  /** Whether the end has come, where that is more than `finish` answering it. */
  isFinished?(): boolean;
  /** The server said that it is thinking, and may be silent for as long as before its first word. */
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

/** After the answer's end only figures are due; a server that keeps the stream open is not waited for longer. */
const afterEndMs = 5_000;

/** Passes on everything but the answer's end; null when it has none. */
export async function readStream<Chunk, Whole>(
  response: Response,
  { take, watchdog, upstream, reader: createReader, memory }: ReadingOptions<Chunk, Whole>,
): Promise<FinishEvent | null> {
  // A reader that is behind for long must not hold up the end of it.
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
    // The answer is whole: what went wrong after it costs its figures at most.
    if (!isFinished()) throw error;
  }
  reader.end?.(body.isOver);
  const finish = reader.finish();
  sink.end(finish?.reason === "length");
  await sink.takeWait();
  if (!finish && body.words) throw thrown(body.words, response.headers);
  return finish;
}

/** As `readStream`. `answered`: what the client made of the answer; a text where the server did not call it JSON. */
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

/** Events of the Responses API whose kind a server says by the event's name alone. */
const withType = (value: unknown, name: string): unknown =>
  name.startsWith("response.") && typeof value === "object" && value !== null && !("type" in value)
    ? { type: name, ...value }
    : value;

function check(value: unknown, name: string, headers: Headers | undefined): void {
  const error = errorIn(value, name);
  if (error) throw thrown(error, headers);
}

/** A web page as the client throws one: its text is the message. */
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
    // Not waited for: the answer is whole, and what closes the connection may take as long as it likes.
    reader?.cancel().catch(() => {});
  }
}
