// Ollama through its OpenAI-compatible API.
//   each call whole in a chunk of its own, the role in every chunk; the index of each was 0 for long
//     (ollama/ollama#7881, 2024-11-29; chunks recorded by g0t4/ask-openai.nvim, 2025-04)
//   thoughts in `reasoning`, figures in a chunk without choices when asked for
//   an unknown model: 404 "try pulling it first"; one without tools: 400 "does not support tools"
//   content null: "invalid message content type: <nil>" (QwenLM/qwen-code#3350, 2026-04-16)
//   arguments in the history that are no JSON: "invalid tool call arguments" (codex-router#161, 2026-08-11)
//   what is longer than num_ctx is cut off without a word
import { chunkForm, data, token } from "./chunk-form.ts";
import { callsIn, isObjectText, messagesOf } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["qwen3-coder:30b"];

const error = (status: number, message: string, type = "invalid_request_error"): Page => ({
  status,
  body: { error: { message, type, param: null, code: null } },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

const notPulled = (model: unknown) => error(404, `model "${model}" not found, try pulling it first`, "not_found_error");

/** Of a model whose template has no tools. */
export const withoutTools = (model: string) =>
  error(400, `registry.ollama.ai/library/${model} does not support tools`, "api_error");

export const ollama: Server = {
  name: "ollama",
  basePath: "/v1",
  models,
  learned: [],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `chatcmpl-${number % 1000}`, created: 1_764_000_000, system_fingerprint: "fp_ollama" }),
      role: "every chunk",
      thoughts: "reasoning",
      call: (number, index) => ({ id: `call_${token(number, index, 8)}`, index: 0, type: "function" }),
      calls: "whole",
      finishStands: "in a chunk of its own",
      usage: "asked for",
      error: (failed) => data({ error: { message: "", type: "api_error", param: null, code: null, ...failed } }),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => (models.includes(String(body.model)) ? null : refusal("model", notPulled(body.model))),
      () => {
        const empty = messagesOf(body).find(({ content, tool_calls }) => content == null && tool_calls.length === 0);
        return empty ? refusal("content", error(400, "invalid message content type: <nil>")) : null;
      },
      () =>
        callsIn(body).some((call) => !isObjectText(call.arguments))
          ? refusal("arguments", error(400, "invalid tool call arguments"))
          : null,
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return { status: 401, body: { error: "unauthorized" } };
    return failure === "unknown model"
      ? notPulled(body.model)
      : error(400, "input length exceeds the context length", "api_error");
  },
  page: (method, path) => {
    const details = { format: "gguf", family: "qwen3moe", parameter_size: "30.5B", quantization_level: "Q4_K_M" };
    switch (`${method} ${path}`) {
      case "GET /v1/models":
        return modelList(models, { owned_by: "library" });
      case "GET /api/version":
        return { status: 200, body: { version: "0.21.0" } };
      case "GET /api/tags":
        return {
          status: 200,
          body: { models: models.map((name) => ({ name, model: name, size: 18_556_688_736, digest: "06c1097efce0", details })) },
        };
      case "POST /api/show":
        return {
          status: 200,
          body: {
            details,
            capabilities: ["completion", "tools", "thinking"],
            model_info: { "general.architecture": "qwen3moe", "qwen3moe.context_length": 262_144 },
          },
        };
      default:
        return null;
    }
  },
  missing: () => ({ status: 404, body: "404 page not found" }),
};
