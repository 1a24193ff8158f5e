// The models to choose from, and the refusal of any other: whatever is asked for costs the operator's money.
import type { Context } from "hono";
import { isOffered, listModels } from "../llm/providers.ts";
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
