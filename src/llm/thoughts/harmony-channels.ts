// Text with the channels of OpenAI's open models left in (https://cookbook.openai.com/articles/openai-harmony, 2025-08): text in
// "analysis" is a thought, text for a tool stays as written, the rest is the answer.

export interface HarmonyReader {
  take(text: string): void;
  end(): void;
}

/** Longest mark of the format, UTF-16 units: `<|constrain|>`. */
const markMaxCharacters = 13;
/** A header names a role, a channel and perhaps a tool. */
const headerMaxCharacters = 300;

/** Whether the text starts like this format; "more": too short to tell. */
export function harmonyBegins(text: string): "yes" | "more" | "no" {
  for (const mark of ["<|channel|>", "<|start|>"]) {
    if (text.startsWith(mark)) return "yes";
    if (mark.startsWith(text)) return "more";
  }
  return "no";
}

export function createHarmonyReader(say: (text: string) => void, think: (text: string) => void): HarmonyReader {
  let pending = "";
  let header: string | null = null;
  let inside: "text" | "thought" | "call" = "text";

  function hand(text: string): void {
    if (text === "") return;
    if (header !== null) {
      header += text;
      // Not part of the format: the model has lost its way.
      if (header.length > headerMaxCharacters) closeHeader();
    } else if (inside === "thought") think(text);
    else say(text);
  }

  function closeHeader(): void {
    const head = header ?? "";
    header = null;
    inside = /\bto=/.test(head) ? "call" : head.includes("analysis") ? "thought" : "text";
    if (inside === "call") say(head);
  }

  function readMark(mark: string): void {
    switch (mark) {
      case "<|start|>":
      case "<|channel|>":
        header = (header ?? "") + mark;
        return;
      case "<|message|>":
        closeHeader();
        if (inside === "call") say(mark);
        return;
      case "<|call|>":
        if (inside === "call") say(mark);
        inside = "text";
        return;
      case "<|end|>":
      case "<|return|>":
        inside = "text";
        return;
      default:
        hand(mark);
    }
  }

  return {
    take(text) {
      pending += text;
      for (;;) {
        const from = pending.indexOf("<");
        if (from === -1) break;
        hand(pending.slice(0, from));
        pending = pending.slice(from);
        const to = pending.indexOf(">");
        if (to === -1 && pending.length < markMaxCharacters && "<|".startsWith(pending.slice(0, 2))) return;
        const length = to === -1 || to >= markMaxCharacters ? 1 : to + 1;
        const mark = pending.slice(0, length);
        pending = pending.slice(length);
        if (mark.startsWith("<|")) readMark(mark);
        else hand(mark);
      }
      hand(pending);
      pending = "";
    },
    end() {
      hand(pending);
      pending = "";
      // A header alone says nothing.
      header = null;
    },
  };
}
