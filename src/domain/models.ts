// Refusals before anything is created: a model that is not offered, since it would cost the operator money, and an app that the answering model
// cannot build.
import type { Models } from "./ports.ts";
import { done, type Result, refuse, refused } from "./result.ts";

/** How many names a hint shows; the full list has them all. */
const namedModels = 20;

export function requireOffered(models: Models, model: string | undefined): Result<null> {
  if (model === undefined || models.isOffered(model)) return done(null);
  const names = models.names();
  const more = names.length > namedModels ? ", … (GET /api/models has them all)" : "";
  const offered = `It offers: ${names.slice(0, namedModels).join(", ")}${more}.`;
  return refuse("model_not_offered", `This server does not offer the model "${model}".`, offered);
}

export function requirePrepared(models: Models, prompt: string): Result<null> {
  const refusal = models.refusedBeforehand(prompt);
  return refusal ? refused({ code: "not_prepared", ...refusal }) : done(null);
}
