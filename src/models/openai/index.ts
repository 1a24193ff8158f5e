// OpenAI, or any compatible server. OpenAI itself is asked through the Responses API.

import { configured } from "../../base/settings.ts";
import { capabilitiesOf } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import { noKey } from "../../llm/failures/failure.ts";
import type { FamilyNames } from "../../llm/model.ts";
import { createResponsesModel } from "../../llm/responses.ts";
import { clientOf, type Endpoint, type Family, offersOf, type SettingsOf } from "../family.ts";
import { openAiFacts, unknownFacts } from "../model-facts.ts";

const defaultModel = "gpt-5";
const ownUrl = "https://api.openai.com/v1";
/** On the operator's own server, only the default is offered. */
const standardModels = ["gpt-5", "gpt-5-mini", "gpt-4.1"];

const id = "openai";
const names: FamilyNames = { title: null, keySetting: "OPENAI_API_KEY", addressSetting: "OPENAI_BASE_URL" };

const settings = {
  OPENAI_API_KEY: "OpenAI's key",
  OPENAI_BASE_URL: "any OpenAI-compatible server; many need no key",
  OPENAI_MODEL: "default model",
  OPENAI_MODELS: 'models that may be asked for besides the default: names, and patterns with "*"',
  OPENAI_API: '"responses" or "chat"; anything else: OpenAI itself is asked through Responses, others through Chat Completions',
};

type Setting = keyof typeof settings;

export const openai: Family<Setting> = {
  id,
  title: "OpenAI",
  names,
  settings,
  endpoints(given) {
    const apiKey = configured(given.OPENAI_API_KEY);
    const url = configured(given.OPENAI_BASE_URL);
    return apiKey || url ? [endpoint(given, apiKey ?? noKey, url ?? ownUrl)] : [];
  },
};

function endpoint(given: SettingsOf<Setting>, apiKey: string, baseURL: string): Endpoint {
  const custom = baseURL !== ownUrl && !baseURL.startsWith("https://api.openai.com/");
  const model = configured(given.OPENAI_MODEL) ?? defaultModel;
  const api = apiOf(given) ?? (custom ? "chat" : "responses");
  return {
    provider: id,
    model,
    offers: offersOf(model, given.OPENAI_MODELS, custom ? [] : standardModels),
    nameOf: (wished) => (custom ? wished : wished.replace(/^openai\//, "")),
    factsOf: (name) => (custom ? unknownFacts : openAiFacts(name)),
    create(name, patience) {
      const create = api === "responses" ? createResponsesModel : createChatModel;
      return create({
        client: clientOf({ apiKey, baseURL }),
        provider: id,
        names,
        name,
        // An operator who says that a server speaks Responses says it is like OpenAI: names decide what its models accept.
        capabilities: capabilitiesOf("openai", name, custom && api === "chat"),
        patience,
        now: Date.now,
      });
    },
  };
}

function apiOf({ OPENAI_API }: SettingsOf<Setting>): "responses" | "chat" | null {
  const wished = configured(OPENAI_API);
  return wished === "responses" || wished === "chat" ? wished : null;
}
