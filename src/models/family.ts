// What a family of providers says of itself: which servers its settings name, and how their models are asked. Which of them answers is decided in providers.ts.
import OpenAI, { type ClientOptions } from "openai";
import type { Refusal } from "../base/refusal.ts";
import { configured } from "../base/settings.ts";
import type { Price } from "../llm/capabilities.ts";
import type { FamilyNames, Model } from "../llm/model.ts";
import { createBoundedFetch } from "../llm/request/bounded-fetch.ts";
import type { Patience } from "../llm/request/watchdog.ts";
import { readList } from "./model-list.ts";

export interface Family<Setting extends string = never, Bindings = unknown> {
  /** Its name on the wire. */
  id: string;
  /** As people know it, in a list. */
  title: string;
  names: FamilyNames;
  /** Its variables, with what each is for. Empty or placeholder values count as not set. */
  settings: Readonly<Record<Setting, string>>;
  /** Servers that the settings name, in the order in which they are asked; none when the operator did not set this family up. */
  endpoints(settings: SettingsOf<Setting> & Bindings): Endpoint[];
  /** Only where no other family has a server. */
  onlyAlone?: true;
  /** Why its model cannot build what is asked for, where it knows that beforehand. */
  refusedBeforehand?(prompt: string): Refusal | null;
}

/** One of all, whichever its settings are. */
export interface AnyFamily<Given> extends Omit<Family<never, Given>, "settings"> {
  settings: Readonly<Record<string, string>>;
}

export type SettingsOf<Setting extends string> = { [Name in Setting]?: string };

/** What is known of a model before it is asked; null what is not. */
export interface ModelFacts {
  contextTokens: number | null;
  tools: boolean | null;
  images: boolean | null;
  price: Price | null;
}

/** A server, with those of its models that may be asked for. */
export interface Endpoint {
  /** The family's id. */
  provider: string;
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
