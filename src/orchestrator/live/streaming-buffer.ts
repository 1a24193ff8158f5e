// Turns a model's events into a run's events: text, reasoning and files being written, coalesced so that viewers get a few frames a second
// and each carries only what is new. The tool declares what a call's arguments show of a file (seen.ts).
import type { ModelEvent } from "../../llm/model.ts";
import type { RunEvent } from "../../protocol/events.ts";
import type { FileCall, FileCallOptions, ShownFile } from "./file-call.ts";
import type { Seen } from "./seen.ts";
import { createTextWriteCall, createWriteCall } from "./write-call.ts";

/**
 * Events wait at most this long for more, milliseconds: 20 frames a second read as continuous, and at 100 tokens a second one frame carries five.
 * After a silence of that length the first one does not wait at all.
 */
export const coalesceWindowMs = 50;
/** Longest delta, UTF-16 units: a frame stays far below a row of the log. */
export const deltaMaxCharacters = 16_384;
/** Waiting UTF-16 units that end the window early. Leaves room for the next token in the same delta. */
const enoughCharacters = 16_000;
/** Prose without white space waits for the rest of its word up to this length, UTF-16 units: longer than nearly every word. */
const wordMaxCharacters = 40;

export interface StreamingBufferOptions {
  round: number;
  emit(events: RunEvent[]): void;
  /** Called when the first of a kind is seen; moves the stages. */
  onFirst(kind: "reasoning" | "text" | "file"): void;
  /** The file a call is about to change, as viewers have it; null if there is none, or if an earlier call of the round changes it too. */
  claim(path: string): string | null;
  /** How viewers see this tool's calls; null when it changes no files, or there is no such tool. */
  seenOf(tool: string): Seen | null;
}

export interface StreamingBuffer {
  handle(event: ModelEvent): void;
  /** Closes open blocks and passes everything on. Call once, however the stream ended. */
  end(): void;
  /** What viewers saw of a call that writes a file; null when it was not announced to them. */
  shown(call: number): ShownFile | null;
}

interface Block {
  kind: "text" | "reasoning";
  id: string;
}

/** A call's id on the wire, sent with every delta: short, since providers' ids are long and may repeat between rounds. */
export const wireCallId = (round: number, index: number) => `${round}:${index}`;

