// Finds where JSON text that arrives in pieces begins and ends: after each piece it is known whether it is whole, and nothing is read twice.

export interface JsonEdges {
  feed(text: string): void;
  /** "nothing": only white space so far. "whole": the first value is closed. */
  readonly state: "nothing" | "open" | "whole";
  /** Whole or not, only the braces of an empty object came. */
  readonly isEmpty: boolean;
  /** A value is expected: an object or a list may start here. */
  readonly takesValue: boolean;
  /** Inside a string, which may hold anything. */
  readonly isInText: boolean;
}

const quote = 0x22;
const backslash = 0x5c;
const [openBrace, closeBrace, openBracket, closeBracket, colon, comma] = [0x7b, 0x7d, 0x5b, 0x5d, 0x3a, 0x2c];
const lastWhiteSpace = 0x20;

export function createJsonEdges(): JsonEdges {
  let state: JsonEdges["state"] = "nothing";
  /** Number of open braces and brackets. */
  let depth = 0;
  let isInText = false;
  let isEscaped = false;
  let isEmpty = true;
  /** The last character outside strings that is not white space. */
  let last = 0;

  function close(): void {
    if (depth === 0) state = "whole";
  }

  function readText(text: string, from: number): number {
    for (let at = from; at < text.length; at += 1) {
      const code = text.charCodeAt(at);
      if (isEscaped) isEscaped = false;
      else if (code === backslash) isEscaped = true;
      else if (code === quote) {
        isInText = false;
        close();
        return at + 1;
      }
    }
    return text.length;
  }

  function readStructure(code: number): void {
    if (code <= lastWhiteSpace) return;
    if (state === "nothing") state = "open";
    isEmpty &&= code === openBrace || code === closeBrace;
    last = code;
    if (code === quote) isInText = true;
    else if (code === openBrace || code === openBracket) depth += 1;
    else if (code === closeBrace || code === closeBracket) {
      depth -= 1;
      close();
    }
  }

  return {
    feed(text) {
      for (let at = 0; at < text.length && state !== "whole"; ) {
        if (isInText) at = readText(text, at);
        else readStructure(text.charCodeAt(at++));
      }
    },
    get state() {
      return state;
    },
    get isEmpty() {
      return isEmpty;
    },
    get takesValue() {
      return state === "nothing" || (!isInText && (last === colon || last === comma || last === openBracket));
    },
    get isInText() {
      return isInText;
    },
  };
}
