// vLLM. It says how much it reads; whether it was started with a parser for tool calls it does not. Source: docs.vllm.ai, OpenAI-compatible server;
// read November 2026.
import { countOf, fieldOf, type LocalServerKind, recordsOf, textOf } from "./server.ts";

export const vllm: LocalServerKind = {
  name: "vLLM",
  port: 8_000,
  longerContext: "vllm serve … --max-model-len 32768",
  async models(ask) {
    const listed = recordsOf(fieldOf(await ask("/v1/models"), "data"));
    if (!listed.some(({ owned_by }) => owned_by === "vllm")) return null;
    return listed.flatMap((model) => {
      const id = textOf(model.id);
      return id === null ? [] : [{ id, tools: null, images: null, contextTokens: countOf(model.max_model_len) }];
    });
  },
};
