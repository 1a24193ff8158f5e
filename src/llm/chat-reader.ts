// Chat Completions to ModelEvents: chunks, or the answer in one piece. Servers that call themselves compatible differ most in how they say what the
// model thinks; here all of it is reasoning.
import type { ChatCompletion, ChatCompletionChunk } from "openai/resources";
import { createAttachmentCollector } from "./attachments.ts";
import { type CallFragment, createCallAssembler } from "./call-assembler.ts";
import { reasoningMark } from "./chat-messages.ts";
import type { AnswerReader, ModelOptions, Outlet } from "./exchange.ts";
import { modelError } from "./failure.ts";
import type { FinishReason, KeptReasoning, ReportedUsage } from "./model.ts";
import { createDetailCollector } from "./reasoning-details.ts";
import { usageOfCompletion } from "./usage.ts";

/** As servers send it: any field may be missing, or something else. */
interface Delta {
  content?: unknown;
  refusal?: unknown;
  /** OpenRouter, Groq, newer vLLM. */
  reasoning?: unknown;
  /** DeepSeek, llama.cpp, vLLM. */
  reasoning_content?: unknown;
  /** OpenRouter: the same as `reasoning`, in parts, some of them encrypted. */
  reasoning_details?: unknown;
  tool_calls?: ChatCompletionChunk.Choice.Delta["tool_calls"] | null;
}

export function createChatReader(options: ModelOptions, outlet: Outlet): AnswerReader<ChatCompletionChunk, ChatCompletion> {
  const { capabilities } = options;
  const calls = createCallAssembler();
  const details = createDetailCollector();
  const attachments = createAttachmentCollector();
  let thought = "";
  let reason: FinishReason | null = null;
  let usage: ReportedUsage | null = null;

  const say = (text: string) => text !== "" && outlet.pass({ type: "text", text });

  function think(text: string): void {
    if (text === "") return;
    thought += capabilities.keepsReasoning === "reasoning_content" ? text : "";
    outlet.pass({ type: "reasoning", text });
  }

  /** One of the fields: servers that send two of them send the same text in both. */
  function readReasoning({ reasoning, reasoning_content, reasoning_details }: Delta): void {
    // Most tokens of a file have none of them.
    if (!reasoning && !reasoning_content && !reasoning_details) return;
    const inDetails = details.add(reasoning_details);
    if (inDetails.held) outlet.hold();
    think(textOr(reasoning_content) || textOr(reasoning) || inDetails.text);
  }

  /** Mistral sends a list of parts once its model thinks. */
  function readContent(content: unknown): void {
    if (typeof content === "string") return void say(content);
    if (!Array.isArray(content)) return;
    for (const part of content as ContentPart[]) {
      if (part?.type === "thinking") think(textsOf(part.thinking));
      else say(textOr(part?.text));
    }
  }

  function readDelta(delta: Delta): void {
    readReasoning(delta);
    readContent(delta.content);
    if (delta.refusal && typeof delta.refusal === "string") outlet.pass({ type: "refusal", text: delta.refusal });
    if (attachments.ofMessage(delta)) outlet.hold();
    if (Array.isArray(delta.tool_calls)) for (const fragment of delta.tool_calls) if (fragment) readCall(fragment);
  }

  function readCall(fragment: CallFragment): void {
    if (attachments.ofCall(calls.add(fragment, outlet.pass), fragment)) outlet.hold();
  }

  function kept(): KeptReasoning | null {
    const thoughts = capabilities.keepsReasoning === "reasoning_details" ? details.all() : thought === "" ? [] : [thought];
    const items = [...(capabilities.keepsReasoning ? thoughts : []), ...attachments.all()];
    return items.length > 0 ? { of: reasoningMark(options), items } : null;
  }

  return {
    read(chunk) {
      if (chunk?.usage) usage = usageOfCompletion(chunk.usage, capabilities);
      const choice = chunk?.choices?.[0];
      // Some routers send deltas after the finish reason: they belong to nothing.
      if (!choice || reason) return;
      if (choice.delta) readDelta(choice.delta);
      if (choice.finish_reason) reason = finishOf(choice.finish_reason, options);
    },
    readWhole(completion) {
      if (completion?.usage) usage = usageOfCompletion(completion.usage, capabilities);
      const choice = completion?.choices?.[0];
      if (!choice?.finish_reason) return;
      const { message } = choice;
      const tool_calls = message.tool_calls?.flatMap((call, index) => (call.type === "function" ? [{ ...call, index }] : []));
      readDelta({ ...message, tool_calls });
      reason = finishOf(choice.finish_reason, options);
    },
    finish() {
      if (!reason) return null;
      const reasoning = kept();
      return { type: "finish", reason, usage, ...(reasoning ? { reasoning } : {}) };
    },
  };
}

type ContentPart = { type?: unknown; text?: unknown; thinking?: unknown } | null;

const textOr = (value: unknown) => (typeof value === "string" ? value : "");

const textsOf = (parts: unknown): string =>
  Array.isArray(parts) ? parts.map((part: ContentPart) => textOr(part?.text)).join("") : textOr(parts);

/** Reasons by which a server says that it did not finish: what came before them counts for nothing. */
const brokenOff: ReadonlySet<string> = new Set(["error", "abort", "cancelled"]);

function finishOf(reason: string, options: ModelOptions): FinishReason {
  if (brokenOff.has(reason)) throw modelError("truncated", options, "");
  if (reason === "length" || reason === "content_filter" || reason === "tool_calls") return reason;
  return reason === "function_call" ? "tool_calls" : "stop";
}
