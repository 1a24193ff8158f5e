// Anthropic's messages to ModelEvents: a stream of blocks, or the message in one piece.

import { textOr } from "../../base/foreign-values.ts";
import type { EventSink } from "../../llm/answer/event-sink.ts";
import { meaningOf } from "../../llm/answer/finish-reasons.ts";
import type { AnswerReader } from "../../llm/answer/read-answer.ts";
import { type KeptPart, keep } from "../../llm/conversation/part-order.ts";
import { modelError } from "../../llm/failures/failure.ts";
import type { FinishReason, KeptReasoning, ModelRequest } from "../../llm/model.ts";
import type { ModelOptions } from "../../llm/request/options.ts";
import { reasoningMark } from "./request.ts";
import { createUsageMeter } from "./usage.ts";
import type { MessageEvent, ReceivedBlock, ReceivedMessage, StopFields, ThinkingBlock } from "./wire.ts";

/** Separates two texts of one answer, and two blocks of thoughts. */
const paragraph = "\n\n";

/** platform.claude.com/docs/en/build-with-claude/handling-stop-reasons, November 2026. */
const reasons: Readonly<Record<string, FinishReason | undefined>> = {
  end_turn: "stop",
  stop_sequence: "stop",
  tool_use: "tool_calls",
  max_tokens: "length",
  // The context window is full: there is no room for the rest.
  model_context_window_exceeded: "length",
  // From server-side tools, which are not used here: it continues when asked again.
  pause_turn: "length",
  refusal: "content_filter",
};

/** A block of the answer, as far as it has arrived. */
type Open =
  | { kind: "text"; length: number; gap: number }
  | { kind: "thinking"; thinking: string; signature: string }
  | { kind: "redacted"; data: string }
  /** `whole`: its arguments, if they come with the block's start; `length`: UTF-16 units of them passed on. */
  | { kind: "call"; call: number; whole: unknown; length: number }
  | { kind: "other" };

