// Anthropic's Messages API, with models of two generations. Source, where no other is named: platform.claude.com/docs, November 2026.
//   required: x-api-key, anthropic-version, max_tokens; unknown fields are refused ("Extra inputs are not permitted")
//   text blocks that are empty or blank are refused; a tool_result for each tool_use, in the next message, before any text; ids ^[a-zA-Z0-9_-]+$
//   max_tokens beyond the model's is refused with the number; at most four marks of cache_control, none on thoughts
//   an answer cannot be begun for newer models, nor their thinking given a budget; what they think is bound to all that stood before it
//     (build-with-claude/preserved-thinking): a signature holds a fingerprint of that, and any change is refused
//   stream: named events, `ping`, arguments as input_json_delta, thoughts as thinking_delta and at the end signature_delta
import { isRecord } from "../request-checks.ts";
import type { ChatRequest, ReportedUsage } from "../scenario.ts";
import type { CallDelta, Delta, Identity, WireForm } from "../wire-form.ts";
import { token } from "./chunk-form.ts";
import { firstRefusal, type Page, type Refusal, type Server } from "./server.ts";

const newer = "claude-sonnet-5-5";
const older = "claude-haiku-4-5";
const outputMost = (model: unknown) => (model === newer ? 128_000 : 64_000);
const known = new Set(
  "model messages max_tokens system tools tool_choice stream thinking output_config metadata stop_sequences temperature".split(
    " ",
  ),
);
const validId = /^[a-zA-Z0-9_-]+$/;
const marksMost = 4;

const error = (status: number, type: string, message: string): Page => ({
  status,
  body: { type: "error", error: { type, message }, request_id: "req_011CSHoEeqs5C35K2UUqR7Fy" },
});
const invalid = (about: string, message: string): Refusal => ({ about, ...error(400, "invalid_request_error", message) });

export const anthropic: Server = {
  name: "anthropic",
  basePath: "/v1",
  completions: "/messages",
  models: [newer, older],
  learned: [],
  // The older one is not asked to think.
  showsThoughts: (model) => model === newer,
  form: messageForm,
  refuses: ({ body, headers }) =>
    firstRefusal(
      () => headerRefusal(headers),
      () => ([newer, older].includes(String(body.model)) ? null : { about: "model", ...notThere(body.model) }),
      () => fieldRefusal(body),
      () => messageRefusal(body),
      () => thoughtRefusal(body),
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return error(401, "authentication_error", "invalid x-api-key");
    return failure === "unknown model"
      ? notThere(body.model)
      : error(400, "invalid_request_error", "prompt is too long: 212345 tokens > 200000 maximum");
  },
  page: (method, path) =>
    method === "GET" && path === "/v1/models"
      ? { status: 200, body: { data: [newer, older].map((id) => ({ type: "model", id })), has_more: false } }
      : null,
  missing: () => error(404, "not_found_error", "Not found"),
};

const notThere = (model: unknown) => error(404, "not_found_error", `model: ${String(model)}`);

function headerRefusal(headers: Record<string, string>): Refusal | null {
  if (headers.authorization !== undefined || !headers["x-api-key"])
    return { about: "key", ...error(401, "authentication_error", "x-api-key header is required") };
  return headers["anthropic-version"] === "2023-06-01" ? null : invalid("version", "anthropic-version: header is required");
}

function fieldRefusal(body: ChatRequest): Refusal | null {
  const strange = Object.keys(body).find((name) => !known.has(name));
  if (strange !== undefined) return invalid(strange, `${strange}: Extra inputs are not permitted`);
  const limit = body.max_tokens;
  if (typeof limit !== "number") return invalid("max_tokens", "max_tokens: Field required");
  if (limit > outputMost(body.model)) {
    const words = `max_tokens: ${limit} > ${outputMost(body.model)}, which is the maximum allowed number of output tokens for ${String(body.model)}`;
    return invalid("max_tokens", words);
  }
  const type = isRecord(body.thinking) ? body.thinking.type : undefined;
  const thinks = body.model === newer ? [undefined, "adaptive", "between_tools"] : [undefined, "enabled", "disabled"];
  if (!thinks.includes(type as string))
    return invalid("thinking", `"thinking.type.${String(type)}" is not supported for this model.`);
  for (const tool of listOf(body.tools)) {
    if (!isRecord(tool.input_schema) || tool.input_schema.type !== "object" || tool.type !== undefined)
      return invalid("tools", "tools.0.custom.input_schema: Field required");
  }
  const marks = [...listOf(body.system), ...listOf(body.tools), ...blocksOf(body).map(([, block]) => block)];
  const count = marks.filter(({ cache_control }) => cache_control !== undefined).length;
  if (count > marksMost)
    return invalid("cache_control", `A maximum of 4 blocks with cache_control may be provided. Found ${count}.`);
  return null;
}

type Fields = Record<string, unknown>;

const listOf = (value: unknown): Fields[] => (Array.isArray(value) ? value.filter(isRecord) : []);

