// Reads server-sent events from a response's text. All events of a network packet are passed on without a wait in between: the client's own iterator
// awaits five times per token, which is most of a token's cost.
import { createParser } from "eventsource-parser";
import { withoutStacks } from "../../base/without-stacks.ts";

export interface ServerSentEvent {
  /** Empty when the server gave it no name. */
  name: string;
  data: string;
}

/** An event larger than this, UTF-16 units, is no answer of a model: a whole file of the largest size, escaped, has a third of it. */
export const eventMaxCharacters = 16_000_000;

export interface EventParser {
  /** Takes the next piece of text, cut anywhere, and hands on the events that it completes. */
  feed(text: string): void;
  /** The body is over. An event without the empty line after it counts, as some servers leave it out: it may also be cut off in the middle. */
  end(): void;
}

/** `onOther`: a line that does not belong to an event stream; servers write one when something went wrong. */
export function createEventParser(onEvent: (event: ServerSentEvent) => void, onOther?: (line: string) => void): EventParser {
  let tooLong = false;
  /** Events and other lines, in their order, that the last piece completed. */
  let found: (ServerSentEvent | string)[] = [];
  const parser = createParser({
    maxBufferSize: eventMaxCharacters,
    onEvent({ event = "", data }) {
      // Without data there is nothing to say, however it is spelled.
      if (data !== "") found.push({ name: event, data });
    },
    onError(error) {
      if (error.type === "max-buffer-size-exceeded") tooLong = true;
      if (error.type === "unknown-field" && error.line !== undefined) found.push(error.line);
    },
  });

  function feed(text: string): void {
    // The parser makes an error for each line that it does not know. Those of ours, which are thrown where its events go, keep their stacks.
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
