// Reads streaming JSON tool arguments, forward only: each string's decoded text is handed on as it comes, and nothing is read twice.
// It judges nothing: whether the whole is valid JSON is decided by JSON.parse at the end.

/** Called with what is new of a string value. `path` is like "content" or "edits.0.search". `end`: the string is closed. */
export type OnString = (path: string, text: string, end: boolean) => void;

type State = "value" | "string" | "key" | "other";

interface Container {
  kind: "object" | "array";
  key: string;
  index: number;
}

const escapes: Record<string, string> = { '"': '"', "\\": "\\", "/": "/", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };
const unicodeDigits = 4;

export interface ArgumentScanner {
  /** Takes the next fragment, cut anywhere. */
  feed(fragment: string): void;
}

export function createArgumentScanner(onString: OnString): ArgumentScanner {
  const stack: Container[] = [];
  let state: State = "value";
  /** Decoded text of the open string that was not handed on yet. */
  let pending = "";
  /** null: no escaped open; else what came after the back-slash. */
  let escaped: string | null = null;

  const path = () => stack.map((container) => (container.kind === "object" ? container.key : container.index)).join(".");

  /** Hands text on, but keeps a high surrogate back until its other half is there. */
  function flush(end: boolean): void {
    const last = pending.charCodeAt(pending.length - 1);
    const held = !end && last >= 0xd800 && last <= 0xdbff ? pending.slice(-1) : "";
    const text = held ? pending.slice(0, -1) : pending;
    pending = held;
    if (text || end) onString(path(), text, end);
  }

  function readEscape(character: string): void {
    if (escaped === "" && character !== "u") {
      pending += escapes[character] ?? character;
      escaped = null;
      return;
    }
    escaped += character;
    if (escaped?.length !== unicodeDigits + 1) return;
    pending += String.fromCharCode(Number.parseInt(escaped.slice(1), 16));
    escaped = null;
  }

  function closeString(): void {
    if (state === "key") {
      const top = stack.at(-1);
      if (top) top.key = pending;
      pending = "";
      state = "other";
      return;
    }
    flush(true);
    pending = "";
    state = "other";
  }

  /** Where the next value stands: after "{" or "," in an object comes a key. */
  function readStructure(character: string): void {
    const top = stack.at(-1);
    switch (character) {
      case "{":
        stack.push({ kind: "object", key: "", index: 0 });
        state = "other";
        return;
      case "[":
        stack.push({ kind: "array", key: "", index: 0 });
        state = "value";
        return;
      case "}":
      case "]":
        stack.pop();
        state = "other";
        return;
      case ":":
        state = "value";
        return;
      case ",":
        if (top?.kind === "array") top.index += 1;
        state = top?.kind === "array" ? "value" : "other";
        return;
      case '"':
        state = top?.kind === "object" && state !== "value" ? "key" : "string";
        return;
    }
  }

  return {
    feed(fragment) {
      let at = 0;
      while (at < fragment.length) {
        if (escaped !== null) {
          readEscape(fragment[at++] ?? "");
          continue;
        }
        if (state !== "string" && state !== "key") {
          readStructure(fragment[at++] ?? "");
          continue;
        }
        const end = plainEnd(fragment, at);
        pending += fragment.slice(at, end);
        at = end;
        if (at >= fragment.length) break;
        if (fragment[at++] === "\\") escaped = "";
        else closeString();
      }
      if (state === "string" && pending) flush(false);
    },
  };
}

/** First quote or back-slash from `at` on, else the end. */
function plainEnd(text: string, at: number): number {
  for (let end = at; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 0x22 || code === 0x5c) return end;
  }
  return text.length;
}
