// Conversations for tests: what models leave in them when they write whatever they like.
import fc from "fast-check";
import type { ConversationItem, ToolCall } from "../../src/llm/model.ts";

export const user = (text: string): ConversationItem => ({ role: "user", text });
export const note = (text: string): ConversationItem => ({ role: "user", text, note: true });
export const said = (text: string): ConversationItem => ({ role: "assistant", text, calls: [] });
export const called = (...calls: ToolCall[]): ConversationItem => ({ role: "assistant", text: "", calls });
export const callOf = (id: string, name = "list_files", args = "{}"): ToolCall => ({ id, name, arguments: args });
export const result = (callId: string, text = "ok"): ConversationItem => ({ role: "tool", callId, text });

export const anyText = fc.oneof(
  fc.constantFrom("", " ", "\n\n", "\ud83d", "ok", "😀 yes", "(No answer.)", "\u0000"),
  fc.string({ unit: "binary", maxLength: 12 }),
);
const anyArguments = fc.oneof(
  fc.constantFrom(
    "",
    "{}",
    "[]",
    '"x"',
    "null",
    "7",
    '{"a":1}',
    '{"a":',
    '"{\\"a\\":1}"',
    "[".repeat(3_000),
    '{"a":"\\ud83d"}',
    "{}{}",
  ),
  anyText,
);
const anyName = fc.oneof(
  fc.constantFrom("", "write_file", "functions.write_file<|x|>", "7a", "-", "é", "a".repeat(80), "a b"),
  anyText,
);
const anyId = fc.constantFrom("", "call_0", "call00000", "call00001", "x".repeat(90), "a b", "\ud83d");
export const anyCall: fc.Arbitrary<ToolCall> = fc.record(
  { id: anyId, name: anyName, arguments: anyArguments, form: fc.constant("text" as const) },
  { requiredKeys: ["id", "name", "arguments"] },
);
const anyItem: fc.Arbitrary<ConversationItem> = fc.oneof(
  fc.record({ role: fc.constant("user" as const), text: anyText }),
  fc.record({ role: fc.constant("user" as const), text: anyText, note: fc.constant(true as const) }),
  fc.record({
    role: fc.constant("assistant" as const),
    text: anyText,
    calls: fc.array(anyCall, { maxLength: 3 }),
  }),
  fc.record({ role: fc.constant("tool" as const), callId: anyId, text: anyText }),
);
export const anyConversation = fc.array(anyItem, { maxLength: 12 });
