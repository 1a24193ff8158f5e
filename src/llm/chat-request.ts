// A request as Chat Completions wants it.
import type { ChatCompletionMessageParam } from "openai/resources";
import type { ModelOptions } from "./exchange.ts";
import type { ConversationItem, KeptReasoning, ModelRequest, ToolDefinition } from "./model.ts";
import { jsonArgumentsOf } from "./text-form.ts";

export function requestBody(options: ModelOptions, request: ModelRequest) {
  const { name, capabilities, provider } = options;
  const { reasoningEffort, verbosity } = capabilities;
  return {
    model: name,
    messages: [
      ...request.system.map((content): ChatCompletionMessageParam => ({ role: "system", content })),
      ...request.conversation.map((item) => toMessage(item, request.tools, options)),
    ],
    tools: request.tools.map(({ name: tool, description, parameters }) => ({
      type: "function" as const,
      function: { name: tool, description, parameters },
    })),
    [capabilities.outputLimit]: request.maxOutputTokens,
    ...(reasoningEffort ? { reasoning_effort: reasoningEffort } : {}),
    ...(verbosity ? { verbosity } : {}),
    ...(capabilities.cacheKey ? { prompt_cache_key: request.cacheKey } : {}),
    ...(provider === "openrouter" ? { usage: { include: true } } : {}),
  };
}

/** Marks reasoning that this model made through this API. */
export const reasoningMark = ({ client, name }: ModelOptions) => `chat ${client.baseURL} ${name}`;

function toMessage(item: ConversationItem, tools: readonly ToolDefinition[], options: ModelOptions): ChatCompletionMessageParam {
  switch (item.role) {
    case "user":
      return { role: "user", content: item.text };
    case "tool":
      return { role: "tool", tool_call_id: item.callId, content: item.text };
    case "assistant":
      return {
        role: "assistant",
        content: item.text || (item.calls.length > 0 ? null : ""),
        ...givenBack(item.reasoning, options),
        ...(item.calls.length > 0
          ? {
              tool_calls: item.calls.map((call) => ({
                id: call.id,
                type: "function" as const,
                function: { name: call.name, arguments: jsonArgumentsOf(call, tools) },
              })),
            }
          : {}),
      };
  }
}

function givenBack(reasoning: KeptReasoning | undefined, options: ModelOptions): Record<string, unknown> {
  const { keepsReasoning } = options.capabilities;
  if (!reasoning || !keepsReasoning || reasoning.of !== reasoningMark(options)) return {};
  return { [keepsReasoning]: keepsReasoning === "reasoning_content" ? reasoning.items.join("") : reasoning.items };
}
