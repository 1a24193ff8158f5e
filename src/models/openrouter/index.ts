// OpenRouter: models of many companies behind one key, through Chat Completions.

import { configured } from "../../base/settings.ts";
import { type Capabilities, capabilitiesOf, compatibleCapabilities } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import type { FamilyNames } from "../../llm/model.ts";
import { clientOf, type Family, offersOf } from "../family.ts";
import { namedFacts } from "../model-facts.ts";

const defaultModel = "openai/gpt-5";
const ownUrl = "https://openrouter.ai/api/v1";
const standardModels = ["openai/gpt-5", "openai/gpt-5-mini", "openai/gpt-4.1", "anthropic/claude-sonnet-4"];
/** How OpenRouter identifies the caller. */
const defaultHeaders = { "X-Title": "Edgewright" };

const id = "openrouter";
const names: FamilyNames = { title: "OpenRouter", keySetting: "OPENROUTER_API_KEY", addressSetting: "OPENROUTER_BASE_URL" };

const settings = {
  OPENROUTER_API_KEY: "OpenRouter's key",
  OPENROUTER_BASE_URL: "its address, where that is another one",
  OPENROUTER_MODEL: "default model",
  OPENROUTER_MODELS: 'models that may be asked for besides the default: names, and patterns with "*"',
};

/** It translates `max_tokens` for every model, reports costs, keeps a conversation on one server, and returns thoughts. */
export function openrouterCapabilities(name: string): Capabilities {
  const { tools, patches } = capabilitiesOf("openai", name.replace(/^openai\//, ""), false);
  return {
    ...compatibleCapabilities(name),
    tools,
    patches,
    keepsReasoning: "reasoning_details",
    usageOnRequest: true,
    completesSignatures: true,
  };
}

export const openrouter: Family<keyof typeof settings> = {
  id,
  title: "OpenRouter",
  names,
  settings,
  endpoints(given) {
    const apiKey = configured(given.OPENROUTER_API_KEY);
    if (!apiKey) return [];
    const baseURL = configured(given.OPENROUTER_BASE_URL) ?? ownUrl;
    const model = configured(given.OPENROUTER_MODEL) ?? defaultModel;
    return [
      {
        provider: id,
        model,
        offers: offersOf(model, given.OPENROUTER_MODELS, standardModels),
        nameOf: (wished) => (wished.includes("/") ? wished : `openai/${wished}`),
        factsOf: (name) => namedFacts(name, openrouterCapabilities(name)),
        create: (name, patience) =>
          createChatModel({
            client: clientOf({ apiKey, baseURL, defaultHeaders }),
            provider: id,
            names,
            name,
            capabilities: openrouterCapabilities(name),
            patience,
            now: Date.now,
          }),
      },
    ];
  },
};
