// llama.cpp's server. /props says what the template can do and how much is read at once; with several models it would load one to answer, so it is
// asked only where there is one. Sources: tools/server/README.md of llama.cpp, oh-my-pi#440, pi#3567; read November 2026.
import { answerOf, countOf, fieldOf, type LocalServerKind, recordsOf, textOf } from "./server.ts";

export const llamaCpp: LocalServerKind = {
  name: "llama.cpp",
  port: 8_080,
  longerContext: "llama-server --ctx-size 32768",
  async models(ask) {
    const listed = recordsOf(fieldOf(await ask("/v1/models"), "data"));
    if (!listed.some(({ owned_by }) => owned_by === "llamacpp")) return null;
    const ids = listed.flatMap(({ id }) => textOf(id) ?? []);
    const props = ids.length === 1 ? await ask("/props") : null;
    const caps = fieldOf(props, "chat_template_caps");
    return ids.map((id) => ({
      id,
      tools: answerOf(fieldOf(caps, "supports_tool_calls") ?? fieldOf(caps, "supports_tools")),
      images: answerOf(fieldOf(props, "modalities", "vision")),
      contextTokens: countOf(fieldOf(props, "default_generation_settings", "n_ctx")),
    }));
  },
};
