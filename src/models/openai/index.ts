// OpenAI, or any server that is compatible with it. OpenAI itself is asked through the Responses API.

import { configured } from "../../base/settings.ts";
import { capabilitiesOf } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import { createResponsesModel } from "../../llm/responses.ts";
import { clientOf, type Endpoint, type Family, offersOf } from "../family.ts";
import { openAiFacts, unknownFacts } from "../model-facts.ts";

export interface OpenAiSettings {
  OPENAI_API_KEY?: string;
  /** Alone it is enough: many local servers need no key. */
  OPENAI_BASE_URL?: string;
  OPENAI_MODEL?: string;
  /** Models that may be asked for, besides the default: names, and patterns with "*". */
  OPENAI_MODELS?: string;
  /** "responses" or "chat". Anything else: OpenAI's own is asked through Responses, others through Chat Completions. */
  OPENAI_API?: string;
}

const defaultModel = "gpt-5";
const ownUrl = "https://api.openai.com/v1";
/** Of a server of the operator's own, only its default is offered. */
const standardModels = ["gpt-5", "gpt-5-mini", "gpt-4.1"];

export const openai: Family<OpenAiSettings> = {
  endpoints(settings) {
    const apiKey = configured(settings.OPENAI_API_KEY);
    const url = configured(settings.OPENAI_BASE_URL);
    return apiKey || url ? [endpoint(settings, apiKey ?? "not-needed", url ?? ownUrl)] : [];
  },
};

function endpoint(settings: OpenAiSettings, apiKey: string, baseURL: string): Endpoint {
  const custom = baseURL !== ownUrl && !baseURL.startsWith("https://api.openai.com/");
  const model = configured(settings.OPENAI_MODEL) ?? defaultModel;
  const api = apiOf(settings) ?? (custom ? "chat" : "responses");
  return {
    provider: "openai",
    model,
    offers: offersOf(model, settings.OPENAI_MODELS, custom ? [] : standardModels),
    nameOf: (wished) => (custom ? wished : wished.replace(/^openai\//, "")),
    factsOf: (name) => (custom ? unknownFacts : openAiFacts(name)),
    create(name, patience) {
      const create = api === "responses" ? createResponsesModel : createChatModel;
      return create({
        client: clientOf({ apiKey, baseURL }),
        provider: "openai",
        name,
        // Who says that a server speaks Responses says that it is like OpenAI: what its models accept follows from their names.
        capabilities: capabilitiesOf("openai", name, custom && api === "chat"),
        patience,
        now: Date.now,
      });
    },
  };
}

function apiOf({ OPENAI_API }: OpenAiSettings): "responses" | "chat" | null {
  const wished = configured(OPENAI_API);
  return wished === "responses" || wished === "chat" ? wished : null;
}
