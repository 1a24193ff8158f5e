// A request for Anthropic's Messages API: blocks, alternating roles, the model's thoughts in their place, and marks up to which the server
// caches what it read.

import { type Part, partsOf } from "../../llm/conversation/part-order.ts";
import { isBlank, ownId, type SoundItem, soundConversation } from "../../llm/conversation/sound.ts";
import { standInArguments } from "../../llm/conversation/stand-ins.ts";
import type { ModelRequest, ToolDefinition } from "../../llm/model.ts";
import type { ModelOptions } from "../../llm/request/options.ts";
import { jsonArgumentsOf } from "../../llm/text-form.ts";
import { createFingerprint, type Fingerprint } from "./fingerprint.ts";
import { claudeModel, isClaude } from "./models.ts";
import type { Block, Body, CacheMark, Effort, Message, TextBlock, ThinkingBlock, Tool } from "./wire.ts";

/** A file is written in one go: more thought costs minutes and tokens before its first line. */
const effort: Effort = "medium";
/** The API's own condition on the id of a call. */
const validId = /^[a-zA-Z0-9_-]{1,64}$/;
/** A conversation begins with a person's turn and ends with one: newer models refuse to continue their own text. */
const opening = "(The conversation before this is not kept.)";
const goOn = "Go on.";

export function requestBody(options: ModelOptions, request: ModelRequest, streams: boolean): Body {
  const { name } = options;
  const { thinksAdaptively, outputMaxTokens } = claudeModel(name);
  const { messages } = conversationOf(options, request);
  const system = systemOf(request);
  return {
    model: name,
    max_tokens: Math.min(request.maxOutputTokens, outputMaxTokens),
    ...(system.length > 0 ? { system: marked(system, [0, system.length - 1]) } : {}),
    messages: cached(messages),
    ...(request.tools.length > 0 ? { tools: request.tools.map((tool) => toTool(tool, streams && isClaude(name))) } : {}),
    // Without this, newer models return neither their thoughts nor what they say between calls.
    ...(thinksAdaptively ? { thinking: { type: "adaptive", display: "summarized" }, output_config: { effort } } : {}),
  };
}

/** Marks the thoughts in this model's answer: they are valid only after exactly the same beginning. */
export const reasoningMark = (options: ModelOptions, request: ModelRequest): string => conversationOf(options, request).mark;

const markOf = ({ client, name }: ModelOptions, before: Fingerprint) => `messages ${client.baseURL} ${name} ${before.text()}`;

function conversationOf(options: ModelOptions, request: ModelRequest): { messages: Message[]; mark: string } {
  const before = createFingerprint();
  before.add([systemOf(request), request.tools.map((tool) => toTool(tool, false))]);
  const messages: Message[] = [];

  function add(role: Message["role"], content: Block[]): void {
    if (content.length === 0) return;
    before.add([role, content]);
    const last = messages.at(-1);
    if (last?.role === role) last.content.push(...content);
    else messages.push({ role, content });
  }

  for (const item of soundConversation(request.conversation, (count, { id }) => (validId.test(id) ? id : ownId(count)))) {
    if (item.role === "assistant" && messages.length === 0) add("user", [{ type: "text", text: opening }]);
    add(item.role === "assistant" ? "assistant" : "user", blocksOf(item, markOf(options, before), request.tools));
  }
  if (messages.at(-1)?.role !== "user") add("user", [{ type: "text", text: goOn }]);
  return { messages, mark: markOf(options, before) };
}

const systemOf = ({ system }: ModelRequest): TextBlock[] =>
  system.filter((text) => !isBlank(text)).map((text) => ({ type: "text", text }));

function blocksOf(item: SoundItem, mark: string, tools: readonly ToolDefinition[]): Block[] {
  switch (item.role) {
    case "user":
      return [{ type: "text", text: item.text }];
    case "tool":
      return [{ type: "tool_result", tool_use_id: item.callId, content: item.text }];
    case "assistant":
      return partsOf<ThinkingBlock>(item, mark).flatMap((part) => toBlocks(part, tools));
  }
}

function toBlocks(part: Part<ThinkingBlock>, tools: readonly ToolDefinition[]): Block[] {
  switch (part.kind) {
    case "reasoning":
      return [part.item];
    case "text":
      return isBlank(part.text) ? [] : [{ type: "text", text: part.text }];
    case "call": {
      const input: unknown = JSON.parse(standInArguments(jsonArgumentsOf(part.call, tools)));
      return [{ type: "tool_use", id: part.call.id, name: part.call.name, input }];
    }
  }
}

/** `eager`: arguments stream as they are written instead of whole: one of them is an entire file. */
function toTool({ name, description, parameters }: ToolDefinition, eager: boolean): Tool {
  return { name, description, input_schema: parameters, ...(eager ? { eager_input_streaming: true } : {}) };
}

/**
 * Marks at the end of the person's last two turns: the earlier one is where the previous request ended, and the server looks back at most
 * 20 blocks from a mark. With the two after the standing texts, which cover the tools too, that makes the four allowed.
 */
function cached(messages: readonly Message[]): Message[] {
  const turns = messages.flatMap(({ role }, at) => (role === "user" ? [at] : [])).slice(-2);
  return messages.map((message, at) =>
    turns.includes(at) ? { ...message, content: marked(message.content, [message.content.length - 1]) } : message,
  );
}

const marked = <Item extends Block>(blocks: readonly Item[], places: readonly number[]): (Item & CacheMark)[] =>
  blocks.map((block, at) => (places.includes(at) ? { ...block, cache_control: { type: "ephemeral" } } : block));
