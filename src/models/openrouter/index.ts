// OpenRouter: models of many companies behind one key, through Chat Completions.

import { configured } from "../../base/settings.ts";
import { capabilitiesOf } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import { clientOf, type Family, offersOf } from "../family.ts";
import { namedFacts } from "../model-facts.ts";

export interface OpenRouterSettings {
  OPENROUTER_API_KEY?: string;
  OPENROUTER_BASE_URL?: string;
  OPENROUTER_MODEL?: string;
  OPENROUTER_MODELS?: string;
}

const defaultModel = "openai/gpt-5";
const ownUrl = "https://openrouter.ai/api/v1";
const standardModels = ["openai/gpt-5", "openai/gpt-5-mini", "openai/gpt-4.1", "anthropic/claude-sonnet-4"];
/** How OpenRouter shows who asks. */
const defaultHeaders = { "X-Title": "Edgewright" };

export const openrouter: Family<OpenRouterSettings> = {
  endpoints(settings) {
    const apiKey = configured(settings.OPENROUTER_API_KEY);
    if (!apiKey) return [];
    const baseURL = configured(settings.OPENROUTER_BASE_URL) ?? ownUrl;
    const model = configured(settings.OPENROUTER_MODEL) ?? defaultModel;
    return [
      {
        provider: "openrouter",
        model,
        offers: offersOf(model, settings.OPENROUTER_MODELS, standardModels),
        nameOf: (wished) => (wished.includes("/") ? wished : `openai/${wished}`),
        factsOf: (name) => namedFacts(name, capabilitiesOf("openrouter", name, false)),
        create: (name, patience) =>
          createChatModel({
            client: clientOf({ apiKey, baseURL, defaultHeaders }),
            provider: "openrouter",
            name,
            capabilities: capabilitiesOf("openrouter", name, false),
            patience,
            now: Date.now,
          }),
      },
    ];
  },
};
