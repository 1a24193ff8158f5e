// The parts of Anthropic's Messages API in use here, as documented (platform.claude.com/docs/en/api/messages, November 2026).

export interface CacheMark {
  cache_control?: { type: "ephemeral" };
}

/** What the model thought, with its signature, or encrypted. Goes back exactly as it came. */
export type ThinkingBlock =
  | { type: "thinking"; thinking: string; signature: string }
  | { type: "redacted_thinking"; data: string };

export type TextBlock = { type: "text"; text: string } & CacheMark;

export type Block =
  | TextBlock
  | ThinkingBlock
  | ({ type: "tool_use"; id: string; name: string; input: unknown } & CacheMark)
  | ({ type: "tool_result"; tool_use_id: string; content: string } & CacheMark);

export interface Message {
  role: "user" | "assistant";
  content: Block[];
}

export interface Body {
  model: string;
  max_tokens: number;
  system?: TextBlock[];
  messages: Message[];
  tools?: Tool[];
  thinking?: { type: "adaptive"; display: "summarized" };
  output_config?: { effort: Effort };
}

export interface Tool {
  name: string;
  description: string;
  input_schema: Record<string, unknown>;
  eager_input_streaming?: true;
}

export type Effort = "low" | "medium" | "high";

/** As servers send it: any field may be missing or of another type. */
export interface ReceivedBlock {
  type?: unknown;
  text?: unknown;
  thinking?: unknown;
  signature?: unknown;
  data?: unknown;
  id?: unknown;
  name?: unknown;
  input?: unknown;
}

export interface ReceivedUsage {
  input_tokens?: unknown;
  cache_creation_input_tokens?: unknown;
  cache_read_input_tokens?: unknown;
  output_tokens?: unknown;
  output_tokens_details?: { thinking_tokens?: unknown } | null;
}

export interface StopFields {
  stop_reason?: unknown;
  stop_details?: { explanation?: unknown } | null;
}

/** A whole answer; in `message_start`, the beginning of one. */
export interface ReceivedMessage extends StopFields {
  content?: unknown;
  usage?: ReceivedUsage | null;
}

/** An event of a stream. */
export interface MessageEvent {
  type?: unknown;
  index?: unknown;
  message?: ReceivedMessage | null;
  content_block?: ReceivedBlock | null;
  delta?:
    | (StopFields & { type?: unknown; text?: unknown; partial_json?: unknown; thinking?: unknown; signature?: unknown })
    | null;
  usage?: ReceivedUsage | null;
}
