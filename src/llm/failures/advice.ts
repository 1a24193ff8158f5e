// What a person can do about a refusal, when the reason alone does not tell. Sentences only; the tables of facts say which one applies.

import { inside } from "./server-names.ts";

export type Advice =
  | "address"
  | "body"
  | "deployment"
  | "jinja"
  | "load"
  | "loading"
  | "memory"
  | "noAddress"
  | "notInPlan"
  | "page"
  | "perMinute"
  | "privacy"
  | "providers"
  | "pull"
  | "region"
  | "responsesApi"
  | "terms"
  | "toolParser";

export interface About {
  /** As at the start of a sentence. */
  server: string;
  model: string;
  /** The address that was asked, safe to show. */
  address: string;
  /** Name of the setting that holds the server's address. */
  addressSetting: string;
  /** The server's own words, as a following sentence; empty if there were none. */
  said: string;
}

/** The full sentence people read. */
export const adviceOf: Record<Advice, (about: About) => string> = {
  address: ({ address, addressSetting, said }) =>
    `There is no such API at ${address}.${said} Check ${addressSetting}: it usually ends with /v1.`,
  body: ({ server, said }) => `${server} does not accept a request this large.${said} Start a new app, or choose another model.`,
  deployment: ({ server, model, addressSetting, said }) =>
    `${server} has no deployment ${model}.${said} Check ${addressSetting}, or choose another model.`,
  jinja: ({ server }) => `${server} was started without tool calling. Start it with --jinja, or choose another model.`,
  load: ({ server, model }) => `${server} has no model loaded. Load ${model} there, or choose another model.`,
  loading: ({ server }) => `${server} is still loading the model.`,
  memory: ({ server, model, said }) =>
    `${server} could not load ${model}, usually because it has too little memory.${said} Load a smaller one there, or choose another model.`,
  noAddress: ({ addressSetting }) => `${addressSetting} is not an address. Set one such as http://127.0.0.1:11434/v1.`,
  notInPlan: ({ server, model, said }) =>
    `The account at ${inside(server)} cannot use ${model} on its plan.${said} Set up billing there, or choose another model.`,
  page: ({ server, address, said }) =>
    `${server} answered with a web page instead of an answer.${said} Something between it and this server, such as a proxy or a sign-in page, is in the way of ${address}.`,
  perMinute: ({ server, model, said }) =>
    `A single request is more than ${inside(server)} lets ${model} read in a minute.${said} Raise the account's limit, or choose another model.`,
  privacy: ({ server, model }) =>
    `The privacy settings of the account at ${inside(server)} (its data policy) exclude ${model}. Allow it there (https://openrouter.ai/settings/privacy), or choose another model.`,
  providers: ({ server, model, said }) =>
    `The settings of the account at ${inside(server)} exclude every provider of ${model}.${said} Allow one there, or choose another model.`,
  pull: ({ server, model }) =>
    `${server} does not have the model ${model}. Get it with "ollama pull ${model}", or choose another model.`,
  region: ({ server, said }) => `${server} is not available in this server's country or region.${said} Set another provider.`,
  responsesApi: ({ server, model }) =>
    `${server} has ${model} for the Responses API only. Set OPENAI_API to "responses", or choose another model.`,
  terms: ({ server, model, said }) =>
    `${server} requires the terms of ${model} to be accepted first.${said} Accept them there, or choose another model.`,
  toolParser: ({ server, model }) =>
    `${server} was started without tool calling. Start vLLM with --enable-auto-tool-choice and --tool-call-parser (which one depends on ${model}), or choose another model.`,
};
