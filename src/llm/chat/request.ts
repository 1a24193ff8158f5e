// Builds a Chat Completions request.

import type { ModelRequest } from "../model.ts";
import type { ModelOptions } from "../request/options.ts";
import { messagesOf } from "./messages.ts";

export function requestBody(options: ModelOptions, request: ModelRequest) {
  const { name, capabilities } = options;
  const { outputLimit, reasoningEffort, verbosity, refuses } = capabilities;
  const tools = request.tools.map(({ name: tool, description, parameters }) => ({
    type: "function" as const,
    function: { name: tool, description, parameters },
  }));
  return {
    model: name,
    messages: messagesOf(options, request),
    // Strict servers refuse an empty list.
    ...(tools.length > 0 ? { tools } : {}),
    ...(outputLimit ? { [outputLimit]: request.maxOutputTokens } : {}),
    ...(reasoningEffort ? { reasoning_effort: reasoningEffort } : {}),
    ...(verbosity ? { verbosity } : {}),
    ...(capabilities.cacheKey ? { prompt_cache_key: request.cacheKey } : {}),
    ...(capabilities.usageOnRequest && !refuses.has("usage") ? { usage: { include: true } } : {}),
  };
}
