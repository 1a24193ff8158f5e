// The models to choose from, and what is refused before anything is created: a model that is not offered, since it would cost the operator's
// money, and an app that the model which would answer cannot build.
import type { Context } from "hono";
import { isOffered, listModels, refusedBeforehand } from "../models/choose.ts";
import type { ApiEnv } from "./environment.ts";
import { Fault } from "./fault.ts";

/** Names that a hint holds; the list has them all. */
const namedModels = 20;

export function requireOffered(c: Context<ApiEnv>, model: string | undefined): void {
  if (model === undefined || isOffered(c.env, model)) return;
  const { models, patterns } = listModels(c.env);
  const names = [...models.map(({ id }) => id), ...patterns];
  const more = names.length > namedModels ? ", … (GET /api/models has them all)" : "";
  throw new Fault(
    "model_not_offered",
    `This server does not offer the model "${model}".`,
    `It offers: ${names.slice(0, namedModels).join(", ")}${more}.`,
  );
}

export function requirePrepared(c: Context<ApiEnv>, prompt: string): void {
  const refused = refusedBeforehand(c.env, prompt);
  if (refused) throw new Fault("not_prepared", refused.message, refused.hint, { suggestions: refused.suggestions });
}