/** Each block with the role that says it. */
const blocksOf = (body: ChatRequest): [role: string, block: Fields][] =>
  listOf(body.messages).flatMap(({ role, content }) =>
    typeof content === "string"
      ? [[String(role), { type: "text", text: content }] as [string, Fields]]
      : listOf(content).map((block): [string, Fields] => [String(role), block]),
  );

function messageRefusal(body: ChatRequest): Refusal | null {
  const messages = listOf(body.messages);
  if (messages.length === 0) return invalid("messages", "messages: at least one message is required");
  let waiting: string[] = [];
  for (const [at, { role, content }] of messages.entries()) {
    const where = `messages.${at}`;
    if (role !== "user" && role !== "assistant") return invalid("roles", `${where}: unexpected role ${String(role)}`);
    if (at === 0 && role !== "user") return invalid("roles", `${where}: first message must use the "user" role`);
    const blocks = typeof content === "string" ? [{ type: "text", text: content }] : listOf(content);
    if (blocks.length === 0) return invalid("content", `${where}: all messages must have non-empty content`);
    const results = blocks.filter(({ type }) => type === "tool_result").map(({ tool_use_id }) => String(tool_use_id));
    const missing = waiting.filter((id) => !results.includes(id));
    if (missing.length > 0)
      return invalid(
        "results",
        `${where}: \`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${missing.join(", ")}.`,
      );
    if (results.some((id) => !waiting.includes(id)) || new Set(results).size < results.length)
      return invalid("results", `${where}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${results.join(", ")}.`);
    const firstText = blocks.findIndex(({ type }) => type === "text");
    if (firstText !== -1 && blocks.findLastIndex(({ type }) => type === "tool_result") > firstText)
      return invalid("results", `${where}: \`tool_result\` blocks must come before any text.`);
    for (const block of blocks) {
      const refusal = blockRefusal(where, String(role), block);
      if (refusal) return refusal;
    }
    waiting = blocks.filter(({ type }) => type === "tool_use").map(({ id }) => String(id));
    if (new Set(waiting).size < waiting.length) return invalid("ids", `${where}: \`tool_use\` ids must be unique`);
  }
  if (waiting.length > 0) return invalid("results", "the end: `tool_use` ids were found without `tool_result` blocks");
  if (messages.at(-1)?.role !== "user" && body.model === newer)
    return invalid(
      "prefill",
      "This model does not support assistant message prefill. The conversation must end with a user message.",
    );
  return null;
}

function blockRefusal(where: string, role: string, block: Fields): Refusal | null {
  switch (block.type) {
    case "text":
      if (typeof block.text !== "string" || block.text.trim() === "")
        return invalid("content", `${where}: text content blocks must contain non-whitespace text`);
      return null;
    case "tool_use":
      if (role !== "assistant" || !validId.test(String(block.id)))
        return invalid("ids", `${where}: tool_use.id: String should match pattern`);
      return isRecord(block.input) ? null : invalid("arguments", `${where}: tool_use.input: Input should be a valid dictionary`);
    case "tool_result":
      return role === "user" && typeof block.content === "string" ? null : invalid("results", `${where}: tool_result`);
    case "thinking":
    case "redacted_thinking":
      return role === "assistant" && block.cache_control === undefined
        ? null
        : invalid("cache_control", `${where}: thinking cannot be marked`);
    default:
      return invalid("content", `${where}: Input tag '${String(block.type)}' found`);
  }
}

/** Of tools, standing texts and the blocks before an answer, without the marks for the cache. */
function fingerprint(body: ChatRequest, blocks: readonly [string, Fields][]): string {
  const text = JSON.stringify([body.system, body.tools, blocks], (key, value: unknown) =>
    key === "cache_control" ? undefined : value,
  );
  let hash = 0;
  for (let at = 0; at < text.length; at += 1) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return `${blocks.length}/${hash}`;
}

/** A signature: of which answer it is, and what stood before that. */
const signatureOf = (request: number, body: ChatRequest) => `sig:${request}:${fingerprint(body, blocksOf(body))}`;

function thoughtRefusal(body: ChatRequest): Refusal | null {
  const blocks = blocksOf(body);
  for (const [at, [, block]] of blocks.entries()) {
    if (block.type !== "thinking" && block.type !== "redacted_thinking") continue;
    const seal = /^sig:\d+:((\d+)\/-?\d+)$/.exec(String(block.signature ?? block.data));
    if (!seal) return invalid("thoughts", `messages.${at}: Invalid \`signature\` in \`thinking\` block`);
    if (fingerprint(body, blocks.slice(0, Number(seal[2]))) !== seal[1]) {
      return invalid(
        "thoughts",
        `messages.${at}: Invalid \`signature\` in \`thinking\` block. The block is bound to a different conversation. Remove the block, or set \`thinking.block_binding.prefix_mismatch_behavior\` to "drop_block".`,
      );
    }
  }
  return null;
}

interface Open {
  index: number;
  kind: "text" | "thinking" | "tool_use";
  id: string;
  name: string;
  text: string;
  isDone: boolean;
}

const stopReasons: Readonly<Record<string, string | undefined>> = {
  stop: "end_turn",
  tool_calls: "tool_use",
  length: "max_tokens",
  content_filter: "refusal",
};

