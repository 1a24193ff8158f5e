// Builds a Responses API request. part-order.ts records what a response was made of; it is replayed here in order.
import type { CustomTool, FunctionTool, ResponseCreateParams, ResponseInputItem } from "openai/resources/responses/responses";
import { type Part, partsOf } from "../conversation/part-order.ts";
import { isBlank, ownId, type SoundItem, soundConversation } from "../conversation/sound.ts";
import { standInArguments } from "../conversation/stand-ins.ts";
import type { ModelRequest, ToolCall, ToolDefinition } from "../model.ts";
import type { ModelOptions } from "../request/options.ts";
import { jsonArgumentsOf } from "../text-form.ts";

type Body = Omit<ResponseCreateParams, "stream">;

export function requestBody(options: ModelOptions, request: ModelRequest): Body {
  const { name, capabilities } = options;
  const { reasoningEffort, verbosity, refuses } = capabilities;
  const summary = refuses.has("reasoning.summary") ? {} : { summary: "auto" as const };
  return {
    model: name,
    ...(request.system.length > 0 ? { instructions: request.system.join("\n\n") } : {}),
    input: inputOf(options, request),
    ...(request.tools.length > 0 ? { tools: request.tools.map((tool) => toTool(tool, capabilities.textTools)) } : {}),
    ...(refuses.has("store") ? {} : { store: false }),
    ...(refuses.has("max_output_tokens") ? {} : { max_output_tokens: request.maxOutputTokens }),
    ...(reasoningEffort ? { reasoning: { effort: reasoningEffort, ...summary } } : {}),
    ...(reasoningEffort && !refuses.has("include") ? { include: ["reasoning.encrypted_content" as const] } : {}),
    ...(verbosity ? { text: { verbosity } } : {}),
    ...(capabilities.cacheKey ? { prompt_cache_key: request.cacheKey } : {}),
  };
}

/** Marks reasoning that this model made through this API. */
export const reasoningMark = ({ client, name }: ModelOptions) => `responses ${client.baseURL} ${name}`;

function toTool({ name, description, parameters, text }: ToolDefinition, textTools: boolean): FunctionTool | CustomTool {
  // Not strict: strict schemas have no optional arguments.
  if (!text || !textTools) return { type: "function", name, description, parameters, strict: false };
  const format = text.grammar ? { format: { type: "grammar" as const, ...text.grammar } } : {};
  return { type: "custom", name, description: text.description, ...format };
}

function inputOf(options: ModelOptions, { conversation, tools }: ModelRequest): ResponseInputItem[] {
  const { textTools } = options.capabilities;
  const mark = reasoningMark(options);
  /** Calls that were sent as plain text: their results have their own type. */
  const asText = new Set<string>();

  function toCall(call: ToolCall): ResponseInputItem {
    const tool = tools.find((candidate) => candidate.name === call.name);
    if (call.form === "text" && textTools && tool?.text) {
      asText.add(call.id);
      return { type: "custom_tool_call", call_id: call.id, name: call.name, input: call.arguments };
    }
    asText.delete(call.id);
    return {
      type: "function_call",
      call_id: call.id,
      name: call.name,
      arguments: standInArguments(jsonArgumentsOf(call, tools)),
    };
  }

  function toPart(part: Part): ResponseInputItem[] {
    if (part.kind === "reasoning") return [part.item];
    if (part.kind === "call") return [toCall(part.call)];
    if (isBlank(part.text)) return [];
    return [{ role: "assistant", content: part.text, ...(part.phase ? { phase: part.phase } : {}) }];
  }

  function toItems(item: SoundItem): ResponseInputItem[] {
    switch (item.role) {
      case "user":
        return [{ role: "user", content: item.text }];
      case "tool":
        return [
          asText.has(item.callId)
            ? { type: "custom_tool_call_output", call_id: item.callId, output: item.text }
            : { type: "function_call_output", call_id: item.callId, output: item.text },
        ];
      case "assistant":
        return ledOn(partsOf(item, mark).flatMap(toPart));
    }
  }

  return soundConversation(conversation, idFor).flatMap(toItems);
}

/** Reasoning is refused without the output it led to, which may have been blank. */
function ledOn(items: ResponseInputItem[]): ResponseInputItem[] {
  return items.slice(0, items.findLastIndex((item) => item.type !== "reasoning") + 1);
}

/** Ids that the server could have given stay unchanged: other items it keeps may refer to them. */
const idFor = (count: number, { id }: ToolCall) => (givenIds.test(id) ? id : ownId(count));
const givenIds = /^[\w-]{1,64}$/;
