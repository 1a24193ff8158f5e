// Models for runs and for the list people choose from: those of the operator's servers, or else the built-in demo model.

import type { Refusal } from "../base/refusal.ts";
import type { Model } from "../llm/model.ts";
import { patienceOf } from "../llm/request/watchdog.ts";
import type { Model as ModelListing } from "../protocol/resources.ts";
import { endpointsOf, offeredName, type ProviderSettings } from "./endpoints.ts";
import { families } from "./index.ts";
import { isPattern } from "./model-list.ts";

/** Whether a run may ask for this model; no name means the default. */
export const isOffered = (settings: ProviderSettings, wished: string): boolean =>
  endpointsOf(settings).some((endpoint) => offeredName(endpoint, wished) !== null);

/**
 * Models for a run, in the order they are tried; never empty. The first is the requested one where it is offered, else the default;
 * a stand-in that does not offer it uses its own default.
 */
export function chooseModels(settings: ProviderSettings, wished: string): Model[] {
  const patience = patienceOf(settings);
  const endpoints = endpointsOf(settings);
  const first = endpoints.findIndex((endpoint) => offeredName(endpoint, wished) !== null);
  return endpoints
    .slice(Math.max(first, 0))
    .map((endpoint) => endpoint.create(offeredName(endpoint, wished) ?? endpoint.model, patience));
}

/** Why the answering model cannot build what was asked; null if it may be able to. */
export function refusedBeforehand(settings: ProviderSettings, prompt: string): Refusal | null {
  const [first] = endpointsOf(settings);
  if (!first) return null;
  const family = families.find(({ id }) => id === first.provider);
  return family?.refusedBeforehand?.(prompt) ?? null;
}

/** What a person may choose from: models by name, and patterns that other names may match. */
export function listModels(settings: ProviderSettings): { models: ModelListing[]; patterns: string[] } {
  const offers = endpointsOf(settings).flatMap((endpoint) => endpoint.offers.map((name) => ({ endpoint, name })));
  const named = offers.filter(({ name }) => !isPattern(name));
  // If several servers have a model, the first one is asked.
  const models = named.filter(({ name }, index) => named.findIndex((other) => other.name === name) === index);
  return {
    models: models.map(({ endpoint, name }, index) => {
      const { contextTokens, tools, images, price } = endpoint.factsOf(name);
      return {
        id: name,
        name: endpoint.titleOf?.(name) ?? name,
        provider: endpoint.provider,
        provider_name: families.find(({ id }) => id === endpoint.provider)?.title ?? endpoint.provider,
        default: index === 0,
        context_tokens: contextTokens,
        tools,
        images,
        price_usd: price,
      };
    }),
    patterns: offers.filter(({ name }) => isPattern(name)).map(({ name }) => name),
  };
}
