// From a model's events to a run's events: text, reasoning and the files being written, coalesced so that viewers get a few frames a second
// and each carries only what is new. What a call's arguments show of a file is its tool's declaration (seen.ts).
import type { ModelEvent } from "../../llm/model.ts";
import type { RunEvent } from "../../protocol/events.ts";
import type { FileCall, FileCallOptions, ShownFile } from "./file-call.ts";
import type { Seen } from "./seen.ts";
import { createTextWriteCall, createWriteCall } from "./write-call.ts";

/**
 * Events wait at most this long for more, milliseconds: 20 frames a second read as continuous, and at 100 tokens a second one frame carries five.
 * After a silence as long the first one does not wait at all.
 */
export const coalesceWindowMs = 50;
/** One delta carries at most so many UTF-16 units: a frame stays far below a row of the log. */
export const deltaMaxCharacters = 16_384;
/** With so many UTF-16 units waiting the window is over: a fast model needs no more frames than one that is read. With the next token still one delta. */
const enoughCharacters = 16_000;
/** A piece of prose without white space is held back for its other half up to this length, UTF-16 units: longer than nearly every word. */
const wordMaxCharacters = 40;

export interface StreamingBufferOptions {
  round: number;
  emit(events: RunEvent[]): void;
  /** Called when the first of a kind is seen: stages follow from it. */
  onFirst(kind: "reasoning" | "text" | "file"): void;
  /** The file that a call is about to change, as viewers have it; null where there is none, or where an earlier call of the round changes it, too. */
  claim(path: string): string | null;
  /** How calls of this tool are seen; null when it changes no files, or there is no such tool. */
  seenOf(tool: string): Seen | null;
}

export interface StreamingBuffer {
  handle(event: ModelEvent): void;
  /** Closes open blocks and hands everything on. Call once, however the stream ended. */
  end(): void;
  /** What viewers saw of a call that writes a file; null when it was not announced to them. */
  shown(call: number): ShownFile | null;
}

interface Block {
  kind: "text" | "reasoning";
  id: string;
}

/** Id of a call on the wire, where it comes with every delta: short, while the providers' are long, and repeated from round to round. */
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
  /** Arguments of one call that wait to be read, all of a window at once: a token on its way costs an addition. */
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

  /** What has come is handed on when it is enough, else at the end of the window. */
  function schedule(addedCharacters: number): void {
    waitingCharacters += addedCharacters;
    if (waitingCharacters >= enoughCharacters) flush(false);
    // Not at once, even after a silence: what the same network packet brought goes with it.
    else timer ??= setTimeout(flush, Math.max(0, Math.min(coalesceWindowMs, nextFrameAtMs - Date.now())), false);
  }

  /** Prose that goes on is added to the event that waits, and only else an event of its own: most tokens come this way. */
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

  /** Calls are carried out in their order, and viewers see what they do to files in the same one: so none is shown before one that is not. */
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
 * Prose is handed on up to the last white space, so that no half word is shown: what comes after it is taken out of the event and answered. It
 * waits one window more at most, for a text without white space is handed on whole.
 */
function heldBack(event: RunEvent | undefined): RunEvent | null {
  if (event?.type !== "text.delta" && event?.type !== "reasoning.delta") return null;
  const { text } = event;
  let wordAt = text.length;
  // By hand: a pattern for the last word looks through all of a text that has no white space.
  while (wordAt > 0 && text.length - wordAt <= wordMaxCharacters && !whiteSpace.test(text.charAt(wordAt - 1))) wordAt -= 1;
  if (wordAt === 0 || wordAt === text.length || text.length - wordAt > wordMaxCharacters) return null;
  event.text = text.slice(0, wordAt);
  return { ...event, text: text.slice(wordAt) };
}

const whiteSpace = /\s/;
