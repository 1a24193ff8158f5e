// Cloudflare's own models through the `AI` binding, which a deployment has when its operator asked for it (README, "Deploy").

import { configured } from "../../base/settings.ts";
import { type Capabilities, capabilitiesOf, type Price } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import { clientOf, type Family, offersOf } from "../family.ts";
import { namedFacts } from "../model-facts.ts";
import { type AiBinding, createBindingFetch } from "./binding.ts";

export interface WorkersAiSettings {
  AI?: AiBinding;
  WORKERS_AI_MODEL?: string;
  /** Models that may be asked for, besides the default: names, and patterns with "*". */
  WORKERS_AI_MODELS?: string;
}

/** Never reached: the binding answers in place. */
const baseURL = "https://workers-ai.invalid/v1";
/** It calls tools, reads 128,000 tokens, and is open to accounts without a paid plan (developers.cloudflare.com/workers-ai/models/gpt-oss-120b, November 2026). */
const defaultModel = "@cf/openai/gpt-oss-120b";
/** Those after the first need Cloudflare's paid plan. */
const standardModels = [defaultModel, "@cf/zai-org/glm-5.3-flash", "@cf/moonshotai/kimi-k2.7-code"];

/** USD per million tokens, from the models' pages (November 2026), which know no other price for what is cached. */
const prices: Readonly<Record<string, Price | undefined>> = {
  [defaultModel]: { input: 0.35, cached: 0.35, output: 0.75 },
};

export const workersAi: Family<WorkersAiSettings> = {
  endpoints(settings) {
    const ai = settings.AI;
    if (!ai) return [];
    const model = configured(settings.WORKERS_AI_MODEL) ?? defaultModel;
    return [
      {
        provider: "workers-ai",
        model,
        offers: offersOf(model, settings.WORKERS_AI_MODELS, standardModels),
        nameOf: (wished) => wished,
        factsOf: (name) => namedFacts(name, capabilitiesOfModel(name)),
        create: (name, patience) =>
          createChatModel({
            client: clientOf({ apiKey: "not-needed", baseURL, fetch: createBindingFetch(ai) }),
            provider: "workers-ai",
            name,
            capabilities: capabilitiesOfModel(name),
            patience,
            now: Date.now,
          }),
      },
    ];
  },
};

/** How much they read is in model-limits.ts by their name; what Cloudflare gives them less, their refusals say. */
const capabilitiesOfModel = (name: string): Capabilities => ({
  ...capabilitiesOf("workers-ai", name, true),
  cacheKey: true,
  price: prices[name] ?? null,
});
