// Where servers put the parts of a Chat Completion chunk: the choice and its delta, reasoning, content, calls. Any field may be missing
// or of another type. reader.ts decides what follows from them.

import { textOr } from "../../base/foreign-values.ts";
import type { CallFragment } from "./call-assembler.ts";

export type Source = Record<string, unknown>;

export const isSource = (value: unknown): value is Source => typeof value === "object" && value !== null && !Array.isArray(value);

export interface Piece {
  /** The choice's own fields: its finish reason and figures. */
  choice: Source;
  said: Source;
  /** "message": in place of a delta, or the whole answer. */
  place: "delta" | "message";
}

/** Cloudflare's own API and gateways wrap the answer. */
const envelopes = ["result", "data"];

export function opened(chunk: Source): Source {
  if (chunk.choices !== undefined) return chunk;
  for (const name of envelopes) {
    const inner = chunk[name];
    if (isSource(inner) && (Array.isArray(inner.choices) || typeof inner.response === "string")) return inner;
  }
  return chunk;
}

/** One choice was requested; if several come (Copilot's Claude models), each holds part of the answer. */
export function piecesOf(chunk: Source): Piece[] {
  if (Array.isArray(chunk.choices)) return chunk.choices.filter(isSource).map(pieceOf);
  // Workers AI models, asked directly.
  if (typeof chunk.response === "string") {
    return [{ choice: {}, said: { content: chunk.response, tool_calls: chunk.tool_calls }, place: "delta" }];
  }
  // Ollama's own API.
  if (!isSource(chunk.message)) return [];
  const reason = chunk.done === true ? (chunk.done_reason ?? "stop") : null;
  return [{ choice: { finish_reason: reason }, said: chunk.message, place: "delta" }];
}

function pieceOf(choice: Source): Piece {
  const { delta, message, text } = choice;
  // Writer sends both, with the same content.
  if (isSource(message) && !(isSource(delta) && saysSomething(delta))) return { choice, said: message, place: "message" };
  if (isSource(delta)) return { choice, said: delta, place: "delta" };
  return { choice, said: typeof text === "string" ? { content: text } : {}, place: "delta" };
}

const saysSomething = (delta: Source) =>
  Object.entries(delta).some(([name, value]) => name !== "role" && value !== null && value !== undefined && value !== "");

/** Only one is read: servers that send two repeat the text. `reasoning_details` are separate. */
const reasoningFields = [
  "reasoning_content", // DeepSeek, llama.cpp, vLLM, Qwen, Moonshot, Z.ai
  "reasoning", // OpenRouter, Groq, newer vLLM, Ollama
  "reasoning_text", // GitHub Copilot
  "thinking", // Ollama's own API, LM Studio
  "thinking_content",
  "thought",
  "thinking_blocks", // LiteLLM
];

export function reasoningIn(said: Source): string {
  for (const field of reasoningFields) {
    const value = said[field];
    const text = value ? thoughtOf(value) : "";
    if (text !== "") return text;
  }
  return "";
}

/** A text, an object with one, or a list of these. */
function thoughtOf(value: unknown): string {
  if (typeof value === "string") return value;
  if (Array.isArray(value)) return value.map(thoughtOf).join("");
  if (!isSource(value)) return "";
  return thoughtOf(value.thinking ?? value.text ?? value.content ?? value.summary ?? "");
}

export interface ContentPart {
  type: "text" | "reasoning";
  text: string;
}

const thoughtParts: ReadonlySet<unknown> = new Set(["thinking", "reasoning", "thought", "reasoning_content", "reasoning_text"]);

/** Mistral sends a list of parts once its model thinks; Gemini marks thoughts. */
export function contentIn({ content, extra_content: extra }: Source): ContentPart[] {
  if (typeof content === "string") {
    if (!extra || !isThought(extra)) return [{ type: "text", text: content }];
    return [{ type: "reasoning", text: content.replaceAll(/<\/?thought>/g, "") }];
  }
  if (isSource(content)) return [partOf(content)];
  return Array.isArray(content) ? content.map(partOf) : [];
}

const isThought = (extra: unknown) => isSource(extra) && isSource(extra.google) && extra.google.thought === true;

function partOf(part: unknown): ContentPart {
  if (!isSource(part)) return { type: "text", text: textOr(part) };
  const isOne = thoughtParts.has(part.type) || part.thought === true;
  return isOne
    ? { type: "reasoning", text: thoughtOf(part.reasoning ?? part) }
    : { type: "text", text: textOr(part.text) || textOr(part.content) };
}

/** Calls as parts of the content, as in Anthropic's API. */
const callParts: ReadonlySet<unknown> = new Set(["tool_use", "tool_call", "function_call"]);

/** `function_call` predates several calls per message: a single call without id or index. */
export function callsIn({ tool_calls: calls, function_call: call, content }: Source): CallFragment[] {
  const beside = (Array.isArray(calls) ? calls : [calls]).filter(isSource);
  const inContent = beside.length === 0 && Array.isArray(content) ? content.filter(isSource) : [];
  const listed = beside.length > 0 ? beside : inContent.filter(({ type }) => callParts.has(type));
  return listed.length === 0 && isSource(call) ? [{ function: call }] : listed;
}
