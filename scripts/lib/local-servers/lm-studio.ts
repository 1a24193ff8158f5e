// LM Studio. Its own API says more than the compatible one: v1 since 0.4, v0 before. Sources: lmstudio.ai/docs/developer/rest, and the answer quoted
// in lmstudio-bug-tracker#1659; read November 2026.
import { answerOf, countOf, fieldOf, type LocalModel, type LocalServerKind, recordsOf, textOf } from "./server.ts";

export const lmStudio: LocalServerKind = {
  name: "LM Studio",
  port: 1_234,
  longerContext: "load the model with a larger Context Length",
  async models(ask) {
    const [now, before] = await Promise.all([ask("/api/v1/models"), ask("/api/v0/models")]);
    const models = fieldOf(now, "models");
    if (Array.isArray(models)) return recordsOf(models).flatMap((model) => fromVersion1(model) ?? []);
    const listed = fieldOf(before, "data");
    return Array.isArray(listed) ? recordsOf(listed).flatMap((model) => fromVersion0(model) ?? []) : null;
  },
};

function fromVersion1(model: Record<string, unknown>): LocalModel | null {
  const id = textOf(model.key);
  if (id === null || model.type !== "llm") return null;
  const [loaded] = recordsOf(model.loaded_instances);
  return {
    id,
    tools: answerOf(fieldOf(model, "capabilities", "trained_for_tool_use")),
    images: answerOf(fieldOf(model, "capabilities", "vision")),
    contextTokens: countOf(fieldOf(loaded, "config", "context_length")),
  };
}

function fromVersion0(model: Record<string, unknown>): LocalModel | null {
  const id = textOf(model.id);
  if (id === null || (model.type !== "llm" && model.type !== "vlm")) return null;
  const { capabilities } = model;
  return {
    id,
    tools: Array.isArray(capabilities) ? capabilities.includes("tool_use") : null,
    images: model.type === "vlm",
    contextTokens: countOf(model.loaded_context_length),
  };
}
