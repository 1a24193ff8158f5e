// What viewers see of a file while the call that writes it streams, in both forms of the call.

import { isHighSurrogate } from "../../base/surrogates.ts";
import { createArgumentScanner } from "./argument-scanner.ts";
import { type FileCall, type FileCallOptions, isKey, isShown } from "./file-call.ts";

/** The arguments that hold the path and the text. */
export interface WriteArguments {
  path: string;
  content: string;
}

export function createWriteCall(names: WriteArguments, { open, splice }: FileCallOptions): FileCall {
  let path = "";
  /** Null until the path is known. */
  let announced: boolean | null = null;
  /** Content that came before its path. */
  let early = "";
  let offset = 0;
  let at: "path" | "content" | "other" = "other";

  function write(text: string): void {
    if (text === "") return;
    splice(offset, 0, text);
    offset += text.length;
  }

  const scanner = createArgumentScanner({
    open(argument) {
      at = isKey(argument, names.path) && announced === null ? "path" : isKey(argument, names.content) ? "content" : "other";
      if (at === "path") path = "";
      if (at !== "content") return;
      // A second content replaces the first, as in JSON.
      early = "";
      if (offset > 0) splice(0, offset, "");
      offset = 0;
    },
    text(text) {
      if (at === "path") path += text;
      else if (at === "content" && announced) write(text);
      else if (at === "content" && announced === null) early += text;
    },
    close() {
      if (at !== "path") return;
      announced = isShown(path) && open(path, "write") !== null;
      if (announced) write(early);
      early = "";
    },
  });
  return { feed: scanner.feed, shown: () => (announced ? { path, content: null } : null) };
}

/** The text form: the first line is the path, everything after it the content. */
export function createTextWriteCall({ open, splice }: FileCallOptions): FileCall {
  let path = "";
  let at: "path" | "content" | "nothing" = "path";
  let offset = 0;
  /** Half of a surrogate pair that a fragment cut in two. */
  let half = "";

  function write(fragment: string): void {
    const text = half + fragment;
    half = isHighSurrogate(text.charCodeAt(text.length - 1)) ? text.slice(-1) : "";
    const whole = half === "" ? text : text.slice(0, -1);
    if (whole === "") return;
    splice(offset, 0, whole);
    offset += whole.length;
  }

  function endPath(): void {
    path = path.trim();
    at = isShown(path) && open(path, "write") ? "content" : "nothing";
  }

  return {
    feed(fragment) {
      const end = at === "path" ? fragment.indexOf("\n") : -1;
      if (at === "path") path += end === -1 ? fragment : fragment.slice(0, end);
      if (end !== -1) endPath();
      if (at === "content") write(fragment.slice(end + 1));
    },
    shown: () => (at === "content" ? { path, content: null } : null),
  };
}