export function createStreamingBuffer({ round, emit, onFirst, claim, seenOf }: StreamingBufferOptions): StreamingBuffer {
  let waiting: RunEvent[] = [];
  let waitingCharacters = 0;
  let timer: ReturnType<typeof setTimeout> | null = null;
  /** No frame before this time, milliseconds. */
  let nextFrameAtMs = 0;
  let block: Block | null = null;
  let blocks = 0;
  const begun = new Set<string>();
  const calls: { file: FileCall | null; changesUnseen: boolean }[] = [];
  /** One call's unread arguments, read once per window: each token costs only an append. */
  let unread: { file: FileCall; text: string } | null = null;

  function read(): void {
    const waitingCall = unread;
    unread = null;
    waitingCall?.file.feed(waitingCall.text);
  }

  function flush(isLast: boolean): void {
    read();
    if (timer) clearTimeout(timer);
    timer = null;
    nextFrameAtMs = Date.now() + coalesceWindowMs;
    const events = waiting;
    const held = isLast ? null : heldBack(events.at(-1));
    waiting = held ? [held] : [];
    waitingCharacters = 0;
    if (held) timer = setTimeout(flush, coalesceWindowMs, false);
    if (events.length > 0) emit(events);
  }

  /** Passes on what has arrived when it is enough, or else at the end of the window. */
  function schedule(addedCharacters: number): void {
    waitingCharacters += addedCharacters;
    if (waitingCharacters >= enoughCharacters) flush(false);
    // Not at once, even after a silence, so that the rest of the same network packet goes with it.
    else timer ??= setTimeout(flush, Math.max(0, Math.min(coalesceWindowMs, nextFrameAtMs - Date.now())), false);
  }

  /** Continued prose is appended to the waiting event if there is one: most tokens come this way. */
  function pushText(type: "text.delta" | "reasoning.delta", id: string, text: string): void {
    const last = waiting.at(-1);
    if (last?.type === type && last.block_id === id && hasRoom(last, text)) last.text += text;
    else waiting.push({ type, round, block_id: id, text });
  }

  function pushSplice(callId: string, offset: number, remove: number, text: string): void {
    const last = waiting.at(-1);
    const goesOn =
      last?.type === "file.delta" && remove === 0 && last.call_id === callId && offset === last.offset + last.text.length;
    if (goesOn && hasRoom(last, text)) last.text += text;
    else waiting.push({ type: "file.delta", round, call_id: callId, offset, ...(remove > 0 ? { remove } : {}), text });
  }

  function first(kind: "reasoning" | "text" | "file"): void {
    if (begun.has(kind)) return;
    begun.add(kind);
    onFirst(kind);
  }

  function closeBlock(): void {
    if (block) waiting.push({ type: `${block.kind}.end`, round, block_id: block.id });
    block = null;
  }

  function say(kind: Block["kind"], text: string): void {
    if (block?.kind !== kind) {
      closeBlock();
      first(kind);
      block = { kind, id: `${round}.${blocks++}` };
      waiting.push({ type: `${kind}.start`, round, block_id: block.id });
    }
    pushText(`${kind}.delta`, block.id, text);
  }

  function startCall(event: Extract<ModelEvent, { type: "call.start" }>): void {
    closeBlock();
    const callId = wireCallId(round, event.call);
    const seen = seenOf(event.name);
    const file = createFileCall(seen, event.form, {
      open(path, action) {
        if (!isCertain(event.call)) return null;
        first("file");
        waiting.push({ type: "file.start", round, call_id: callId, path, action });
        return { content: claim(path) };
      },
      splice: (offset, remove, text) => pushSplice(callId, offset, remove, text),
    });
    calls[event.call] = { file, changesUnseen: seen !== null && file === null };
    if (seen?.as === "patch") first("file");
  }

  /** Calls are carried out in order, and viewers see their changes in that order, so none is shown before an earlier one that is not. */
  const isCertain = (call: number): boolean =>
    Array.from({ length: call }, (_, index) => calls[index]).every(
      (earlier) => earlier && !earlier.changesUnseen && (earlier.file === null || earlier.file.shown() !== null),
    );

  return {
    handle(event) {
      if (event.type === "call.delta") {
        const file = calls[event.call]?.file;
        if (!file) return;
        if (unread?.file === file) unread.text += event.text;
        else {
          read();
          unread = { file, text: event.text };
        }
        return schedule(event.text.length);
      }
      read();
      switch (event.type) {
        case "text":
        case "refusal":
          say("text", event.text);
          return schedule(event.text.length);
        case "reasoning":
          say("reasoning", event.text);
          return schedule(event.text.length);
        case "text.was_thought":
          closeBlock();
          waiting.push({ type: "round.reset", round });
          return schedule(0);
        case "call.start":
          startCall(event);
          return schedule(0);
        case "notice":
          waiting.push({ type: "notice", ...event.notice });
          return schedule(0);
        case "finish":
          return;
      }
    },
    end() {
      closeBlock();
      flush(true);
    },
    shown(call) {
      read();
      return calls[call]?.file?.shown() ?? null;
    },
  };
}

/** Null for calls that show no file. `form`: the call is written in the tool's text form. */
function createFileCall(seen: Seen | null, form: "text" | undefined, viewers: FileCallOptions): FileCall | null {
  switch (seen?.as) {
    case "write":
      return form === "text" ? createTextWriteCall(viewers) : createWriteCall(seen, viewers);
    case "edit":
      return seen.follow(viewers);
    case "patch":
    case "unseen":
    case undefined:
      return null;
  }
}

const hasRoom = (delta: { text: string }, text: string): boolean => delta.text.length + text.length <= deltaMaxCharacters;

/**
 * Prose is passed on up to the last white space, so that no half word is shown; the rest is removed from the event and returned. It
 * waits at most one more window, since text without white space is passed on whole.
 */
function heldBack(event: RunEvent | undefined): RunEvent | null {
  if (event?.type !== "text.delta" && event?.type !== "reasoning.delta") return null;
  const { text } = event;
  let wordAt = text.length;
  // Done by hand: a regular expression for the last word would scan all of a text without white space.
  while (wordAt > 0 && text.length - wordAt <= wordMaxCharacters && !whiteSpace.test(text.charAt(wordAt - 1))) wordAt -= 1;
  if (wordAt === 0 || wordAt === text.length || text.length - wordAt > wordMaxCharacters) return null;
  event.text = text.slice(0, wordAt);
  return { ...event, text: text.slice(wordAt) };
}

const whiteSpace = /\s/;
