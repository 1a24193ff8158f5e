// The provider families, one line each. The first that has a server is asked, and the next takes over when it cannot serve.
import { anthropic } from "./anthropic/index.ts";
import { demo } from "./demo/index.ts";
import type { AnyFamily } from "./family.ts";
import { local } from "./local/index.ts";
import { openai } from "./openai/index.ts";
import { openrouter } from "./openrouter/index.ts";
import { workersAi } from "./workers-ai/index.ts";

const registered = [openai, openrouter, anthropic, local, workersAi, demo] as const;

type Registered = (typeof registered)[number];
type GivenTo<Member> = Member extends { endpoints(given: infer Given): unknown } ? (given: Given) => void : never;

/** Settings of all families, as the environment gives them; empty or placeholder values count as not set. */
export type FamilySettings = GivenTo<Registered> extends (given: infer Given) => void ? Given : never;

export const families: readonly AnyFamily<FamilySettings>[] = registered;
