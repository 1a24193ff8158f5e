// What is told of a model in the list that people choose from, where a family knows its models by name alone.
import { type Capabilities, capabilitiesOf } from "../llm/capabilities.ts";
import type { ModelFacts } from "./family.ts";

/** Of all models of which nothing is known. */
export const unknownFacts: ModelFacts = { contextTokens: null, tools: null, images: null, price: null };

/**
 * Models that take images, and such that do not, as the lists of OpenAI, Anthropic and Google said in November 2026; the first row that matches
 * decides. OpenRouter's names have the company before them.
 */
const seesImages: readonly [name: RegExp, images: boolean][] = [
  [/^(?:openai\/)?(?:gpt-3|o1-mini|o1-preview|o3-mini|gpt-oss)/, false],
  [/^(?:openai\/)?(?:gpt-[45]|o[134])/, true],
  [/^(?:anthropic\/)?claude-/, true],
  [/^(?:google\/)?gemini-/, true],
];

/** Of a model that a table of ours, or its company's name, says something of. */
export function namedFacts(name: string, { tools, price, contextTokens }: Capabilities): ModelFacts {
  const images = seesImages.find(([pattern]) => pattern.test(name))?.[1] ?? null;
  return { contextTokens, tools, images, price };
}

export const openAiFacts = (name: string): ModelFacts => namedFacts(name, capabilitiesOf("openai", name, false));
