// Which of the models that are there answers by default. README holds the same list (a test compares them).
import type { LocalModel } from "./server.ts";

/**
 * Families of open models by how well they are said to call tools and write code, the best first; names in lower case, as their servers write them.
 * An order of what people and leaderboards report (read November 2026), not of measurements of ours: `npm run try-model` measures yours.
 */
export const rankedFamilies = [
  "qwen3-coder",
  "gpt-oss",
  "devstral",
  "glm-4",
  "qwen3",
  "mistral-small",
  "llama3.3",
  "llama-3.3",
  "qwen2.5-coder",
  "gemma4",
] as const;

/** Smaller models seldom get through a build, billions of parameters. */
const parametersMin = 7;

/** The best first: those that say that they call tools, then those of which nothing is said. What cannot call tools is left out. */
export function rank(models: readonly LocalModel[]): LocalModel[] {
  const able = models.filter(({ tools }) => tools !== false);
  return able.toSorted((one, other) => compare(keysOf(one), keysOf(other)));
}

/** Lower is better, from the first key to the last. */
function keysOf({ id, tools }: LocalModel): number[] {
  const name = id.toLowerCase();
  const family = rankedFamilies.findIndex((known) => name.includes(known));
  const parameters = parametersOf(name);
  return [
    tools ? 0 : 1,
    parameters !== null && parameters < parametersMin ? 1 : 0,
    family === -1 ? rankedFamilies.length : family,
    -(parameters ?? 0),
  ];
}

function compare(one: readonly number[], other: readonly number[]): number {
  const at = one.findIndex((key, index) => key !== other[index]);
  return at === -1 ? 0 : (one[at] ?? 0) - (other[at] ?? 0);
}

/** Billions of parameters, as the name says them: "qwen3:30b-a3b" has 30. */
function parametersOf(name: string): number | null {
  const found = /(?:^|[^a-z\d.])(\d{1,4}(?:\.\d{1,2})?)b(?![a-z\d])/.exec(name);
  return found ? Number(found[1]) : null;
}
