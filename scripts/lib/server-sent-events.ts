// Reads a stream of server-sent events as a program does. An event that is cut off is dropped, as the format says.
import { createParser } from "eventsource-parser";

export interface ServerSentEvent {
  event: string;
  /** Null where there is none. */
  id: string | null;
  data: string;
}

export async function* readServerSentEvents(body: ReadableStream<Uint8Array>): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  const found: ServerSentEvent[] = [];
  const parser = createParser({ onEvent: ({ event = "message", id = null, data }) => found.push({ event, id, data }) });
  for await (const bytes of body) {
    parser.feed(decoder.decode(bytes, { stream: true }));
    yield* found.splice(0);
  }
}
