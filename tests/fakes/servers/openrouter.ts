// OpenRouter.
//   `: OPENROUTER PROCESSING` while it waits; an error in the middle is a chunk with `error` and finish reason "error" inside of a 200
//     (openrouter.ai/docs/api/reference/streaming and /errors-and-debugging, 2026)
//   thoughts in `reasoning` and again in `reasoning_details`; native_finish_reason; cost in the figures; numbers as codes
//   privacy settings that leave no provider: 404 with its own sentence; no credit: 402
//   parameters that a provider does not have are dropped
import { chunkForm, data, token } from "./chunk-form.ts";
import { callsIn, isObjectText, messagesOf, unpaired } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["anthropic/claude-sonnet-4.5"];

const error = (code: number, message: string, metadata?: Record<string, unknown>): Page => ({
  status: code,
  body: { error: { message, code, ...(metadata ? { metadata } : {}) }, user_id: "user_2fake" },
});
/** A provider behind it refused: its words stand in the metadata. */
const upstream = (message: string) =>
  error(400, "Provider returned error", {
    raw: JSON.stringify({ type: "error", error: { type: "invalid_request_error", message } }),
    provider_name: "Anthropic",
  });
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

export const dataPolicy = error(
  404,
  "No endpoints found matching your data policy (Paid model training). Configure: https://openrouter.ai/settings/privacy",
);

export const openrouter: Server = {
  name: "openrouter",
  basePath: "/api/v1",
  models,
  learned: [],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `gen-1764000000-${token(number, 0, 20)}`, provider: "Anthropic", created: 1_764_000_000 }),
      choice: { native_finish_reason: null, logprobs: null },
      opening: ": OPENROUTER PROCESSING\n\n: OPENROUTER PROCESSING\n\n",
      role: "every chunk",
      thoughts: "reasoning_details",
      call: (number, index) => ({ id: `toolu_bdrk_01${token(number, index, 22)}`, index, type: "function" }),
      laterPiece: (index) => ({ id: null, index, type: "function" }),
      calls: "in pieces",
      finish: (reason) => ({ finish_reason: reason, native_finish_reason: natively[reason] ?? reason }),
      finishStands: "in a chunk of its own",
      usage: "asked for",
      usageFields: ({ prompt_tokens, completion_tokens }) => ({
        prompt_tokens,
        completion_tokens,
        total_tokens: prompt_tokens + completion_tokens,
        cost: 0.0125,
        is_byok: false,
        prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
        cost_details: { upstream_inference_cost: null },
        completion_tokens_details: { reasoning_tokens: 0 },
      }),
      error: ({ code, message, ...more }) =>
        data({
          id: "gen-1764000000",
          object: "chat.completion.chunk",
          provider: "Anthropic",
          error: { code: code ?? 502, message, ...more },
          choices: [{ index: 0, delta: { content: "" }, finish_reason: "error", native_finish_reason: "error" }],
        }),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => (models.includes(String(body.model)) ? null : refusal("model", error(400, `${body.model} is not a valid model ID`))),
      () => {
        const ids = callsIn(body).map(({ id }) => String(id));
        if (new Set(ids).size < ids.length) return refusal("ids", upstream("messages: `tool_use` ids must be unique"));
        const strange = ids.find((id) => !/^[a-zA-Z0-9_-]+$/.test(id));
        return strange === undefined
          ? null
          : refusal("ids", upstream("tool_use.id: String should match pattern '^[a-zA-Z0-9_-]+$'"));
      },
      () => {
        const message = "`tool_use` ids were found without `tool_result` blocks immediately after";
        return unpaired(body).length > 0 ? refusal("results", upstream(message)) : null;
      },
      () =>
        callsIn(body).some((call) => !isObjectText(call.arguments))
          ? refusal("arguments", upstream("tool_use.input: Input should be a valid dictionary"))
          : null,
      () => {
        const blank = messagesOf(body).some(({ content }) => typeof content === "string" && content !== "" && !content.trim());
        return blank ? refusal("content", upstream("messages: text content blocks must contain non-whitespace text")) : null;
      },
      () => {
        const last = messagesOf(body).at(-1);
        const isOpen = last?.role === "assistant" && /\s$/.test(String(last.content ?? ""));
        return isOpen
          ? refusal("content", upstream("messages: final assistant content cannot end with trailing whitespace"))
          : null;
      },
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return error(401, "User not found.");
    return failure === "unknown model"
      ? error(404, `No endpoints found for ${body.model}.`)
      : upstream("prompt is too long: 214000 tokens > 200000 maximum");
  },
  page: (method, path) => {
    if (method !== "GET" || path !== "/api/v1/models") return null;
    const more = {
      context_length: 1_000_000,
      architecture: { modality: "text+image->text", input_modalities: ["text", "image"], output_modalities: ["text"] },
      pricing: { prompt: "0.000003", completion: "0.000015" },
      top_provider: { context_length: 1_000_000, max_completion_tokens: 64_000 },
      supported_parameters: ["max_tokens", "tools", "tool_choice", "reasoning"],
    };
    return modelList(models, more);
  },
  missing: () => ({ status: 404, body: { error: { message: "Not Found", code: 404 } } }),
};

const natively: Readonly<Record<string, string | undefined>> = { stop: "end_turn", tool_calls: "tool_use", length: "max_tokens" };
