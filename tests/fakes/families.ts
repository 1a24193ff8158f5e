// What a model of a family is made with, for tests that make one without its settings.
import { type Capabilities, capabilitiesOf } from "../../src/llm/capabilities.ts";
import type { FamilyNames } from "../../src/llm/model.ts";
import { families } from "../../src/models/index.ts";
import { openrouterCapabilities } from "../../src/models/openrouter/index.ts";

/** `custom`: a compatible server of which nothing is known. */
export function familyOptions(provider: string, model: string, custom: boolean) {
  const names: FamilyNames | undefined = families.find(({ id }) => id === provider)?.names;
  const capabilities: Capabilities =
    provider === "openrouter" ? openrouterCapabilities(model) : capabilitiesOf("openai", model, custom);
  return { provider, ...(names ? { names } : {}), capabilities };
}