export function createMessageReader(
  options: ModelOptions,
  request: ModelRequest,
  sink: EventSink,
): AnswerReader<MessageEvent, ReceivedMessage> {
  const blocks: Open[] = [];
  const open = new Map<unknown, Open>();
  const usage = createUsageMeter(options.name);
  let calls = 0;
  let hasText = false;
  let hasThoughts = false;
  let reason: FinishReason | null = null;
  /** Computed only when asked for at the end: it covers the whole request. */
  let kept: KeptReasoning | null | undefined;

  function begin(index: unknown, { type, id, name, input, text, thinking, data, signature }: ReceivedBlock): void {
    const block = blockOf(type, input, data);
    blocks.push(block);
    open.set(index, block);
    if (block.kind === "call") sink.pass({ type: "call.start", call: block.call, id: textOr(id), name: textOr(name) });
    else if (block.kind === "redacted") sink.hold();
    addTo(block, { text, thinking, signature });
  }

  function blockOf(type: unknown, input: unknown, data: unknown): Open {
    switch (type) {
      case "text":
        return { kind: "text", length: 0, gap: 0 };
      case "thinking":
        return { kind: "thinking", thinking: "", signature: "" };
      case "redacted_thinking":
        return { kind: "redacted", data: textOr(data) };
      case "tool_use":
        return { kind: "call", call: calls++, whole: input, length: 0 };
      default:
        return { kind: "other" };
    }
  }

  function addTo(block: Open, delta: { text?: unknown; thinking?: unknown; signature?: unknown; partial_json?: unknown }): void {
    switch (block.kind) {
      case "text":
        say(block, textOr(delta.text));
        return;
      case "thinking":
        block.signature += textOr(delta.signature);
        think(block, textOr(delta.thinking));
        return;
      case "call":
        write(block, textOr(delta.partial_json));
        return;
    }
  }

  function say(block: Extract<Open, { kind: "text" }>, text: string): void {
    if (text === "") return;
    if (hasText && block.length === 0) {
      block.gap = paragraph.length;
      sink.pass({ type: "text", text: paragraph });
    }
    hasText = true;
    block.length += text.length;
    sink.pass({ type: "text", text });
  }

  function think(block: Extract<Open, { kind: "thinking" }>, text: string): void {
    if (text === "") return void sink.hold();
    const apart = hasThoughts && block.thinking === "" ? paragraph : "";
    hasThoughts = true;
    block.thinking += text;
    sink.pass({ type: "reasoning", text: apart + text });
  }

  function write(block: Extract<Open, { kind: "call" }>, text: string): void {
    if (text === "") return;
    block.length += text.length;
    sink.pass({ type: "call.delta", call: block.call, text });
  }

  /** Arguments come in pieces, or with the block's start. A call may have none. */
  function end(index: unknown): void {
    const block = open.get(index);
    open.delete(index);
    if (block?.kind === "call" && block.length === 0) write(block, JSON.stringify(block.whole ?? {}));
  }

  function stop({ stop_reason, stop_details }: StopFields): void {
    if (typeof stop_reason !== "string" || stop_reason === "" || reason) return;
    reason = reasons[stop_reason] ?? reasonOf(stop_reason);
    const why = textOr(stop_details?.explanation);
    if (why !== "") sink.pass({ type: "refusal", text: why });
  }

  /** From a server that only speaks Anthropic's protocol. */
  function reasonOf(word: string): FinishReason {
    const meaning = meaningOf(word);
    if (meaning === "length") return "length";
    if (meaning === "filter") return "content_filter";
    if (meaning === "malformed") throw modelError("bad_tool_call", options, "");
    if (meaning === "broken" || meaning === "overloaded") throw modelError("truncated", options, "");
    return calls > 0 ? "tool_calls" : meaning === null ? "unknown" : "stop";
  }

  return {
    read(event) {
      switch (event?.type) {
        case "message_start":
          return usage.add(event.message?.usage, "start");
        case "content_block_start":
          return event.content_block ? begin(event.index, event.content_block) : undefined;
        case "content_block_delta": {
          const block = open.get(event.index);
          return block && event.delta ? addTo(block, event.delta) : undefined;
        }
        case "content_block_stop":
          return end(event.index);
        case "message_delta":
          usage.add(event.usage, "end");
          return event.delta ? stop(event.delta) : undefined;
        case "message_stop":
          // Servers that only speak Anthropic's protocol omit the reason.
          if (open.size === 0) reason ??= calls > 0 ? "tool_calls" : "stop";
      }
    },
    readWhole(message) {
      for (const [index, block] of (Array.isArray(message?.content) ? message.content : []).entries()) {
        if (typeof block !== "object" || block === null) continue;
        begin(index, block as ReceivedBlock);
        end(index);
      }
      usage.add(message?.usage, "end");
      if (message) stop(message);
    },
    finish() {
      if (!reason) return null;
      if (kept === undefined) kept = keep(blocks.flatMap(toKept), reasoningMark(options, request));
      return { type: "finish", reason, usage: usage.total(), ...(kept ? { reasoning: kept } : {}) };
    },
    isThinking: () => blocks.at(-1)?.kind === "thinking" && open.size > 0,
  };
}

/** The server does not accept a thought without its signature. */
function toKept(block: Open): KeptPart<ThinkingBlock>[] {
  switch (block.kind) {
    case "thinking": {
      const { thinking, signature } = block;
      return signature === "" ? [] : [{ reasoning: { type: "thinking", thinking, signature } }];
    }
    case "redacted":
      return [{ reasoning: { type: "redacted_thinking", data: block.data } }];
    case "text":
      return block.length === 0 ? [] : [...(block.gap > 0 ? [{ gap: block.gap }] : []), { text: block.length }];
    case "call":
      return [{ call: block.call }];
    case "other":
      return [];
  }
}
