// Reads server-sent events from a response's bytes, as https://html.spec.whatwg.org/multipage/server-sent-events.html says. All events of a network
// packet are handed on without a wait between them: the client's own iterator awaits five times for each token, which is most of what a token costs.

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

/** `onOther`: a line that is none of a stream of events, as servers write one where something went wrong. */
export function createEventParser(onEvent: (event: ServerSentEvent) => void, onOther?: (line: string) => void): EventParser {
  /** Pieces of the line that is not over yet. */
  let pieces: string[] = [];
  let piecesCharacters = 0;
  let name = "";
  let data: string | null = null;
  /** The last text ended with a carriage return: a line feed that follows it belongs to it. */
  let skipsLineFeed = false;

  function readLine(line: string): void {
    if (line === "") {
      // Without data there is nothing to say, however it is spelled.
      if (data) onEvent({ name, data });
      name = "";
      data = null;
      return;
    }
    const colon = line.indexOf(":");
    const field = colon === -1 ? line : line.slice(0, colon);
    if (field !== "data" && field !== "event") {
      if (!otherFields.has(field)) onOther?.(line);
      return;
    }
    const from = line.charCodeAt(colon + 1) === space ? colon + 2 : colon + 1;
    const value = colon === -1 ? "" : line.slice(from);
    if (field === "event") name = value;
    else data = data === null ? value : `${data}\n${value}`;
    if (data !== null && data.length > eventMaxCharacters) throw new Error("The server sent an event that never ended.");
  }

  function keep(rest: string): void {
    if (rest === "") return;
    pieces.push(rest);
    piecesCharacters += rest.length;
    if (piecesCharacters > eventMaxCharacters) throw new Error("The server sent a line that never ended.");
  }

  function endLine(rest: string): void {
    let line = rest;
    if (pieces.length > 0) {
      pieces.push(rest);
      line = pieces.join("");
      pieces = [];
      piecesCharacters = 0;
    }
    readLine(line);
  }

  return {
    end() {
      if (pieces.length > 0) endLine("");
      readLine("");
    },
    feed(text) {
      let start = skipsLineFeed && text.charCodeAt(0) === lineFeed ? 1 : 0;
      if (text !== "") skipsLineFeed = false;
      // Nearly no server sends carriage returns: without any, looking for line feeds is enough.
      const hasReturns = text.includes("\r");
      for (;;) {
        const feedAt = text.indexOf("\n", start);
        const returnAt = hasReturns ? text.indexOf("\r", start) : -1;
        const end = feedAt === -1 || (returnAt !== -1 && returnAt < feedAt) ? returnAt : feedAt;
        if (end === -1) {
          keep(text.slice(start));
          return;
        }
        endLine(text.slice(start, end));
        start = end + 1;
        if (end !== returnAt) continue;
        if (start === text.length) skipsLineFeed = true;
        else if (text.charCodeAt(start) === lineFeed) start += 1;
      }
    },
  };
}

/** Comments have no name. */
const otherFields: ReadonlySet<string> = new Set(["", "id", "retry"]);

const space = 0x20;
const lineFeed = 0x0a;
