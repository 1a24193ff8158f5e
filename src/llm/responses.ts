// The Responses API through the openai client, for OpenAI itself and gateways to it. Nothing is stored at the server: what the model thought travels
// with the conversation, encrypted.
import { APIError } from "openai";
import type { Response, ResponseStreamEvent } from "openai/resources/responses/responses";
import { type Api, createModel, type ModelOptions, refusalOf } from "./exchange.ts";
import type { Model } from "./model.ts";
import { createResponsesReader } from "./responses-reader.ts";
import { requestBody } from "./responses-request.ts";

export function createResponsesModel(options: ModelOptions): Model {
  const { responses } = options.client;
  const refusal = refusalOf("reasoning.summary", options);

  /** Organizations that are not verified may not read summaries of what the model thinks: they get the answer without. */
  async function withOrWithoutSummary<T>(ask: (withSummary: boolean) => Promise<T>): Promise<T> {
    if (refusal.holds()) return ask(false);
    try {
      return await ask(true);
    } catch (error) {
      if (!isSummaryRefusal(error)) throw error;
      refusal.remember();
      return ask(false);
    }
  }

  const api: Api<ResponseStreamEvent, Response> = {
    open: (request, signal) =>
      withOrWithoutSummary((withSummary) =>
        responses.create({ ...requestBody(options, request, withSummary), stream: true }, { signal }).asResponse(),
      ),
    ask: (request, signal) =>
      withOrWithoutSummary((withSummary) =>
        responses.create({ ...requestBody(options, request, withSummary), stream: false }, { signal }),
      ),
    reader: (outlet) => createResponsesReader(options, outlet),
  };
  return createModel(options, api);
}

function isSummaryRefusal(error: unknown): boolean {
  if (!(error instanceof APIError) || error.status !== 400) return false;
  return error.param === "reasoning.summary" || /must be verified to generate reasoning summaries/i.test(error.message);
}
