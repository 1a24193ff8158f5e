// What viewers see of an edit while its arguments stream: the search text is found, and its replacement is written in its place.

import { isHighSurrogate } from "../../base/surrogates.ts";
import { type ArgumentSink, createArgumentScanner } from "./argument-scanner.ts";
import { type FileCall, type FileCallOptions, isKey, isShown } from "./file-call.ts";

/** The arguments that hold the path and the pairs, and the members of a pair. */
export interface EditArguments {
  path: string;
  edits: string;
  search: string;
  replace: string;
}

/**
 * An edit is shown while it is written if its result is certain: the search text comes before its replacement, and is exactly once in
 * the file. From the first other pair on, viewers wait for the tool.
 */
export function createEditCall(names: EditArguments, { open, splice }: FileCallOptions): FileCall {
  let path = "";
  /** Null until the path is known. */
  let announced: boolean | null = null;
  /** The file with the pairs so far applied, as viewers have it; null when nothing of it can be shown. */
  let content: string | null = null;
  let changed = false;
  /** Set by the first pair that cannot be shown. */
  let stopped = false;
  let at: "path" | "search" | "replace" | "other" = "other";
  let search = "";
  let replace = "";
  /** Index of the pair whose search text came last. */
  let pair = -1;
  /** Its place in the file; null until known, and once replaced. */
  let place: number | null = null;
  /** UTF-16 units that replacement and search text have in common at the start: nothing changes there. */
  let same = 0;
  let diverged = false;

  function openPair(index: number, key: unknown): void {
    if (key === names.search && index === pair + 1 && place === null) {
      at = "search";
      pair = index;
      search = "";
    } else if (key === names.replace && index === pair && place !== null) {
      at = "replace";
      replace = "";
      same = 0;
      diverged = false;
    } else stopped = true;
  }

  function show(text: string): void {
    replace += text;
    if (place === null) return;
    if (diverged) {
      splice(place + replace.length - text.length, 0, text);
      return;
    }
    while (same < replace.length && search.charCodeAt(same) === replace.charCodeAt(same)) same += 1;
    if (same < replace.length) diverge(place);
  }

  function diverge(from: number): void {
    // Two different characters may begin with the same half.
    if (isHighSurrogate(replace.charCodeAt(same - 1))) same -= 1;
    diverged = true;
    changed = true;
    splice(from + same, search.length - same, replace.slice(same));
  }

  function closeReplace(): void {
    if (content === null || place === null) return;
    if (!diverged && replace.length < search.length) diverge(place);
    content = content.slice(0, place) + replace + content.slice(place + search.length);
    place = null;
  }

  const sink: ArgumentSink = {
    open(argument) {
      const [first, index, key] = argument;
      at = "other";
      if (isKey(argument, names.path) && announced === null) {
        at = "path";
        path = "";
      } else if (first === names.edits && typeof index === "number" && argument.length === 3 && !stopped) openPair(index, key);
    },
    text(text) {
      if (at === "path") path += text;
      else if (at === "search") search += text;
      else if (at === "replace") show(text);
    },
    close() {
      if (at === "path") {
        const opened = isShown(path) ? open(path, "edit") : null;
        announced = opened !== null;
        content = opened?.content ?? null;
      } else if (at === "search") {
        place = content === null ? null : onlyPlace(content, search);
        stopped = place === null;
      } else if (at === "replace") closeReplace();
    },
  };
  return {
    feed: createArgumentScanner(sink).feed,
    shown: () => (announced ? { path, content: changed ? content : null } : null),
  };
}

/** The text's place, if there is only one, and the tool leaves it and its line breaks unchanged. */
function onlyPlace(content: string, search: string): number | null {
  const place = search === "" || content.includes("\r") || search.includes("\r") ? -1 : content.indexOf(search);
  if (place === -1 || content.indexOf(search, place + 1) !== -1) return null;
  // The tool keeps a final line break.
  return place + search.length === content.length ? null : place;
}
