// Stands in for the `openai` package in the bundle bench: as much of its surface as the Worker uses, done by `ai` and its OpenAI-compatible provider.
import { createOpenAICompatible } from "@ai-sdk/openai-compatible";
import { APICallError, jsonSchema, type ModelMessage, streamText, tool } from "ai";

export { APICallError as APIConnectionError, APICallError as APIError };

interface Options {
  apiKey?: string;
  baseURL?: string;
  fetch?: typeof fetch;
  defaultHeaders?: Record<string, string>;
}

interface Body {
  model: string;
  messages: ModelMessage[];
  tools?: { function: { name: string; description: string; parameters: Record<string, unknown> } }[];
}

export default class ByAi {
  readonly apiKey: string;
  readonly baseURL: string;
  readonly chat = {
    completions: { create: async (body: Body, { signal }: { signal?: AbortSignal } = {}) => this.#chunks(body, signal) },
  };
  #options: Options;

  constructor(options: Options) {
    this.#options = options;
    this.apiKey = options.apiKey ?? "";
    this.baseURL = options.baseURL ?? "https://api.openai.com/v1";
  }

  async *#chunks({ model, messages, tools = [] }: Body, abortSignal: AbortSignal | undefined) {
    const { fetch: transport, defaultHeaders: headers } = this.#options;
    const provider = createOpenAICompatible({
      name: "bench",
      apiKey: this.apiKey,
      baseURL: this.baseURL,
      fetch: transport,
      headers,
    });
    const { fullStream } = streamText({
      model: provider(model),
      messages,
      abortSignal,
      maxRetries: 0,
      tools: Object.fromEntries(
        tools.map(({ function: { name, description, parameters } }) => [
          name,
          tool({ description, inputSchema: jsonSchema(parameters) }),
        ]),
      ),
    });
    const chunk = (delta: unknown, finish: string | null = null) => ({ choices: [{ index: 0, delta, finish_reason: finish }] });
    const indexes = new Map<string, number>();
    for await (const part of fullStream) {
      switch (part.type) {
        case "text-delta":
          yield chunk({ content: part.text });
          break;
        case "reasoning-delta":
          yield chunk({ reasoning: part.text });
          break;
        case "tool-input-start":
          indexes.set(part.id, indexes.size);
          yield chunk({
            tool_calls: [{ index: indexes.size - 1, id: part.id, function: { name: part.toolName, arguments: "" } }],
          });
          break;
        case "tool-input-delta":
          yield chunk({ tool_calls: [{ index: indexes.get(part.id) ?? 0, function: { arguments: part.delta } }] });
          break;
        case "finish":
          yield chunk({}, part.finishReason === "tool-calls" ? "tool_calls" : part.finishReason);
          break;
        case "error":
          throw part.error;
      }
    }
  }
}
