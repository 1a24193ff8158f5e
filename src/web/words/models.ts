// What a model list says about each model.
import type { Model } from "../../protocol/resources.ts";
import { number } from "./numbers.ts";

/** The known facts, in one line; empty if none are known. */
export function modelWords({ context_tokens, images, tools, price_usd }: Model): string {
  const facts = [
    tools === false ? "Cannot call tools, so it cannot build" : "",
    context_tokens === null ? "" : `Reads up to ${number(context_tokens)} tokens`,
    images ? "Sees images" : "",
    price_usd === null ? "" : `$${price_usd.input} in and $${price_usd.output} out per million tokens`,
  ];
  return facts.filter((fact) => fact !== "").join(" · ");
}

/** Models grouped by provider, in the order of the list. */
export function byProvider(models: readonly Model[]): { provider: string; title: string; models: Model[] }[] {
  const providers = [...new Set(models.map(({ provider }) => provider))];
  return providers.map((provider) => ({
    provider,
    title: providerTitle(models, provider),
    models: models.filter((model) => model.provider === provider),
  }));
}

/** A provider's name for people; its name on the wire if it is no longer in the list. */
export const providerTitle = (models: readonly Model[], provider: string): string =>
  models.find((model) => model.provider === provider)?.provider_name ?? provider;