/** `body`: the request that is answered. */
function messageForm({ request, model }: Identity, body: ChatRequest): WireForm {
  const blocks: Open[] = [];
  const calls = new Map<number, Open>();
  const signature = signatureOf(request, body);
  let begun = false;
  let reason: string | null = null;

  const event = (type: string, fields: Fields) => `event: ${type}\ndata: ${JSON.stringify({ type, ...fields })}\n\n`;
  const head = { id: `msg_${token(request, 0, 24)}`, type: "message", role: "assistant", model };

  function opening(): string {
    if (begun) return "";
    begun = true;
    const usage = { input_tokens: 3, cache_creation_input_tokens: 0, cache_read_input_tokens: 0, output_tokens: 1 };
    return (
      event("message_start", { message: { ...head, content: [], stop_reason: null, stop_sequence: null, usage } }) +
      event("ping", {})
    );
  }

  function end(block: Open): string {
    if (block.isDone) return "";
    block.isDone = true;
    const { index } = block;
    const sealed =
      block.kind === "thinking" ? event("content_block_delta", { index, delta: { type: "signature_delta", signature } }) : "";
    return sealed + event("content_block_stop", { index });
  }

  function begin(kind: Open["kind"], id = "", name = ""): { block: Open; text: string } {
    // Calls may come in turns here, which tests of all APIs do; nothing else stays open.
    const ending = blocks
      .filter((block) => kind !== "tool_use" || block.kind !== "tool_use")
      .map(end)
      .join("");
    const block: Open = { index: blocks.length, kind, id, name, text: "", isDone: false };
    blocks.push(block);
    return { block, text: ending + event("content_block_start", { index: block.index, content_block: emptyBlock(block) }) };
  }

  function piece(block: Open, text: string): string {
    block.text += text;
    const { index } = block;
    if (text === "") return "";
    switch (block.kind) {
      case "text":
        return event("content_block_delta", { index, delta: { type: "text_delta", text } });
      case "thinking":
        return event("content_block_delta", { index, delta: { type: "thinking_delta", thinking: text } });
      case "tool_use":
        return event("content_block_delta", { index, delta: { type: "input_json_delta", partial_json: text } });
    }
  }

  function speak(kind: "text" | "thinking", text: string): string {
    const last = blocks.at(-1);
    if (last?.kind === kind && !last.isDone) return piece(last, text);
    const begun = begin(kind);
    return begun.text + piece(begun.block, text);
  }

  function addCall({ index, id, function: part }: CallDelta): string {
    const there = calls.get(index);
    if (there) return piece(there, part?.arguments ?? "");
    const begun = begin("tool_use", validId.test(id ?? "") ? id : `toolu_${token(request, index, 22)}`, part?.name);
    calls.set(index, begun.block);
    return begun.text + piece(begun.block, part?.arguments ?? "");
  }

  function say({ content, refusal, reasoning, reasoning_content, tool_calls = [] }: Delta): string {
    const thought = reasoning ?? reasoning_content;
    // Models that were not asked to think do not.
    const thinks = isRecord(body.thinking);
    return [
      thought && thinks ? speak("thinking", thought) : "",
      content ? speak("text", content) : "",
      refusal ? speak("text", refusal) : "",
      ...tool_calls.map(addCall),
    ].join("");
  }

  const stopped = () => ({ stop_reason: reason === null ? null : (stopReasons[reason] ?? reason), stop_sequence: null });

  return {
    delta: (delta) => opening() + say(delta),
    finish(because, usage) {
      reason = because;
      const start = opening() + blocks.map(end).join("");
      return (
        start +
        event("message_delta", { delta: stopped(), usage: usage ? usageOf(usage) : { output_tokens: 1 } }) +
        event("message_stop", {})
      );
    },
    close: () => "",
    error: (failed) => event("error", { error: { type: "overloaded_error", message: "Overloaded", ...failed } }),
    empty: () => opening() + event("ping", {}),
    whole: (usage) =>
      reason === null
        ? null
        : {
            ...head,
            content: blocks.map((block) => wholeBlock(block, signature)),
            ...stopped(),
            usage: usage ? usageOf(usage) : { input_tokens: 0, output_tokens: 0 },
          },
  };
}

function emptyBlock({ kind, id, name }: Open): Fields {
  if (kind === "text") return { type: "text", text: "" };
  return kind === "thinking" ? { type: "thinking", thinking: "", signature: "" } : { type: "tool_use", id, name, input: {} };
}

function wholeBlock({ kind, id, name, text }: Open, signature: string): Fields {
  if (kind === "text") return { type: "text", text };
  return kind === "thinking"
    ? { type: "thinking", thinking: text, signature }
    : { type: "tool_use", id, name, input: inputOf(text) };
}

function inputOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return {};
  }
}

/** Its input is three figures. */
function usageOf({ prompt_tokens, completion_tokens, cached_tokens = 0, reasoning_tokens }: ReportedUsage): Fields {
  return {
    input_tokens: prompt_tokens - cached_tokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: cached_tokens,
    output_tokens: completion_tokens,
    ...(reasoning_tokens === undefined ? {} : { output_tokens_details: { thinking_tokens: reasoning_tokens } }),
  };
}
