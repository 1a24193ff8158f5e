// DeepSeek's own API, with a model of each generation.
//   deepseek-chat: max_tokens of [1, 8192], refused and not clipped (DeepSeek-V3#69, 2024-12-30; openclaude#35, 2026-04-01)
//   deepseek-v4-pro thinks by default, and wants `reasoning_content` back with each answer that called tools, in all later requests
//     (api-docs.deepseek.com/guides/thinking_mode, 2026; words of modelparams.dev#29, 2026-05-25)
//   `: keep-alive` while it waits, figures with the finish, cached ones as prompt_cache_hit_tokens; 402 "Insufficient Balance"
//   its own finish reason "insufficient_system_resource": it gave up, ask again
import type { ChatRequest } from "../scenario.ts";
import { chunkForm, data, token } from "./chunk-form.ts";
import { callsIn, isObjectText, messagesOf, outputLimit, unpaired } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["deepseek-v4-pro", "deepseek-chat"];
const thinks = (model: unknown) => model === "deepseek-v4-pro";
const outputMost = (model: unknown) => (thinks(model) ? 393_216 : 8_192);

const error = (status: number, message: string, code = "invalid_request_error"): Page => ({
  status,
  body: { error: { message, type: code, param: null, code } },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

export const deepseek: Server = {
  name: "deepseek",
  basePath: "/v1",
  models,
  learned: ["max_tokens"],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `${token(number, 0, 8)}-02e9-41b1`, created: 1_764_000_000, system_fingerprint: "fp_9a2f7c" }),
      choice: { logprobs: null },
      opening: ": keep-alive\n\n",
      role: "own chunk",
      thoughts: "reasoning_content",
      alwaysThinks: thinks(identity.model),
      call: (number, index) => ({ index, id: `call_00_${token(number, index, 24)}`, type: "function" }),
      calls: "in pieces",
      finishStands: "in a chunk of its own",
      usage: "with the finish",
      usageFields: ({ prompt_tokens, completion_tokens }) => ({
        prompt_tokens,
        completion_tokens,
        total_tokens: prompt_tokens + completion_tokens,
        prompt_cache_hit_tokens: 0,
        prompt_cache_miss_tokens: prompt_tokens,
      }),
      error: (failed) => data({ error: { message: "", type: "server_error", param: null, code: "server_error", ...failed } }),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => (models.includes(String(body.model)) ? null : refusal("model", notThere())),
      () => {
        const most = outputMost(body.model);
        const isFine = (outputLimit(body) ?? 1) <= most;
        return isFine
          ? null
          : refusal("max_tokens", error(400, `Invalid max_tokens value, the valid range of max_tokens is [1, ${most}]`));
      },
      () => {
        const message =
          "An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. (insufficient tool messages following tool_calls message)";
        return unpaired(body).length > 0 ? refusal("results", error(400, message)) : null;
      },
      () =>
        callsIn(body).some((call) => !isObjectText(call.arguments))
          ? refusal("arguments", error(400, "Invalid arguments of a tool call."))
          : null,
      () => thoughtRefusal(body),
    ),
  fails: (failure) => {
    if (failure === "key") return error(401, "Authentication Fails, Your api key: ****0000 is invalid", "authentication_error");
    return failure === "unknown model"
      ? notThere()
      : error(
          400,
          "This model's maximum context length is 131072 tokens. However, you requested 171000 tokens (162808 in the messages, 8192 in the completion). Please reduce the length of the messages or completion.",
        );
  },
  page: (method, path) =>
    method === "GET" && /^(\/v1)?\/models$/.test(path) ? modelList(models, { owned_by: "deepseek" }) : null,
  missing: () => ({ status: 404, body: "" }),
};

const notThere = () => error(400, "Model Not Exist");

function thoughtRefusal(body: ChatRequest): Refusal | null {
  if (!thinks(body.model)) return null;
  const bare = messagesOf(body).some(({ tool_calls, fields }) => tool_calls.length > 0 && !fields.reasoning_content);
  const message = "The `reasoning_content` in the thinking mode must be passed back to the API.";
  return bare ? refusal("reasoning", error(400, message)) : null;
}
