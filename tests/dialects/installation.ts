// How an operator sets up each server of the fake's.
import type { ProviderSettings } from "../../src/models/endpoints.ts";
import type { AiBinding } from "../../src/models/workers-ai/binding.ts";
import type { ProviderName } from "../../src/protocol/resources.ts";
import { servers } from "../fakes/servers/index.ts";
import type { Server } from "../fakes/servers/server.ts";

/** The base URL of a server; `provider` is that of the fake itself. */
const urlOf = ({ name, basePath }: Server, provider: string) => new URL(`/servers/${name}${basePath}`, provider).href;

/** As the `AI` binding hands answers on; what it is asked goes to the fake. */
const bindingOf = (url: string): AiBinding => ({
  run: (model, inputs, { signal }) =>
    fetch(url, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ ...inputs, model }),
      ...(signal ? { signal } : {}),
    }),
});

export function serverOfModel(model: string): Server {
  const server = servers.find(({ models }) => models.includes(model));
  if (!server) throw new Error(`No server has the model ${model}.`);
  return server;
}

const nothing = { OPENAI_API_KEY: "", OPENAI_BASE_URL: "", OPENROUTER_API_KEY: "", OPENROUTER_BASE_URL: "" };

/** The family of providers that asks it. */
export function providerOf({ name }: Server): ProviderName {
  return name === "openrouter" || name === "anthropic" || name === "workers-ai" ? name : "openai";
}

/** `OPENAI_BASE_URL` of the tests points at the fake. */
export function settingsFor(model: string, { OPENAI_BASE_URL = "" }: ProviderSettings): ProviderSettings {
  const server = serverOfModel(model);
  const url = urlOf(server, OPENAI_BASE_URL);
  const key = "sk-test-0123456789abcdef";
  switch (providerOf(server)) {
    case "openrouter":
      return { ...nothing, OPENROUTER_API_KEY: key, OPENROUTER_BASE_URL: url, OPENROUTER_MODEL: model };
    case "anthropic":
      return { ...nothing, ANTHROPIC_API_KEY: key, ANTHROPIC_BASE_URL: url, ANTHROPIC_MODEL: model };
    case "workers-ai":
      return { ...nothing, AI: bindingOf(url + (server.completions ?? "")), WORKERS_AI_MODEL: model };
    default:
      return { ...nothing, OPENAI_API_KEY: key, OPENAI_BASE_URL: url, OPENAI_MODEL: model };
  }
}
