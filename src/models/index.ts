// The families of providers, a line each. With several the first that has a server is asked, and the next takes over when it cannot serve.
import type { ProviderName } from "../protocol/resources.ts";
import { anthropic } from "./anthropic/index.ts";
import { demo } from "./demo/index.ts";
import type { Family } from "./family.ts";
import { local } from "./local/index.ts";
import { openai } from "./openai/index.ts";
import { openrouter } from "./openrouter/index.ts";
import { workersAi } from "./workers-ai/index.ts";

export const families = { openai, openrouter, anthropic, local, "workers-ai": workersAi, demo } satisfies Record<
  ProviderName,
  Family<never>
>;

type SettingsOf<Member> = Member extends Family<infer Settings> ? (settings: Settings) => void : never;

/** Settings of all families, as the environment gives them; empty or placeholder values count as not set. */
export type FamilySettings =
  SettingsOf<(typeof families)[ProviderName]> extends (settings: infer Settings) => void ? Settings : never;
