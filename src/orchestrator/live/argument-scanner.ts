// Reads streaming JSON tool arguments, forward only: each string's decoded text is passed on as it arrives, and nothing is read twice.
// It does not validate: JSON.parse decides at the end whether the whole is valid.
import { isHighSurrogate } from "../../base/surrogates.ts";

/** Keys and indexes that lead to a value: `["edits", 0, "search"]`. The same array for all texts of a string; never changed afterwards. */
export type ArgumentPath = readonly (string | number)[];

export interface ArgumentSink {
  /** A string value begins. It replaces an earlier one at the same path, as in JSON.parse. */
  open(path: ArgumentPath): void;
  /** The string's new text: never empty, never half of a surrogate pair. A half in the string itself becomes U+FFFD, as for the tools. */
  text(text: string): void;
  close(): void;
}

export interface ArgumentScanner {
  /** Takes the next fragment, cut anywhere. When it returns, every character decoded so far has been passed on. */
  feed(fragment: string): void;
}

interface Container {
  /** Key of the current value in an object, index in an array. */
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
  /** A value comes next, so a string is one; otherwise, in an object, it is a key. */
  let valueDue = true;
  /** Decoded text not passed on yet: from this fragment, and a high surrogate waiting for its other half. */
  let pending = "";
  /** What followed an open backslash; null when none is open. */
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
        // A second value may follow the first if a server merges two calls.
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
