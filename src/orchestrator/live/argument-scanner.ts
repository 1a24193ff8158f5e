// Reads streaming JSON tool arguments, forward only: each string's decoded text is handed on as it comes, and nothing is read twice.
// It judges nothing: whether the whole is valid JSON is decided by JSON.parse at the end.
import { isHighSurrogate } from "../../base/surrogates.ts";

/** Keys and indexes that lead to a value: `["edits", 0, "search"]`. The same array for all texts of a string; never changed afterwards. */
export type ArgumentPath = readonly (string | number)[];

export interface ArgumentSink {
  /** A string value begins. One at a path that had one takes its place, as in JSON.parse. */
  open(path: ArgumentPath): void;
  /** What is new of it: never empty, and never half of a surrogate pair. One that the string itself has becomes U+FFFD, as it does for the tools. */
  text(text: string): void;
  close(): void;
}

export interface ArgumentScanner {
  /** Takes the next fragment, cut anywhere. Each decoded character of a string that is known by now has been handed on when it returns. */
  feed(fragment: string): void;
}

interface Container {
  /** Key of the present value in an object, index in an array. */
  at: string | number;
}

const quote = 0x22;
const backslash = 0x5c;
const escapes: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const unicodeDigits = 4;

export function createArgumentScanner(sink: ArgumentSink): ArgumentScanner {
  const stack: Container[] = [];
  /** What is read: structure, a string value, or a key. */
  let inside: "structure" | "value" | "key" = "structure";
  /** A value is due, so a string is one; else, in an object, it is a key. */
  let valueDue = true;
  /** Decoded text that was not handed on yet: of this fragment, and a high surrogate that waits for its other half. */
  let pending = "";
  /** What came after an open back-slash; null when none is open. */
  let escaped: string | null = null;

  function handOn(): void {
    const last = pending.charCodeAt(pending.length - 1);
    const half = isHighSurrogate(last) ? pending.slice(-1) : "";
    const text = half === "" ? pending : pending.slice(0, -1);
    pending = half;
    if (text !== "") sink.text(text.toWellFormed());
  }

  function close(): void {
    if (inside === "value") {
      if (pending !== "") sink.text(pending.toWellFormed());
      sink.close();
    } else {
      const top = stack.at(-1);
      if (top) top.at = pending;
    }
    pending = "";
    inside = "structure";
    valueDue = false;
  }

  function readEscape(character: string): void {
    if (escaped === "" && character !== "u") {
      escaped = null;
      pending += escapes[character] ?? character;
      return;
    }
    escaped += character;
    if (escaped?.length !== unicodeDigits + 1) return;
    pending += String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    escaped = null;
  }

  function readStructure(character: string): void {
    const top = stack.at(-1);
    switch (character) {
      case "{":
        stack.push({ at: "" });
        valueDue = false;
        return;
      case "[":
        stack.push({ at: 0 });
        valueDue = true;
        return;
      case "}":
      case "]":
        stack.pop();
        // A second value may follow the first where a server puts two calls into one.
        valueDue = stack.length === 0;
        return;
      case ":":
        valueDue = true;
        return;
      case ",":
        if (typeof top?.at === "number") top.at += 1;
        valueDue = typeof top?.at === "number";
        return;
      case '"':
        inside = valueDue ? "value" : "key";
        if (valueDue) sink.open(stack.map((container) => container.at));
        return;
    }
  }

  return {
    feed(fragment) {
      const { length } = fragment;
      let at = 0;
      while (at < length) {
        if (escaped !== null) readEscape(fragment.charAt(at++));
        else if (inside === "structure") readStructure(fragment.charAt(at++));
        else {
          let end = at;
          let code = 0;
          while (end < length) {
            code = fragment.charCodeAt(end);
            if (code === quote || code === backslash) break;
            end += 1;
          }
          if (end > at) pending += fragment.slice(at, end);
          at = end + 1;
          if (end === length) break;
          if (code === quote) close();
          else escaped = "";
        }
      }
      if (inside === "value" && pending !== "") handOn();
    },
  };
}
