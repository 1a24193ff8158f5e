// Chat Completions through the openai client, for OpenRouter, every compatible server and the demo model.
import type { ChatCompletion, ChatCompletionChunk } from "openai/resources";
import { createChatReader } from "./chat-reader.ts";
import { requestBody } from "./chat-request.ts";
import { type Api, createModel, type ModelOptions } from "./exchange.ts";
import type { Model } from "./model.ts";

export function createChatModel(options: ModelOptions): Model {
  const { completions } = options.client.chat;
  const api: Api<ChatCompletionChunk, ChatCompletion> = {
    open: (request, signal) =>
      completions
        .create({ ...requestBody(options, request), stream: true, stream_options: { include_usage: true } }, { signal })
        .asResponse(),
    ask: (request, signal) => completions.create({ ...requestBody(options, request), stream: false }, { signal }),
    reader: (outlet) => createChatReader(options, outlet),
  };
  return createModel(options, api);
}
