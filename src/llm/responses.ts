// The Responses API through the openai client, for OpenAI itself and gateways to it. Nothing is stored on the server: the model's thoughts travel
// with the conversation, encrypted.
import type { Response, ResponseStreamEvent } from "openai/resources/responses/responses";
import type { Model } from "./model.ts";
import { type Api, createModel } from "./request/create-model.ts";
import type { ModelOptions } from "./request/options.ts";
import { createResponsesReader } from "./responses/reader.ts";
import { requestBody } from "./responses/request.ts";

export const createResponsesModel = (options: ModelOptions): Model => createModel(options, responsesApi);

function responsesApi(options: ModelOptions): Api<ResponseStreamEvent, Response> {
  const { responses } = options.client;
  return {
    path: "/responses",
    open: (request, signal) => responses.create({ ...requestBody(options, request), stream: true }, { signal }).asResponse(),
    ask: (request, signal) => responses.create({ ...requestBody(options, request), stream: false }, { signal }),
    reader: (sink) => createResponsesReader(options, sink),
  };
}
