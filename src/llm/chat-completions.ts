// Chat Completions through the openai client, for OpenRouter, every compatible server and the demo model.
import type { ChatCompletion, ChatCompletionChunk } from "openai/resources";
import { createChatReader } from "./chat/reader.ts";
import { requestBody } from "./chat/request.ts";
import type { Model } from "./model.ts";
import { type Api, createModel } from "./request/create-model.ts";
import type { ModelOptions } from "./request/options.ts";

export const createChatModel = (options: ModelOptions): Model => createModel(options, chatApi);

function chatApi(options: ModelOptions): Api<ChatCompletionChunk, ChatCompletion> {
  const { completions } = options.client.chat;
  const withUsage = options.capabilities.refuses.has("stream_options") ? {} : { stream_options: { include_usage: true } };
  return {
    path: "/chat/completions",
    open: (request, signal) =>
      completions.create({ ...requestBody(options, request), stream: true, ...withUsage }, { signal }).asResponse(),
    ask: (request, signal) => completions.create({ ...requestBody(options, request), stream: false }, { signal }),
    reader: (sink, request) => createChatReader(options, sink, request),
  };
}
