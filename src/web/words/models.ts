// What is said of a model where one is chosen.
import type { Model } from "../../protocol/resources.ts";
import { number } from "./numbers.ts";

/** Facts that are known, in one line; empty when nothing is. */
export function modelWords({ context_tokens, images, tools, price_usd }: Model): string {
  const facts = [
    tools === false ? "Cannot call tools, so it cannot build" : "",
    context_tokens === null ? "" : `Reads up to ${number(context_tokens)} tokens`,
    images ? "Sees images" : "",
    price_usd === null ? "" : `$${price_usd.input} in and $${price_usd.output} out per million tokens`,
  ];
  return facts.filter((fact) => fact !== "").join(" · ");
}

/** Models by the provider that has them, in the order of the list. */
export function byProvider(models: readonly Model[]): { provider: string; title: string; models: Model[] }[] {
  const providers = [...new Set(models.map(({ provider }) => provider))];
  return providers.map((provider) => ({
    provider,
    title: providerTitle(models, provider),
    models: models.filter((model) => model.provider === provider),
  }));
}

/** A provider as people know it; its name on the wire where it is not in the list any more. */
export const providerTitle = (models: readonly Model[], provider: string): string =>
  models.find((model) => model.provider === provider)?.provider_name ?? provider;
