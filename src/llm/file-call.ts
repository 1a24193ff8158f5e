// What viewers see of a call that writes or edits a file, while its arguments stream: the text as it is written, an edit as it happens.
// Nothing here decides what becomes of the file: the tool does, and says with one last change where viewers saw something else.
import { filePathMaxCharacters } from "../protocol/constants.ts";
import { type ArgumentPath, createArgumentScanner } from "./argument-scanner.ts";
import { createEditCall } from "./edit-call.ts";

export interface FileCallOptions {
  /**
   * The path is known. Null: viewers are told of this call by the tool, when it is carried out. `content`: the file as they have it; null where there
   * is none, or where that is not certain. Called once.
   */
  open(path: string, action: "write" | "edit"): { content: string | null } | null;
  /** Offsets and lengths in UTF-16 units of the file as viewers have it. */
  splice(offset: number, remove: number, text: string): void;
}

export interface ShownFile {
  path: string;
  /** The file as viewers have it, for an edit of which all or a part was shown; null when nothing of it was. */
  content: string | null;
}

export interface FileCall {
  feed(fragment: string): void;
  shown(): ShownFile | null;
}

/** Null for tools that show no file. `form`: the call is written in the tool's text form. */
export function createFileCall(tool: string, form: "text" | undefined, options: FileCallOptions): FileCall | null {
  switch (tool) {
    case "write_file":
      return form === "text" ? createTextWriteCall(options) : createWriteCall(options);
    case "edit_file":
      return createEditCall(options);
    default:
      return null;
  }
}

export const isKey = (path: ArgumentPath, key: string) => path.length === 1 && path[0] === key;

export const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;

/** A path that is too long is no path: the tool refuses it, and viewers have nothing to open. */
export const isShown = (path: string) => path.length <= filePathMaxCharacters;

function createWriteCall({ open, splice }: FileCallOptions): FileCall {
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
      at = isKey(argument, "path") && announced === null ? "path" : isKey(argument, "content") ? "content" : "other";
      if (at === "path") path = "";
      if (at !== "content") return;
      // A second content takes the first one's place, as it does in JSON.
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
function createTextWriteCall({ open, splice }: FileCallOptions): FileCall {
  let path = "";
  let at: "path" | "content" | "nothing" = "path";
  let offset = 0;
  /** Of a pair of surrogates that a fragment cut in two. */
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
