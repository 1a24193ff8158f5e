// Model servers that `npm start` found on this machine (scripts/lib/local-models.ts), through Chat Completions.
import * as v from "valibot";
import { compatibleCapabilities } from "../../llm/capabilities.ts";
import { createChatModel } from "../../llm/chat-completions.ts";
import { noKey } from "../../llm/failures/failure.ts";
import type { FamilyNames } from "../../llm/model.ts";
import { clientOf, type Endpoint, type Family } from "../family.ts";

const id = "local";
/** A found server can also be set up by hand, like any compatible one. */
const names: FamilyNames = { title: null, keySetting: "OPENAI_API_KEY", addressSetting: "OPENAI_BASE_URL" };

const settings = { LOCAL_SERVERS: "JSON, written by `npm start`: what it found, the best first" };

const localServers = v.array(
  v.object({
    name: v.string(),
    url: v.string(),
    models: v.pipe(
      v.array(
        v.object({
          id: v.string(),
          tools: v.nullable(v.boolean()),
          images: v.nullable(v.boolean()),
          contextTokens: v.nullable(v.number()),
        }),
      ),
      v.minLength(1),
    ),
  }),
);

type LocalServer = v.InferOutput<typeof localServers>[number];

export const local: Family<keyof typeof settings> = {
  id,
  title: "This machine's model server",
  names,
  settings,
  endpoints: ({ LOCAL_SERVERS }) => (LOCAL_SERVERS ? v.parse(localServers, JSON.parse(LOCAL_SERVERS)).map(endpoint) : []),
};

function endpoint({ url, models }: LocalServer): Endpoint {
  const offers = models.map(({ id }) => id);
  return {
    provider: id,
    model: offers[0] ?? "",
    offers,
    nameOf: (wished) => wished,
    factsOf(name) {
      const { tools = null, images = null, contextTokens = null } = models.find(({ id }) => id === name) ?? {};
      return { tools, images, contextTokens, price: null };
    },
    create: (name, patience) =>
      createChatModel({
        client: clientOf({ apiKey: noKey, baseURL: url }),
        provider: id,
        names,
        name,
        // What the server says about its model comes before what is known about such models.
        capabilities: { ...compatibleCapabilities(name), ...windowOf(models, name) },
        patience,
        now: Date.now,
      }),
  };
}

function windowOf(models: LocalServer["models"], name: string): { contextTokens?: number } {
  const contextTokens = models.find(({ id }) => id === name)?.contextTokens ?? null;
  return contextTokens === null ? {} : { contextTokens };
}
