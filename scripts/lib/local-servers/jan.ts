// Jan. Its list of models has names only, and it mostly wants a key. Source: jan.ai/docs/desktop/api-server; read November 2026.
import { fieldOf, type LocalServerKind, recordsOf, textOf } from "./server.ts";

export const jan: LocalServerKind = {
  name: "Jan",
  port: 1_337,
  longerContext: "raise Context Length in the model's settings",
  async models(ask) {
    const listed = fieldOf(await ask("/v1/models"), "data");
    if (!Array.isArray(listed)) return null;
    return recordsOf(listed).flatMap(({ id }) => {
      const name = textOf(id);
      return name === null ? [] : [{ id: name, tools: null, images: null, contextTokens: null }];
    });
  },
};
