// What a family of providers says of itself: which servers its settings name, and how their models are asked. Which of them answers is decided in providers.ts.
import OpenAI, { type ClientOptions } from "openai";
import type { Refusal } from "../base/refusal.ts";
import { configured } from "../base/settings.ts";
import type { Price } from "../llm/capabilities.ts";
import { createBoundedFetch } from "../llm/exchange/bounded-fetch.ts";
import type { Patience } from "../llm/exchange/watchdog.ts";
import type { Model } from "../llm/model.ts";
import type { ProviderName } from "../protocol/resources.ts";
import { readList } from "./model-list.ts";

export interface Family<Settings> {
  /** Servers that the settings name, in the order in which they are asked; none when the operator did not set this family up. */
  endpoints(settings: Settings): Endpoint[];
  /** Only where no other family has a server. */
  onlyAlone?: true;
  /** Why its model cannot build what is asked for, where it knows that beforehand. */
  refusedBeforehand?(prompt: string): Refusal | null;
}

/** What is known of a model before it is asked; null what is not. */
export interface ModelFacts {
  contextTokens: number | null;
  tools: boolean | null;
  images: boolean | null;
  price: Price | null;
}

/** A server, with those of its models that may be asked for. */
export interface Endpoint {
  provider: ProviderName;
  /** The default. */
  model: string;
  /** What may be asked for, as this server names it; the default first. Names, and patterns with "*". */
  offers: readonly string[];
  /** A model that an app wishes for, as this server would name it. */
  nameOf(wished: string): string;
  /** As people know it, where that is not its name. */
  titleOf?(name: string): string;
  factsOf(name: string): ModelFacts;
  create(name: string, patience: Patience): Model;
}

/** The default, and what the operator lists, else a few: not everything that a server has should be paid for. */
export function offersOf(model: string, setting: string | undefined, standard: readonly string[]): string[] {
  const listed = configured(setting);
  return [...new Set([model, ...(listed === null ? standard : readList(listed))])];
}

/** Longer than any wait that can be set, milliseconds. */
const clientTimeoutMs = 30 * 60 * 1000;

/** The client as every family needs it. */
export function clientOf(options: Pick<ClientOptions, "baseURL" | "defaultHeaders" | "fetch"> & { apiKey: string }): OpenAI {
  return new OpenAI({
    maxRetries: 0,
    // Each failed try is in our own log, with the run that it belongs to.
    logLevel: "off",
    // Our own watchdogs end a request; the client's time-out must not come first and call it a broken connection.
    timeout: clientTimeoutMs,
    // The Worker's own variables must not leak in as organization or project.
    organization: null,
    project: null,
    ...options,
    fetch: createBoundedFetch(options.fetch ?? fetch),
  });
}
