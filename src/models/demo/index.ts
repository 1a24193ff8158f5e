// The built-in demo model, where nothing else is set up.

import { configured } from "../../base/settings.ts";
import { createDemoFetch, refusalOf } from "../../demo/index.ts";
import { capabilitiesOf } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import { clientOf, type Family } from "../family.ts";
import { namedFacts } from "../model-facts.ts";

export interface DemoSettings {
  /** Pace. */
  DEMO_CHARACTERS_PER_SECOND?: string;
}

/** Never reached: the demo's fetch answers in place. */
const baseURL = "https://demo.invalid/v1";
const model = "demo";
const defaultCharactersPerSecond = 1_500;

export const demo: Family<DemoSettings> = {
  onlyAlone: true,
  refusedBeforehand: refusalOf,
  endpoints: (settings) => [
    {
      provider: "demo",
      model,
      offers: [model],
      nameOf: (wished) => wished,
      titleOf: () => "Demo model",
      factsOf: (name) => ({ ...namedFacts(name, capabilitiesOf("demo", name, false)), images: false }),
      create(name, patience) {
        const pace = Number(configured(settings.DEMO_CHARACTERS_PER_SECOND) ?? defaultCharactersPerSecond);
        const charactersPerSecond = pace > 0 ? pace : defaultCharactersPerSecond;
        return createChatModel({
          client: clientOf({ apiKey: model, baseURL, fetch: createDemoFetch({ charactersPerSecond }) }),
          provider: "demo",
          name,
          capabilities: capabilitiesOf("demo", name, false),
          patience,
          now: Date.now,
        });
      },
    },
  ],
};
