// Facts shown in the list of models, for families that know their models only by name.
import { type Capabilities, capabilitiesOf } from "../llm/capabilities.ts";
import type { ModelFacts } from "./family.ts";

/** For models we know nothing about. */
export const unknownFacts: ModelFacts = { contextTokens: null, tools: null, images: null, price: null };

/**
 * Models that do and do not take images, from OpenAI's, Anthropic's and Google's lists of November 2026; the first row that matches
 * decides. OpenRouter's names have the company before them.
 */
const seesImages: readonly [name: RegExp, images: boolean][] = [
  [/^(?:openai\/)?(?:gpt-3|o1-mini|o1-preview|o3-mini|gpt-oss)/, false],
  [/^(?:openai\/)?(?:gpt-[45]|o[134])/, true],
  [/^(?:anthropic\/)?claude-/, true],
  [/^(?:google\/)?gemini-/, true],
];

/** For a model that a table of ours, or its company's name, says something about. */
export function namedFacts(name: string, { tools, price, contextTokens }: Capabilities): ModelFacts {
  const images = seesImages.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  return { contextTokens, tools, images, price };
}

export const openAiFacts = (name: string): ModelFacts => namedFacts(name, capabilitiesOf("openai", name, false));
