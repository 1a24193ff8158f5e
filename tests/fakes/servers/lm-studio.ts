// LM Studio's local server.
//   a path that it does not have: HTTP 200 with an error in it (lmstudio-bug-tracker#618, 2025-04-25; still so: #2085, 2026-09-08)
//   nothing loaded: 404 "No models loaded"; too long: an error event inside of a 200 (opencode#11141, 2026-01-29; bug-tracker#2256, 2026-08-09)
//   tool_choice as an object: "Invalid tool_choice type"
//   nine digits as a call's id, calls in pieces; thoughts stay in the content between <think> tags unless its setting says otherwise
import { isRecord } from "../request-checks.ts";
import { chunkForm } from "./chunk-form.ts";
import { callsIn, isObjectText, promptTokens } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["qwen/qwen3-coder-30b"];
const windowTokens = 65_536;

const error = (status: number, message: string, more: Record<string, unknown> = {}): Page => ({
  status,
  body: { error: { message, type: "invalid_request_error", param: null, code: null, ...more } },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

const errorEvent = (message: string) => `event: error\ndata: ${JSON.stringify({ error: { message }, message })}\n\n`;
const tooLong = (tokens: number): Page => ({
  status: 200,
  headers: { "Content-Type": "text/event-stream" },
  body: errorEvent(`Cannot truncate prompt with n_keep (${tokens}) >= n_ctx (${windowTokens})`),
});

const firstCallId = 365_174_485;

export const lmStudio: Server = {
  name: "lm-studio",
  basePath: "/v1",
  models,
  learned: [],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `chatcmpl-${number}k2`, created: 1_764_000_000, system_fingerprint: models[0] }),
      choice: { logprobs: null },
      role: "every chunk",
      thoughts: "<think>",
      call: (number, index) => ({ index, id: String(firstCallId + number * 10 + index), type: "function" }),
      laterPiece: (index) => ({ index, type: "function" }),
      calls: "in pieces",
      finishStands: "in a chunk of its own",
      usage: "asked for",
      error: ({ message }) => errorEvent(String(message)),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () =>
        isRecord(body.tool_choice)
          ? refusal(
              "tool_choice",
              error(400, "Invalid tool_choice type: 'object'. Supported string values: none, auto, required"),
            )
          : null,
      () =>
        callsIn(body).some((call) => !isObjectText(call.arguments))
          ? refusal(
              "arguments",
              error(400, "Error rendering prompt with jinja template: \"Cannot apply filter 'items' to type: StringValue\"."),
            )
          : null,
      () => (promptTokens(body) > windowTokens ? refusal("too long", tooLong(promptTokens(body))) : null),
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return error(401, "Malformed LM Studio API token provided.", { code: "invalid_api_key" });
    return failure === "unknown model"
      ? error(404, "No models loaded. Please load a model in the developer page or use the 'lms load' command.", {
          param: "model",
          code: "model_not_found",
        })
      : tooLong(windowTokens + promptTokens(body));
  },
  page: (method, path) => {
    if (method !== "GET") return null;
    if (path === "/v1/models") return modelList(models, { owned_by: "organization_owner" });
    if (path !== "/api/v1/models") return null;
    return {
      status: 200,
      body: {
        models: models.map((key) => ({
          type: "llm",
          key,
          display_name: "Qwen3 Coder 30B",
          loaded_instances: [{ id: key, config: { context_length: windowTokens } }],
          max_context_length: 262_144,
          capabilities: { vision: false, trained_for_tool_use: true },
        })),
      },
    };
  },
  missing: (method, path) => ({ status: 200, body: { error: `Unexpected endpoint or method. (${method} ${path})` } }),
};
