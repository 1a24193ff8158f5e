// What a provider family declares: the servers its settings name, and how to ask their models. choose.ts decides which of them answers.
import OpenAI, { type ClientOptions } from "openai";
import type { Refusal } from "../base/refusal.ts";
import { configured } from "../base/settings.ts";
import type { Price } from "../llm/capabilities.ts";
import type { FamilyNames, Model } from "../llm/model.ts";
import { createBoundedFetch } from "../llm/request/bounded-fetch.ts";
import type { Patience } from "../llm/request/watchdog.ts";
import { readList } from "./model-list.ts";

export interface Family<Setting extends string = never, Bindings = unknown> {
  /** The family's name on the wire. */
  id: string;
  /** The family's name for people, in a list. */
  title: string;
  names: FamilyNames;
  /** Its variables and the purpose of each. Empty or placeholder values count as not set. */
  settings: Readonly<Record<Setting, string>>;
  /** Servers named by the settings, in the order they are asked; none when the operator did not set up this family. */
  endpoints(settings: SettingsOf<Setting> & Bindings): Endpoint[];
  /** Used only where no other family has a server. */
  onlyAlone?: true;
  /** Why its model cannot build what was asked, if it knows in advance. */
  refusedBeforehand?(prompt: string): Refusal | null;
}

/** Any family, whatever its settings. */
export interface AnyFamily<Given> extends Omit<Family<never, Given>, "settings"> {
  settings: Readonly<Record<string, string>>;
}

export type SettingsOf<Setting extends string> = { [Name in Setting]?: string };

/** What is known about a model before it is asked; unknown facts are null. */
export interface ModelFacts {
  contextTokens: number | null;
  tools: boolean | null;
  images: boolean | null;
  price: Price | null;
}

/** A server, with the models that may be requested. */
export interface Endpoint {
  /** The family's id. */
  provider: string;
  /** The default. */
  model: string;
  /** What may be requested, as this server names it; the default first. Names, and patterns with "*". */
  offers: readonly string[];
  /** A requested model, as this server would name it. */
  nameOf(wished: string): string;
  /** The name for people, if it differs. */
  titleOf?(name: string): string;
  factsOf(name: string): ModelFacts;
  create(name: string, patience: Patience): Model;
}

/** The default and the operator's list, or else a few: the operator need not pay for everything a server has. */
export function offersOf(model: string, setting: string | undefined, standard: readonly string[]): string[] {
  const listed = configured(setting);
  return [...new Set([model, ...(listed === null ? standard : readList(listed))])];
}

/** Longer than any configurable wait, milliseconds. */
const clientTimeoutMs = 30 * 60 * 1000;

/** The client, set up as every family needs it. */
export function clientOf(options: Pick<ClientOptions, "baseURL" | "defaultHeaders" | "fetch"> & { apiKey: string }): OpenAI {
  return new OpenAI({
    maxRetries: 0,
    // Our own log has each failed try, with its run.
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
