// What it takes to create a model, whichever API it is asked through.
import type OpenAI from "openai";
import type { Capabilities } from "../capabilities.ts";
import type { FamilyNames } from "../model.ts";
import type { Patience } from "./watchdog.ts";

export interface ModelOptions {
  client: OpenAI;
  /** The family's name on the wire. */
  provider: string;
  /** Omitted: derived from `provider`. */
  names?: FamilyNames;
  name: string;
  capabilities: Capabilities;
  patience: Patience;
  now: () => number;
}
