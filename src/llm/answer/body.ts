// Extracts the values from a response's text, whatever the server makes of "stream": server-sent events, one JSON value, JSON lines, a
// web page, or words. The start of the text decides, since a server's content type cannot be relied on.
import { bodyMaxBytes, ResponseTooLarge } from "../request/bounded-fetch.ts";
import { type AnswerError, errorOfWords } from "./error-in-answer.ts";
import { createEventParser } from "./server-sent-events.ts";

export interface AnswerSink {
  /** One of several values. `name`: the event's name, empty if it has none. */
  value(value: unknown, name: string): void;
  /** The whole answer. */
  whole(value: unknown): void;
}

export interface AnswerBody {
  /** Takes the next piece of text, cut anywhere. */
  feed(text: string): void;
  /** The body has ended. */
  end(): void;
  /** The server marked the end: nothing after it belongs to the answer. */
  readonly isOver: boolean;
  /** Text that is not a value: if there is no answer, it explains why. */
  readonly words: AnswerError | null;
}

/** How much of a web page is read, enough for its title, UTF-16 units. */
const pageMaxCharacters = 20_000;
const wordsMaxCharacters = 1_000;
const byteOrderMark = "\ufeff";

export function createAnswerBody(sink: AnswerSink): AnswerBody {
  let form: "events" | "json" | "page" | null = null;
  let isOver = false;
  let words: AnswerError | null = null;
  let page = "";
  const events = createEventParser(({ name, data }) => readData(name, data), readOther);
  const json = createJsonBody(sink, () => {
    isOver = true;
  });

  function readData(name: string, data: string): void {
    if (isOver) return;
    if (isDone(data)) isOver = true;
    else if (isJson(data)) for (const value of valuesOf(data)) sink.value(value, name);
    // Some servers repeat the field's name.
    else if (data.startsWith("data:")) readData(name, data.slice("data:".length).trimStart());
    else if (name === "error") sink.value(data, name);
    else note(data);
  }

  /** A server that fails midway may write its error as if it were the whole answer. */
  function readOther(line: string): void {
    if (isDone(line)) isOver = true;
    else if (line.startsWith("{")) readData("", line);
    else note(line);
  }

  function note(said: string): void {
    // Other servers keep a connection alive with text, which counts only if no answer comes.
    words ??= errorOfWords(said.slice(0, wordsMaxCharacters));
  }

  return {
    feed(text) {
      const rest = form === null ? beginning(text) : text;
      if (rest === "") return;
      form ??= rest.startsWith("{") || rest.startsWith("[") ? "json" : rest.startsWith("<") ? "page" : "events";
      if (form === "events") events.feed(rest);
      else if (form === "json") json.feed(rest);
      else if (page.length < pageMaxCharacters) page += rest;
    },
    end() {
      if (form === "events") events.end();
      else if (form === "json") json.end();
      else if (form === "page") words = errorOfWords(isWebPage(page) ? page : textOfPage(page), "web_page");
    },
    get isOver() {
      return isOver;
    },
    get words() {
      return words;
    },
  };
}

/** Leading white space and a byte order mark mean nothing. */
const beginning = (text: string) => (text.startsWith(byteOrderMark) ? text.slice(1) : text).trimStart();

const doneMaxCharacters = 12;
const isDone = (data: string) => data.length <= doneMaxCharacters && /^\s*\[done\]\s*$/i.test(data);

const jsonBeginnings: ReadonlySet<string> = new Set([...'{["-0123456789', "t", "f", "n"]);

/** Whether the text may be a JSON value. Words can start with the same letters, so those are parsed to find out. */
function isJson(data: string): boolean {
  if (data.startsWith("{")) return true;
  const text = data.trimStart();
  if (!jsonBeginnings.has(text.charAt(0))) return false;
  if (text.startsWith("{") || text.startsWith("[")) return true;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Usually one. Servers that omit the empty line between events merge several into one. */
function valuesOf(data: string): unknown[] {
  try {
    return [JSON.parse(data)];
  } catch (error) {
    if (!data.includes("\n")) throw error;
    return data.split("\n").flatMap((line) => (line.trim() === "" || isDone(line) ? [] : [JSON.parse(line)]));
  }
}

/** One value per line, or a single value over one or more lines. */
function createJsonBody(sink: AnswerSink, over: () => void) {
  let pieces: string[] = [];
  let characters = 0;
  /** The first line was not a value, so the body is a single one. */
  let isOne = false;
  /** The first value, kept until it is known whether more follow. */
  let first: { value: unknown } | null = null;
  let count = 0;

  function readLine(line: string): void {
    if (line.trim() === "") return;
    if (isDone(line)) {
      over();
      return;
    }
    const value: unknown = JSON.parse(line);
    count += 1;
    if (count === 1) first = { value };
    else {
      if (first) sink.value(first.value, "");
      first = null;
      sink.value(value, "");
    }
  }

  function takeLine(): string {
    const line = pieces.join("");
    pieces = [];
    characters = 0;
    return line;
  }

  function keep(text: string): void {
    pieces.push(text);
    characters += text.length;
    if (characters > bodyMaxBytes) throw new ResponseTooLarge(bodyMaxBytes);
  }

  return {
    feed(text: string): void {
      let start = 0;
      for (let end = text.indexOf("\n"); end !== -1 && !isOne; end = text.indexOf("\n", start)) {
        keep(text.slice(start, end));
        const line = takeLine();
        if (count > 0) readLine(line);
        else {
          try {
            readLine(line);
          } catch {
            isOne = true;
            keep(`${line}\n`);
          }
        }
        start = end + 1;
      }
      keep(text.slice(start));
    },
    end(): void {
      readLine(takeLine());
      if (!first) return;
      // Gemini's own API streams a list.
      if (Array.isArray(first.value)) for (const value of first.value) sink.value(value, "");
      else sink.whole(first.value);
    },
  };
}

/** The start of the page identifies it; the reader of the error takes its title. */
const isWebPage = (page: string) => /^<(!doctype|html|head)/i.test(page);

/** The text of XML, extracted by hand because it may be malformed. */
function textOfPage(page: string): string {
  const texts = page.split("<").map((piece) => piece.slice(piece.indexOf(">") + 1).trim());
  return texts.filter(Boolean).join(" ").slice(0, wordsMaxCharacters);
}
