// The built-in demo model, where nothing else is set up.

import { configured } from "../../base/settings.ts";
import { createDemoFetch, refusalOf } from "../../demo/index.ts";
import { type Capabilities, compatibleCapabilities } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import type { FamilyNames } from "../../llm/model.ts";
import { builtInProvider } from "../../protocol/constants.ts";
import { clientOf, type Family } from "../family.ts";
import { namedFacts } from "../model-facts.ts";

/** Never contacted: the demo's fetch answers itself. */
const baseURL = "https://demo.invalid/v1";
const model = "demo";
const defaultCharactersPerSecond = 1_500;

const names: FamilyNames = { title: "The demo model", keySetting: null, addressSetting: null };

const settings = { DEMO_CHARACTERS_PER_SECOND: "its pace" };

const demoCapabilities = (name: string): Capabilities => ({
  ...compatibleCapabilities(name),
  strictRoles: false,
  price: { input: 0, cached: 0, output: 0 },
});

export const demo: Family<keyof typeof settings> = {
  id: builtInProvider,
  title: "The demo model",
  names,
  settings,
  onlyAlone: true,
  refusedBeforehand: refusalOf,
  endpoints: (given) => [
    {
      provider: builtInProvider,
      model,
      offers: [model],
      nameOf: (wished) => wished,
      titleOf: () => "Demo model",
      factsOf: (name) => ({ ...namedFacts(name, demoCapabilities(name)), images: false }),
      create(name, patience) {
        const pace = Number(configured(given.DEMO_CHARACTERS_PER_SECOND) ?? defaultCharactersPerSecond);
        const charactersPerSecond = pace > 0 ? pace : defaultCharactersPerSecond;
        return createChatModel({
          client: clientOf({ apiKey: model, baseURL, fetch: createDemoFetch({ charactersPerSecond }) }),
          provider: builtInProvider,
          names,
          name,
          capabilities: demoCapabilities(name),
          patience,
          now: Date.now,
        });
      },
    },
  ],
};
