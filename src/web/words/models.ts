// What is said of a model where one is chosen.
import type { Model } from "../../protocol/resources.ts";

/** Facts that are known, in one line; empty when nothing is. */
export function modelWords({ context_tokens, images, tools, price_usd }: Model): string {
  const facts = [
    tools === false ? "Cannot call tools, which building needs" : "",
    context_tokens === null ? "" : `Reads ${context_tokens.toLocaleString("en-US")} tokens`,
    images ? "Sees images" : "",
    price_usd === null ? "" : `$${price_usd.input} in and $${price_usd.output} out for a million tokens`,
  ];
  return facts.filter((fact) => fact !== "").join(" · ");
}

/** Models by the provider that has them, in the order of the list. */
export function byProvider(models: readonly Model[]): { provider: Model["provider"]; models: Model[] }[] {
  const providers = [...new Set(models.map(({ provider }) => provider))];
  return providers.map((provider) => ({ provider, models: models.filter((model) => model.provider === provider) }));
}
