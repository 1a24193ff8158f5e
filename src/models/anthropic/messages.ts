// Anthropic's Messages API through the openai client: create-model.ts handles its connections, errors and aborts, and Anthropic's own client weighs
// 87 kB compressed (docs/decisions/2026-11-28-families.md).

import type { Model } from "../../llm/model.ts";
import { type Api, createModel } from "../../llm/request/create-model.ts";
import type { ModelOptions } from "../../llm/request/options.ts";
import { createMessageReader } from "./reader.ts";
import { requestBody } from "./request.ts";
import type { MessageEvent, ReceivedMessage } from "./wire.ts";

const path = "/messages";

export const createMessagesModel = (options: ModelOptions): Model => createModel(options, messagesApi);

function messagesApi(options: ModelOptions): Api<MessageEvent, ReceivedMessage> {
  const { client } = options;
  return {
    path,
    open: (request, signal) =>
      client.post(path, { body: { ...requestBody(options, request, true), stream: true }, stream: true, signal }).asResponse(),
    ask: (request, signal) => client.post<ReceivedMessage>(path, { body: requestBody(options, request, false), signal }),
    reader: (sink, request) => createMessageReader(options, request, sink),
  };
}
