// The messages of a Chat Completions request: the conversation in a form that the strictest compatible servers accept, with whatever a provider
// attached, sent to that provider alone.
import type { ChatCompletionMessageParam } from "openai/resources";
import { alternating } from "../conversation/alternating.ts";
import { isBlank, ownId, type SoundCall, type SoundItem, soundConversation } from "../conversation/sound.ts";
import { standInArguments } from "../conversation/stand-ins.ts";
import type { KeptReasoning, ModelRequest, ToolCall, ToolDefinition } from "../model.ts";
import type { ModelOptions } from "../request/options.ts";
import { jsonArgumentsOf } from "../text-form.ts";
import { type Attachment, isAttachment, isSigned, isSignedId } from "./attachments.ts";

/** Marks reasoning that this model made through this API. */
export const reasoningMark = ({ client, name }: ModelOptions) => `chat ${client.baseURL} ${name}`;

/** One system message, first: templates of Qwen and others accept no second one. */
export function messagesOf(options: ModelOptions, request: ModelRequest): ChatCompletionMessageParam[] {
  const system = request.system.filter((text) => !isBlank(text)).join("\n\n");
  const sound = soundConversation(request.conversation, idFor(options));
  const items = options.capabilities.strictRoles ? alternating(sound) : sound.filter(saysSomething);
  const messages = items.map((item) => toMessage(item, request.tools, options));
  if (system === "") return messages;
  return options.capabilities.refuses.has("system_role")
    ? beforeFirst(system, messages)
    : [{ role: "system", content: system }, ...messages];
}

/** For templates without a system message. */
function beforeFirst(system: string, [first, ...rest]: ChatCompletionMessageParam[]): ChatCompletionMessageParam[] {
  if (first?.role === "user") return [{ role: "user", content: `${system}\n\n${first.content}` }, ...rest];
  return [{ role: "user", content: system }, ...(first ? [first] : []), ...rest];
}

const saysSomething = (item: SoundItem) => item.role !== "assistant" || item.calls.length > 0 || !isBlank(item.text);

type AssistantItem = Extract<SoundItem, { role: "assistant" }>;

function toMessage(item: SoundItem, tools: readonly ToolDefinition[], options: ModelOptions): ChatCompletionMessageParam {
  switch (item.role) {
    case "user":
      return { role: "user", content: item.text };
    case "tool":
      return { role: "tool", tool_call_id: item.callId, content: item.text };
    case "assistant": {
      const { refuses } = options.capabilities;
      const attachments = refuses.has("attachments") ? [] : own(item.reasoning, options).filter(isAttachment);
      return {
        role: "assistant",
        // Not null, which llama.cpp, TGI and Workers AI refuse, and not omitted, which DeepSeek refuses; DeepSeek, OpenAI and Bedrock's own endpoint accept
        // an empty text with calls (agentjido/req_llm#966, 2026-08). A gateway that turns it into an empty block refuses it once.
        content: isBlank(item.text) ? (refuses.has("empty_text") ? null : "") : item.text,
        ...thoughtsOf(item, options),
        ...attachedTo(null, attachments),
        ...(item.calls.length > 0 ? { tool_calls: toCalls(item.calls, tools, attachments, options) } : {}),
      };
    }
  }
}

function toCalls(
  calls: readonly SoundCall[],
  tools: readonly ToolDefinition[],
  attachments: readonly Attachment[],
  options: ModelOptions,
) {
  const unsigned =
    wantsSignatures(options) && !attachments.some(({ call, attached }) => call !== undefined && isSigned(attached));
  return calls.map((call, at) => ({
    id: call.id,
    type: "function" as const,
    function: { name: call.name, arguments: standInArguments(jsonArgumentsOf(call, tools)) },
    ...(unsigned && at === 0 ? unsignedCall : {}),
    ...attachedTo(at, attachments),
  }));
}

function attachedTo(place: number | null, attachments: readonly Attachment[]): Record<string, unknown> {
  const { id: _, ...attached } = attachments.find(({ call }) => (call ?? null) === place)?.attached ?? {};
  return attached;
}

/**
 * The value Google documents for calls that Gemini did not make itself, such as another model's; the first call of a step needs it
 * (ai.google.dev/gemini-api/docs/thought-signatures, 2026-11). Some servers, such as OpenRouter, add it themselves.
 */
const unsignedCall = { extra_content: { google: { thought_signature: "skip_thought_signature_validator" } } };
const wantsSignatures = ({ name, capabilities }: ModelOptions) =>
  !capabilities.completesSignatures && !capabilities.refuses.has("attachments") && /gemini(?!-[12])/i.test(name);

/** Kept parts made by this model on this server. */
const own = (reasoning: KeptReasoning | undefined, options: ModelOptions): readonly unknown[] =>
  reasoning?.of === reasoningMark(options) ? reasoning.items : [];

/** Kimi K2 was trained on ids of this form, and stops calling tools when it sees others (MoonshotAI/Kimi-K2#128); K3 was not. */
const wantsNamesInIds = ({ name }: ModelOptions) => /kimi[-_]?k2/i.test(name);

function idFor(options: ModelOptions) {
  return (count: number, call: ToolCall, at: number, { reasoning }: { reasoning?: KeptReasoning }): string => {
    const signed = own(reasoning, options).find((item) => isAttachment(item) && item.call === at && isSignedId(item.attached.id));
    if (isAttachment(signed)) return String(signed.attached.id);
    return wantsNamesInIds(options) ? `functions.${call.name}:${count}` : ownId(count);
  };
}

function thoughtsOf({ reasoning, calls }: AssistantItem, options: ModelOptions): Record<string, unknown> {
  const { keepsReasoning } = options.capabilities;
  const items = own(reasoning, options).filter((item) => !isAttachment(item));
  switch (keepsReasoning) {
    case null:
      return {};
    case "reasoning_details":
      return items.length === 0 ? {} : { reasoning_details: items.map((item) => whole(withSentId(item, calls))) };
    case "reasoning_content": {
      const thoughts = items
        .filter((item) => typeof item === "string")
        .join("")
        .toWellFormed();
      if (!isBlank(thoughts)) return { reasoning_content: thoughts };
      return calls.length > 0 && wantsThoughts(options) ? { reasoning_content: noThoughts } : {};
    }
  }
}

/** DeepSeek and Kimi refuse calls without the thoughts before them, even another model's; blank ones do not count (earendil-works/pi#4178). */
const wantsThoughts = ({ name, capabilities }: ModelOptions) =>
  capabilities.refuses.has("missing_reasoning") || /deepseek-(reasoner|v[4-9])|thinking|kimi[-_]?k2[.-][5-9]/i.test(name);
const noThoughts = "(These thoughts were not kept.)";

/** OpenRouter uses the id to say which call an encrypted part belongs to. */
function withSentId(detail: unknown, calls: readonly SoundCall[]): unknown {
  if (typeof detail !== "object" || detail === null || !("id" in detail)) return detail;
  const call = calls.find(({ givenId }) => givenId === detail.id);
  return call ? { ...detail, id: call.id } : detail;
}

/** Half a character is refused in readable thoughts as in any other text. */
function whole(detail: unknown): unknown {
  if (typeof detail !== "object" || detail === null) return detail;
  const readable = Object.entries(detail).filter(
    ([name, value]) => (name === "text" || name === "summary") && typeof value === "string",
  );
  return { ...detail, ...Object.fromEntries(readable.map(([name, value]) => [name, String(value).toWellFormed()])) };
}
