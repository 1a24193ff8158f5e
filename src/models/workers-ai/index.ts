// Cloudflare's own models through the `AI` binding, which a deployment has if its operator chose it (README, "Deploy").

import { configured } from "../../base/settings.ts";
import { type Capabilities, compatibleCapabilities, type Price } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import { noKey } from "../../llm/failures/failure.ts";
import type { FamilyNames } from "../../llm/model.ts";
import { clientOf, type Family, offersOf } from "../family.ts";
import { namedFacts } from "../model-facts.ts";
import { type AiBinding, createBindingFetch } from "./binding.ts";

/** Never contacted: the binding answers itself. */
const baseURL = "https://workers-ai.invalid/v1";
/** It calls tools, reads 128,000 tokens, and is open to accounts without a paid plan (developers.cloudflare.com/workers-ai/models/gpt-oss-120b, November 2026). */
const defaultModel = "@cf/openai/gpt-oss-120b";
/** Those after the first need Cloudflare's paid plan. */
const standardModels = [defaultModel, "@cf/zai-org/glm-5.3-flash", "@cf/moonshotai/kimi-k2.7-code"];

/** USD per million tokens, from the models' pages (November 2026), which give no separate price for cached input. */
const prices: Readonly<Record<string, Price | undefined>> = {
  [defaultModel]: { input: 0.35, cached: 0.35, output: 0.75 },
};

const id = "workers-ai";
const names: FamilyNames = { title: "Cloudflare's Workers AI", keySetting: null, addressSetting: null };

const settings = {
  WORKERS_AI_MODEL: "default model",
  WORKERS_AI_MODELS: 'models that may be asked for besides the default: names, and patterns with "*"',
};

export const workersAi: Family<keyof typeof settings, { AI?: AiBinding }> = {
  id,
  title: "Cloudflare's Workers AI",
  names,
  settings,
  endpoints(given) {
    const ai = given.AI;
    if (!ai) return [];
    const model = configured(given.WORKERS_AI_MODEL) ?? defaultModel;
    return [
      {
        provider: id,
        model,
        offers: offersOf(model, given.WORKERS_AI_MODELS, standardModels),
        nameOf: (wished) => wished,
        factsOf: (name) => namedFacts(name, capabilitiesOfModel(name)),
        create: (name, patience) =>
          createChatModel({
            client: clientOf({ apiKey: noKey, baseURL, fetch: createBindingFetch(ai) }),
            provider: id,
            names,
            name,
            capabilities: capabilitiesOfModel(name),
            patience,
            now: Date.now,
          }),
      },
    ];
  },
};

/** model-limits.ts has their context windows by name; where Cloudflare allows less, its refusals say so. */
const capabilitiesOfModel = (name: string): Capabilities => ({
  ...compatibleCapabilities(name),
  cacheKey: true,
  price: prices[name] ?? null,
});
