// What a model of ours is made of, whichever API it is asked through.
import type OpenAI from "openai";
import type { ProviderName } from "../../protocol/resources.ts";
import type { Capabilities } from "../capabilities.ts";
import type { Patience } from "./watchdog.ts";

export interface ModelOptions {
  client: OpenAI;
  provider: ProviderName;
  name: string;
  capabilities: Capabilities;
  patience: Patience;
  now: () => number;
}
