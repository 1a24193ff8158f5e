// From a model's events to a run's events: text, reasoning and the files being written, coalesced so that viewers get a few frames a second
// and each carries only what is new.
import { filePathMaxCharacters } from "../protocol/constants.ts";
import type { RunEvent } from "../protocol/events.ts";
import { createArgumentScanner } from "./argument-scanner.ts";
import type { ModelEvent } from "./model.ts";

/** Deltas wait this long for more, milliseconds: 20 frames a second read as continuous. */
export const coalesceWindowMs = 50;
/** One delta carries at most this many UTF-16 units, so that a frame stays far below a row of the log. */
export const deltaMaxCharacters = 16_384;

/** Tools whose arguments are a file's text, shown while they stream. */
const fileTools: Record<string, "write" | "edit"> = { write_file: "write", edit_file: "edit" };

export interface StreamingBufferOptions {
  round: number;
  emit(events: RunEvent[]): void;
  /** Called when the first of a kind is seen: stages follow from it. */
  onFirst(kind: "reasoning" | "text" | "file"): void;
}

export interface StreamingBuffer {
  handle(event: ModelEvent): void;
  /** Closes open blocks and hands everything on. Call once, however the stream ended. */
  end(): void;
  /** Path that was announced by `file.start` for a call. */
  startedFile(call: number): string | null;
}

interface Block {
  kind: "text" | "reasoning";
  id: string;
}

interface FileStream {
  callId: string;
  action: "write" | "edit";
  path: string | null;
  partialPath: string;
  /** Content that came before the path was complete. */
  early: string;
  offset: number;
}

/** Wire id of a call: providers repeat theirs from round to round. */
export const wireCallId = (round: number, id: string) => `${round}:${id}`;

export function createStreamingBuffer({ round, emit, onFirst }: StreamingBufferOptions): StreamingBuffer {
  let waiting: RunEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | null = null;
  let block: Block | null = null;
  let blocks = 0;
  const seen = new Set<string>();
  const files = new Map<number, FileStream>();
  const scanners = new Map<number, ReturnType<typeof createArgumentScanner>>();

  function flush(): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (waiting.length === 0) return;
    const events = waiting;
    waiting = [];
    emit(events);
  }

  function push(event: RunEvent): void {
    const last = waiting.at(-1);
    if (!merge(last, event)) waiting.push(event);
    timer ??= setTimeout(flush, coalesceWindowMs);
  }

  function first(kind: "reasoning" | "text" | "file"): void {
    if (seen.has(kind)) return;
    seen.add(kind);
    onFirst(kind);
  }

  function closeBlock(): void {
    if (block) push({ type: `${block.kind}.end`, round, block_id: block.id });
    block = null;
  }

  function say(kind: Block["kind"], text: string): void {
    if (block?.kind !== kind) {
      closeBlock();
      first(kind);
      block = { kind, id: `${round}.${blocks++}` };
      push({ type: `${kind}.start`, round, block_id: block.id });
    }
    push({ type: `${kind}.delta`, round, block_id: block.id, text });
  }

  function openFile(file: FileStream): void {
    file.path = file.partialPath;
    first("file");
    push({ type: "file.start", round, call_id: file.callId, path: file.path, action: file.action });
    writeContent(file, file.early);
    file.early = "";
  }

  function writeContent(file: FileStream, text: string): void {
    if (!text) return;
    push({ type: "file.delta", round, call_id: file.callId, offset: file.offset, text });
    file.offset += text.length;
  }

  function startCall(event: Extract<ModelEvent, { type: "call.start" }>): void {
    closeBlock();
    const action = fileTools[event.name];
    if (!action) return;
    const file: FileStream = { callId: wireCallId(round, event.id), action, path: null, partialPath: "", early: "", offset: 0 };
    files.set(event.call, file);
    scanners.set(
      event.call,
      createArgumentScanner((path, text, end) => {
        if (path === "path" && file.path === null) {
          file.partialPath += text;
          // A longer one is no path: the tool refuses it, and viewers have nothing to open.
          if (end && file.partialPath.length <= filePathMaxCharacters) openFile(file);
        } else if (path === "content" && action === "write") {
          if (file.path === null) file.early += text;
          else writeContent(file, text);
        }
      }),
    );
  }

  return {
    handle(event) {
      switch (event.type) {
        case "text":
        case "refusal":
          return say("text", event.text);
        case "reasoning":
          return say("reasoning", event.text);
        case "call.start":
          return startCall(event);
        case "call.delta":
          return scanners.get(event.call)?.feed(event.text);
        case "notice":
          return push({ type: "notice", ...event.notice });
        case "finish":
          return;
      }
    },
    end() {
      closeBlock();
      flush();
    },
    startedFile: (call) => files.get(call)?.path ?? null,
  };
}

/** Appends a delta to the one before it when they are of the same block or file. */
function merge(last: RunEvent | undefined, event: RunEvent): boolean {
  if (!last || last.type !== event.type || !("text" in last) || !("text" in event)) return false;
  if (last.text.length + event.text.length > deltaMaxCharacters) return false;
  const same =
    last.type === "file.delta"
      ? event.type === "file.delta" && last.call_id === event.call_id && event.offset === last.offset + last.text.length
      : "block_id" in last && "block_id" in event && last.block_id === event.block_id;
  if (same) last.text += event.text;
  return same;
}
