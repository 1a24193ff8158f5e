// Which model is tried: the one that the arguments name, else the one that `npm start` would ask.
import type { Price } from "../../src/llm/capabilities.ts";
import type { Model } from "../../src/llm/model.ts";
import { chooseModels, isOffered, listModels } from "../../src/models/choose.ts";
import { isBuiltIn } from "../../src/protocol/constants.ts";
import { localModelVariables } from "../lib/local-models.ts";
import { configuredVariables, mergeVariables } from "../lib/variables.ts";
import type { TryArguments } from "./arguments.ts";

export interface Target {
  model: Model;
  /** List price; null when it is not known here. */
  price: Price | null;
  /** For a server that is to ask the same model. */
  variables: Record<string, string>;
}

/** Fails with a sentence when there is no model to try. */
export async function findTarget({ url, model, key }: TryArguments, say: (line: string) => void): Promise<Target> {
  const configured = mergeVariables(configuredVariables());
  const variables: Record<string, string> =
    url === null
      ? { ...configured, ...(await localModelVariables(configured, say)) }
      : {
          ...timesOf(configured),
          OPENAI_BASE_URL: url,
          OPENAI_API_KEY: key ?? "",
          ...(model === null ? {} : { OPENAI_MODEL: model }),
        };
  if (url !== null && model === null) throw new Error("--url needs --model: the name of a model on that server.");
  if (url === null && key !== null)
    throw new Error("--key goes with --url and --model. Without them the configured model and key are used.");
  if (model !== null && !isOffered(variables, model))
    throw new Error(
      `${model} is not among the models that are configured. Name its server with --url as well, or add it to OPENAI_MODELS.`,
    );
  const chosen = chooseModels(variables, model ?? "")[0];
  if (!chosen) throw new Error("There is no model to try.");
  if (isBuiltIn(chosen.provider))
    throw new Error(
      "No model is configured: set a key, start a model server on this machine, or name one with --url and --model.",
    );
  const listed = listModels(variables).models.find(({ id }) => id === chosen.name);
  return { model: chosen, price: listed?.price_usd ?? null, variables };
}

/** How patient to be with a model is a setting of the person's machine. */
const timesOf = (variables: Record<string, string>) =>
  Object.fromEntries(Object.entries(variables).filter(([name]) => name.startsWith("MODEL_")));
