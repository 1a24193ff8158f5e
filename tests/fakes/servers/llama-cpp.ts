// llama.cpp's llama-server with the template of Qwen 3.5.
//   one system message, first: ggml-org/llama.cpp#20733, 2026-05-29 (words of forgecode#2586, 2026-03-16)
//   arguments in the history that are no JSON or no object: lemonade PR#1481, 2026-03-27
//   a message without content, unless it calls: common_chat_msgs_parse_oaicompat
//   too long: `exceed_context_size_error` with both numbers (PR#15780, 2025-09-03); max_tokens above the window is clipped
//   pieces: 32 letters as a call's id, `reasoning_content`, figures with `timings` in a chunk without choices
import { chunkForm, data, token } from "./chunk-form.ts";
import { callsIn, isObjectText, messagesOf, promptTokens } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["Qwen3.5-9B-Q8_0.gguf"];
const windowTokens = 131_072;

const error = (status: number, message: string, type: string, more: Record<string, unknown> = {}): Page => ({
  status,
  body: { error: { code: status, message, type, ...more } },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

const tooLong = (tokens: number) =>
  error(
    400,
    `request (${tokens} tokens) exceeds the available context size (${windowTokens} tokens), try increasing it`,
    "exceed_context_size_error",
    { n_prompt_tokens: tokens, n_ctx: windowTokens },
  );
const noTemplate = (said: string) =>
  error(
    400,
    `Unable to generate parser for this template. Automatic parser generation failed: \n------------\nError: Jinja Exception: ${said}`,
    "invalid_request_error",
  );

export const llamaCpp: Server = {
  name: "llama.cpp",
  basePath: "/v1",
  models,
  learned: [],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `chatcmpl-${number}`, created: 1_764_000_000, system_fingerprint: "b9444-5c1a2f3e" }),
      role: "own chunk",
      thoughts: "reasoning_content",
      call: (number, index) => ({ index, id: token(number, index, 32), type: "function" }),
      calls: "in pieces",
      finishStands: "in a chunk of its own",
      usage: "asked for",
      last: () => ({ timings: { prompt_n: 1, predicted_n: 1, predicted_per_second: 31.4 } }),
      error: (failed) => data({ error: { code: 500, message: "", type: "server_error", ...failed } }),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => {
        const second = messagesOf(body).findIndex(({ role }, at) => role === "system" && at > 0);
        return second > 0 ? refusal("system", noTemplate("System message must be at the beginning.")) : null;
      },
      () => {
        const empty = messagesOf(body).find(({ content, tool_calls }) => content == null && tool_calls.length === 0);
        return empty
          ? refusal("content", error(400, "All non-assistant messages must contain 'content'", "invalid_request_error"))
          : null;
      },
      () => {
        const broken = callsIn(body).find((call) => !isObjectText(call.arguments));
        return broken
          ? refusal("arguments", error(500, "[json.exception.parse_error.101] parse error at line 1, column 1", "server_error"))
          : null;
      },
      () =>
        callsIn(body).some(({ fields }) => fields.type !== "function")
          ? refusal("calls", error(500, "Missing tool call type", "server_error"))
          : null,
      () => (promptTokens(body) > windowTokens ? refusal("too long", tooLong(promptTokens(body))) : null),
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return error(401, "Invalid API Key", "authentication_error");
    // It answers with the one model that it has, whatever the name.
    return failure === "unknown model"
      ? error(503, "Loading model", "unavailable_error")
      : tooLong(windowTokens + promptTokens(body));
  },
  page: (method, path) => {
    if (method !== "GET") return null;
    switch (path) {
      case "/v1/models":
        return modelList(models, { owned_by: "llamacpp", meta: { n_ctx_train: 262_144, n_params: 9_000_000_000 } });
      case "/props":
        return {
          status: 200,
          body: {
            default_generation_settings: { n_ctx: windowTokens },
            model_path: `/models/${models[0]}`,
            modalities: { vision: false, audio: false },
            chat_template_caps: { supports_tools: true, supports_parallel_tool_calls: true },
          },
        };
      case "/health":
        return { status: 200, body: { status: "ok" } };
      default:
        return null;
    }
  },
  missing: () => error(404, "File Not Found", "not_found_error"),
};
