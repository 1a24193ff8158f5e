// Reads server-sent events from a response's text. All events of a network packet are passed on without a wait in between: the client's own iterator
// awaits five times per token, which is most of a token's cost.
import { createParser } from "eventsource-parser";
import { withoutStacks } from "../../base/without-stacks.ts";

export interface ServerSentEvent {
  /** Empty if the server gave none. */
  name: string;
  data: string;
}

/** An event larger than this, UTF-16 units, is not a model's answer: a file of the largest size, escaped, takes a third of it. */
export const eventMaxCharacters = 16_000_000;

export interface EventParser {
  /** Takes the next piece of text, cut anywhere, and passes on the events it completes. */
  feed(text: string): void;
  /** The body has ended. An event without its final empty line counts, since some servers omit it; it may also be incomplete. */
  end(): void;
}

/** `onOther`: a line that is not part of an event stream; servers write one when something goes wrong. */
export function createEventParser(onEvent: (event: ServerSentEvent) => void, onOther?: (line: string) => void): EventParser {
  let tooLong = false;
  /** Events and other lines, in order, that the last piece completed. */
  let found: (ServerSentEvent | string)[] = [];
  const parser = createParser({
    maxBufferSize: eventMaxCharacters,
    onEvent({ event = "", data }) {
      // Without data an event has no content, however it is spelled.
      if (data !== "") found.push({ name: event, data });
    },
    onError(error) {
      if (error.type === "max-buffer-size-exceeded") tooLong = true;
      if (error.type === "unknown-field" && error.line !== undefined) found.push(error.line);
    },
  });

  function feed(text: string): void {
    // The parser creates an error for each unknown line. Our own, thrown where its events go, keep their stacks.
    withoutStacks(() => parser.feed(text));
    if (found.length === 0 && !tooLong) return;
    const complete = found;
    found = [];
    for (const item of complete) {
      if (typeof item === "string") onOther?.(item);
      else onEvent(item);
    }
    if (tooLong) throw new Error("The server sent an event that never ended.");
  }

  return { feed, end: () => feed("\n\n") };
}
