// Which models serve a run: OpenAI or any compatible server, OpenRouter, else the built-in demo model. A first choice and its stand-in.
import OpenAI from "openai";
import type { Model as ModelListing, ProviderName } from "../protocol/resources.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { createChatModel } from "./chat-completions.ts";
import { createDemoFetch } from "./demo/index.ts";
import type { Model } from "./model.ts";
import { createResponsesModel } from "./responses.ts";
import { configured } from "./settings.ts";
import { type Patience, type PatienceSettings, patienceOf } from "./watchdog.ts";

/** Settings as the environment gives them; empty or placeholder values count as not set. */
export interface ProviderSettings extends PatienceSettings {
  OPENAI_API_KEY?: string;
  OPENAI_BASE_URL?: string;
  OPENAI_MODEL?: string;
  /** "responses" or "chat": the API of the first server. Anything else: OpenAI's own is asked through Responses, others through Chat Completions. */
  OPENAI_API?: string;
  OPENROUTER_API_KEY?: string;
  OPENROUTER_BASE_URL?: string;
  OPENROUTER_MODEL?: string;
  DEMO_CHARACTERS_PER_SECOND?: string;
}

export const defaultModel = "gpt-5";
const openRouterUrl = "https://openrouter.ai/api/v1";
/** Never reached: the demo's fetch answers in place. */
const demoUrl = "https://demo.invalid/v1";
export const demoModelName = "demo";
const demoCharactersPerSecond = 1_500;
/** Longer than any wait that can be set, milliseconds. */
const clientTimeoutMs = 30 * 60 * 1000;

interface Endpoint {
  provider: ProviderName;
  apiKey: string;
  baseURL: string;
  model: string;
  /** Not OpenAI's own address. */
  custom: boolean;
  api: "responses" | "chat";
}

/** OpenAI first, OpenRouter as its stand-in. A base URL alone is enough: many local servers need no key. */
function endpoints(settings: ProviderSettings): Endpoint[] {
  const baseURL = configured(settings.OPENAI_BASE_URL);
  const openAiKey = configured(settings.OPENAI_API_KEY);
  const openRouterKey = configured(settings.OPENROUTER_API_KEY);
  const found: Endpoint[] = [];
  if (openAiKey || baseURL) {
    const custom = baseURL !== null && !baseURL.startsWith("https://api.openai.com/");
    found.push({
      provider: "openai",
      apiKey: openAiKey ?? "not-needed",
      baseURL: baseURL ?? "https://api.openai.com/v1",
      model: configured(settings.OPENAI_MODEL) ?? defaultModel,
      custom,
      api: apiSetting(settings) ?? (custom ? "chat" : "responses"),
    });
  }
  if (openRouterKey) {
    found.push({
      provider: "openrouter",
      apiKey: openRouterKey,
      baseURL: configured(settings.OPENROUTER_BASE_URL) ?? openRouterUrl,
      model: configured(settings.OPENROUTER_MODEL) ?? `openai/${defaultModel}`,
      custom: false,
      api: "chat",
    });
  }
  return found;
}

function apiSetting({ OPENAI_API }: ProviderSettings): Endpoint["api"] | null {
  const wished = configured(OPENAI_API);
  return wished === "responses" || wished === "chat" ? wished : null;
}

/** The name under which a provider knows the model that an app wishes for. */
function nameFor(endpoint: Endpoint, wished: string): string {
  if (!wished || wished === demoModelName) return endpoint.model;
  if (endpoint.provider === "openrouter") return wished.includes("/") ? wished : `openai/${wished}`;
  return endpoint.custom ? wished : wished.replace(/^openai\//, "");
}

/** Models for a run, in the order in which they are tried; never empty. */
export function chooseModels(settings: ProviderSettings, wished: string): Model[] {
  const patience = patienceOf(settings);
  const found = endpoints(settings);
  if (found.length === 0) return [demo(settings, patience)];
  return found.map((endpoint) => {
    const { provider, apiKey, baseURL, custom, api } = endpoint;
    const name = nameFor(endpoint, wished);
    const client = new OpenAI({
      apiKey,
      baseURL,
      maxRetries: 0,
      // Each failed try is in our own log, with the run that it belongs to.
      logLevel: "off",
      // Our own watchdogs end a request; the client's time-out must not come first and call it a broken connection.
      timeout: clientTimeoutMs,
      // The Worker's own variables must not leak in as organization or project.
      organization: null,
      project: null,
      defaultHeaders: provider === "openrouter" ? { "X-Title": "Edgewright" } : {},
    });
    // Who says that a server speaks Responses says that it is like OpenAI: what its models accept follows from their names.
    const capabilities = capabilitiesOf(provider, name, custom && api === "chat");
    const create = api === "responses" ? createResponsesModel : createChatModel;
    return create({ client, provider, name, capabilities, patience, now: Date.now });
  });
}

function demo(settings: ProviderSettings, patience: Patience): Model {
  const pace = Number(configured(settings.DEMO_CHARACTERS_PER_SECOND) ?? demoCharactersPerSecond);
  const client = new OpenAI({
    apiKey: "demo",
    baseURL: demoUrl,
    maxRetries: 0,
    logLevel: "off",
    fetch: createDemoFetch({ charactersPerSecond: pace > 0 ? pace : demoCharactersPerSecond }),
  });
  const capabilities = capabilitiesOf("demo", demoModelName, false);
  return createChatModel({ client, provider: "demo", name: demoModelName, capabilities, patience, now: Date.now });
}

/** Models a person can choose from; any other name that the provider knows works through the API as well. */
export function listModels(settings: ProviderSettings): ModelListing[] {
  const found = endpoints(settings);
  const listings = found.flatMap((endpoint): ModelListing[] => {
    const names = new Set([endpoint.model, ...(endpoint.custom ? [] : known[endpoint.provider])]);
    return [...names].map((id) => ({ id, name: id, provider: endpoint.provider, default: false }));
  });
  const all =
    listings.length > 0 ? listings : [{ id: demoModelName, name: "Demo model", provider: "demo" as const, default: false }];
  return all.map((listing, index) => ({ ...listing, default: index === 0 }));
}

const known: Record<ProviderName, string[]> = {
  openai: ["gpt-5", "gpt-5-mini", "gpt-4.1"],
  openrouter: ["openai/gpt-5", "openai/gpt-5-mini", "anthropic/claude-sonnet-4"],
  demo: [],
};
