// Ollama. Sources: docs.ollama.com/api (tags, show, ps), docs.ollama.com/context-length; read November 2026.
import { type Ask, countOf, fieldOf, type LocalModel, type LocalServerKind, recordsOf, textOf } from "./server.ts";

export const ollama: LocalServerKind = {
  name: "Ollama",
  port: 11_434,
  longerContext: "OLLAMA_CONTEXT_LENGTH=32768 ollama serve",
  async models(ask) {
    const [tags, running] = await Promise.all([ask("/api/tags"), ask("/api/ps")]);
    if (!Array.isArray(fieldOf(tags, "models"))) return null;
    const contexts = new Map(recordsOf(fieldOf(running, "models")).map((model) => [model.name, countOf(model.context_length)]));
    const names = recordsOf(fieldOf(tags, "models")).flatMap(({ name }) => textOf(name) ?? []);
    const found = await Promise.all(names.map((name) => describe(name, contexts.get(name) ?? null, ask)));
    return found.filter((model) => model !== null);
  },
};

/** Null: it makes embeddings only. `runningContext`: what it has while it is loaded, which is what counts. */
async function describe(id: string, runningContext: number | null, ask: Ask): Promise<LocalModel | null> {
  const shown = await ask("/api/show", { model: id });
  const capabilities = fieldOf(shown, "capabilities");
  // Versions before 0.6 say nothing of it.
  const can = (what: string) => (Array.isArray(capabilities) ? capabilities.includes(what) : null);
  if (can("completion") === false) return null;
  return {
    id,
    tools: can("tools"),
    images: can("vision"),
    contextTokens: runningContext ?? setContext(fieldOf(shown, "parameters")),
  };
}

/** `num_ctx` of the model's own settings, which come as lines of "name value". */
function setContext(parameters: unknown): number | null {
  const line = (textOf(parameters) ?? "").split("\n").find((text) => text.startsWith("num_ctx"));
  return countOf(Number(line?.slice("num_ctx".length).trim() || Number.NaN));
}
