// A request as Chat Completions wants it.
import { messagesOf } from "./chat-messages.ts";
import type { ModelOptions } from "./exchange.ts";
import type { ModelRequest } from "./model.ts";

export function requestBody(options: ModelOptions, request: ModelRequest) {
  const { name, capabilities, provider } = options;
  const { reasoningEffort, verbosity } = capabilities;
  return {
    model: name,
    messages: messagesOf(options, request),
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
