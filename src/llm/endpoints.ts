// Which servers are asked, and which of their models: OpenAI or any compatible server, then OpenRouter, as the operator's settings say.
import type { ProviderName } from "../protocol/resources.ts";
import { fitsList, readList } from "./model-list.ts";
import { configured } from "./settings.ts";
import type { PatienceSettings } from "./watchdog.ts";

/** Settings as the environment gives them; empty or placeholder values count as not set. */
export interface ProviderSettings extends PatienceSettings {
  OPENAI_API_KEY?: string;
  OPENAI_BASE_URL?: string;
  OPENAI_MODEL?: string;
  /** Models of the first server that may be asked for, besides its default: names, and patterns with "*". */
  OPENAI_MODELS?: string;
  /** "responses" or "chat": the API of the first server. Anything else: OpenAI's own is asked through Responses, others through Chat Completions. */
  OPENAI_API?: string;
  OPENROUTER_API_KEY?: string;
  OPENROUTER_BASE_URL?: string;
  OPENROUTER_MODEL?: string;
  OPENROUTER_MODELS?: string;
  DEMO_CHARACTERS_PER_SECOND?: string;
}

export interface Endpoint {
  provider: ProviderName;
  apiKey: string;
  baseURL: string;
  /** The default. */
  model: string;
  /** What may be asked for, as this server names it; the default first. */
  offers: readonly string[];
  /** Not OpenAI's own address. */
  custom: boolean;
  api: "responses" | "chat";
}

const defaultModel = "gpt-5";
const openAiUrl = "https://api.openai.com/v1";
const openRouterUrl = "https://openrouter.ai/api/v1";

/** What is offered where the operator lists nothing: what this software was tried with. Of a server of their own, only its default. */
const standardModels = {
  openai: ["gpt-5", "gpt-5-mini", "gpt-4.1"],
  openrouter: ["openai/gpt-5", "openai/gpt-5-mini", "openai/gpt-4.1", "anthropic/claude-sonnet-4"],
};

/** OpenAI first, OpenRouter as its stand-in. A base URL alone is enough: many local servers need no key. */
export function endpointsOf(settings: ProviderSettings): Endpoint[] {
  const baseURL = configured(settings.OPENAI_BASE_URL);
  const openAiKey = configured(settings.OPENAI_API_KEY);
  const openRouterKey = configured(settings.OPENROUTER_API_KEY);
  const found: Endpoint[] = [];
  if (openAiKey || baseURL) {
    const custom = baseURL !== null && !baseURL.startsWith("https://api.openai.com/");
    const model = configured(settings.OPENAI_MODEL) ?? defaultModel;
    found.push({
      provider: "openai",
      apiKey: openAiKey ?? "not-needed",
      baseURL: baseURL ?? openAiUrl,
      model,
      offers: offersOf(model, settings.OPENAI_MODELS, custom ? [] : standardModels.openai),
      custom,
      api: apiSetting(settings) ?? (custom ? "chat" : "responses"),
    });
  }
  if (openRouterKey) {
    const model = configured(settings.OPENROUTER_MODEL) ?? `openai/${defaultModel}`;
    found.push({
      provider: "openrouter",
      apiKey: openRouterKey,
      baseURL: configured(settings.OPENROUTER_BASE_URL) ?? openRouterUrl,
      model,
      offers: offersOf(model, settings.OPENROUTER_MODELS, standardModels.openrouter),
      custom: false,
      api: "chat",
    });
  }
  return found;
}

function offersOf(model: string, setting: string | undefined, standard: readonly string[]): string[] {
  const listed = configured(setting);
  return [...new Set([model, ...(listed === null ? standard : readList(listed))])];
}

function apiSetting({ OPENAI_API }: ProviderSettings): Endpoint["api"] | null {
  const wished = configured(OPENAI_API);
  return wished === "responses" || wished === "chat" ? wished : null;
}

/** The model that an app wishes for, as this server names it; null when it is not offered there. No wish: the default. */
export function offeredName(endpoint: Endpoint, wished: string): string | null {
  const name = wished === "" ? endpoint.model : nameFor(endpoint, wished);
  return fitsList(name, endpoint.offers) ? name : null;
}

function nameFor({ provider, custom }: Endpoint, wished: string): string {
  if (provider === "openrouter") return wished.includes("/") ? wished : `openai/${wished}`;
  return custom ? wished : wished.replace(/^openai\//, "");
}
