// One table of the Responses API's events that bring a part of an item: which part, and whether a piece or all of it.

/** The fields read from events that bring part of an item: pieces of it, or the whole at its end. */
export interface PartEvent {
  type: string;
  item_id?: string;
  output_index?: number;
  content_index?: unknown;
  summary_index?: unknown;
  delta?: unknown;
  text?: unknown;
  refusal?: unknown;
  arguments?: unknown;
  input?: unknown;
}

export interface PartKind {
  kind: "message" | "reasoning" | "call";
  type: "text" | "refusal" | "reasoning" | "call";
  field: "delta" | "text" | "refusal" | "arguments" | "input";
  isWhole: boolean;
}

const piece = (kind: PartKind["kind"], type: PartKind["type"]): PartKind => ({ kind, type, field: "delta", isWhole: false });
const allOf = (kind: PartKind["kind"], type: PartKind["type"], field: PartKind["field"]): PartKind => ({
  kind,
  type,
  field,
  isWhole: true,
});

export const partKinds: Readonly<Record<string, PartKind | undefined>> = {
  "response.function_call_arguments.delta": piece("call", "call"),
  "response.function_call_arguments.done": allOf("call", "call", "arguments"),
  "response.custom_tool_call_input.delta": piece("call", "call"),
  "response.custom_tool_call_input.done": allOf("call", "call", "input"),
  "response.output_text.delta": piece("message", "text"),
  "response.output_text.done": allOf("message", "text", "text"),
  "response.refusal.delta": piece("message", "refusal"),
  "response.refusal.done": allOf("message", "refusal", "refusal"),
  "response.reasoning_summary_text.delta": piece("reasoning", "reasoning"),
  "response.reasoning_summary_text.done": allOf("reasoning", "reasoning", "text"),
  // As servers wrote it in 2025.
  "response.reasoning.delta": piece("reasoning", "reasoning"),
  "response.reasoning_summary.delta": piece("reasoning", "reasoning"),
  // Open models show their thoughts unsummarised.
  "response.reasoning_text.delta": piece("reasoning", "reasoning"),
  "response.reasoning_text.done": allOf("reasoning", "reasoning", "text"),
};

/** The fields read from part of a message. */
export interface MessagePart {
  type: string;
  text?: unknown;
  refusal?: unknown;
}

/** `text` is Chat Completions' name. */
export const spokenParts: ReadonlySet<unknown> = new Set(["output_text", "text", "refusal"]);

/** A list of parts; plain text if a server took it from Chat Completions. */
export function messageParts(content: unknown): readonly (MessagePart | undefined)[] {
  if (typeof content === "string") return [{ type: "text", text: content }];
  return Array.isArray(content) ? content : [];
}
