// Anthropic, or a server that speaks its protocol, through the Messages API: OpenAI-compatible endpoints lose caching and thoughts.
import { configured } from "../../base/settings.ts";
import type { FamilyNames } from "../../llm/model.ts";
import { clientOf, type Family, offersOf } from "../family.ts";
import { namedFacts } from "../model-facts.ts";
import { createMessagesModel } from "./messages.ts";
import { claudeCapabilities } from "./models.ts";

const defaultModel = "claude-sonnet-5-5";
const ownUrl = "https://api.anthropic.com/v1";
/** The current ones (November 2026). On an operator's own server, only its default is offered. */
const standardModels = ["claude-sonnet-5-5", "claude-opus-5-5", "claude-haiku-5-5"];
/** The only version of the API. */
const version = "2023-06-01";

const id = "anthropic";
const names: FamilyNames = { title: null, keySetting: "ANTHROPIC_API_KEY", addressSetting: "ANTHROPIC_BASE_URL" };

const settings = {
  ANTHROPIC_API_KEY: "Anthropic's key",
  ANTHROPIC_BASE_URL: 'another server that speaks its Messages API, with or without "/v1"',
  ANTHROPIC_MODEL: "default model",
  ANTHROPIC_MODELS: 'models that may be asked for besides the default: names, and patterns with "*"',
};

export const anthropic: Family<keyof typeof settings> = {
  id,
  title: "Anthropic",
  names,
  settings,
  endpoints(given) {
    const apiKey = configured(given.ANTHROPIC_API_KEY);
    if (!apiKey) return [];
    const url = configured(given.ANTHROPIC_BASE_URL);
    const baseURL = url === null ? ownUrl : apiUrl(url);
    const model = configured(given.ANTHROPIC_MODEL) ?? defaultModel;
    return [
      {
        provider: id,
        model,
        offers: offersOf(model, given.ANTHROPIC_MODELS, baseURL === ownUrl ? standardModels : []),
        nameOf: (wished) => wished.replace(/^anthropic\//, ""),
        factsOf: (name) => namedFacts(name, claudeCapabilities(name)),
        create: (name, patience) =>
          createMessagesModel({
            // Null removes headers the client would send unasked.
            client: clientOf({
              apiKey,
              baseURL,
              defaultHeaders: { "x-api-key": apiKey, "anthropic-version": version, Authorization: null },
            }),
            provider: id,
            names,
            name,
            capabilities: claudeCapabilities(name),
            patience,
            now: Date.now,
          }),
      },
    ];
  },
};

/** Anthropic's own clients take an address without "/v1"; people also paste the whole endpoint. */
function apiUrl(url: string): string {
  const base = url.replace(/\/$/, "").replace(/\/messages$/, "");
  return /\/v\d$/.test(base) ? base : `${base}/v1`;
}
