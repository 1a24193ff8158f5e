// Models for runs and for the list that people choose from: those of the operator's servers, else the built-in demo model.
import OpenAI from "openai";
import type { Model as ModelListing } from "../protocol/resources.ts";
import { createBoundedFetch } from "./bounded-fetch.ts";
import { capabilitiesOf } from "./capabilities.ts";
import { createChatModel } from "./chat-completions.ts";
import { createDemoFetch, type Refusal, refusalOf } from "./demo/index.ts";
import { type Endpoint, endpointsOf, offeredName, type ProviderSettings } from "./endpoints.ts";
import type { Model } from "./model.ts";
import { isPattern } from "./model-list.ts";
import { createResponsesModel } from "./responses.ts";
import { configured } from "./settings.ts";
import { type Patience, patienceOf } from "./watchdog.ts";

/** Never reached: the demo's fetch answers in place. */
const demoUrl = "https://demo.invalid/v1";
export const demoModelName = "demo";
const demoCharactersPerSecond = 1_500;
/** Longer than any wait that can be set, milliseconds. */
const clientTimeoutMs = 30 * 60 * 1000;

/** Whether a run may ask for this model: no name is the default. */
export function isOffered(settings: ProviderSettings, wished: string): boolean {
  const endpoints = endpointsOf(settings);
  if (endpoints.length === 0) return wished === "" || wished === demoModelName;
  return endpoints.some((endpoint) => offeredName(endpoint, wished) !== null);
}

/**
 * Models for a run, in the order in which they are tried; never empty. The first is the one that is wished for, where it is offered, else the default;
 * a stand-in that does not offer it stands in with its own.
 */
export function chooseModels(settings: ProviderSettings, wished: string): Model[] {
  const patience = patienceOf(settings);
  const endpoints = endpointsOf(settings);
  if (endpoints.length === 0) return [demo(settings, patience)];
  const first = endpoints.findIndex((endpoint) => offeredName(endpoint, wished) !== null);
  return endpoints
    .slice(Math.max(first, 0))
    .map((endpoint) => modelOf(endpoint, offeredName(endpoint, wished) ?? endpoint.model, patience));
}

function modelOf({ provider, apiKey, baseURL, custom, api }: Endpoint, name: string, patience: Patience): Model {
  const client = new OpenAI({
    apiKey,
    baseURL,
    maxRetries: 0,
    // Each failed try is in our own log, with the run that it belongs to.
    logLevel: "off",
    // Our own watchdogs end a request; the client's time-out must not come first and call it a broken connection.
    timeout: clientTimeoutMs,
    fetch: createBoundedFetch(fetch),
    // The Worker's own variables must not leak in as organization or project.
    organization: null,
    project: null,
    defaultHeaders: provider === "openrouter" ? { "X-Title": "Edgewright" } : {},
  });
  // Who says that a server speaks Responses says that it is like OpenAI: what its models accept follows from their names.
  const capabilities = capabilitiesOf(provider, name, custom && api === "chat");
  const create = api === "responses" ? createResponsesModel : createChatModel;
  return create({ client, provider, name, capabilities, patience, now: Date.now });
}

/** Why the model that would answer cannot build what is asked for; null when it may. Only the demo model knows that beforehand. */
export const refusedBeforehand = (settings: ProviderSettings, prompt: string): Refusal | null =>
  endpointsOf(settings).length === 0 ? refusalOf(prompt) : null;

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

/** What a person may choose from: the models by name, and the patterns that further names may fit. */
export function listModels(settings: ProviderSettings): { models: ModelListing[]; patterns: string[] } {
  const endpoints = endpointsOf(settings);
  if (endpoints.length === 0) {
    return { models: [{ id: demoModelName, name: "Demo model", provider: "demo", default: true }], patterns: [] };
  }
  const offers = endpoints.flatMap(({ provider, offers }) => offers.map((name) => ({ provider, name })));
  const names = offers.filter(({ name }) => !isPattern(name));
  return {
    models: names.map(({ provider, name }, index) => ({ id: name, name, provider, default: index === 0 })),
    patterns: offers.filter(({ name }) => isPattern(name)).map(({ name }) => name),
  };
}
