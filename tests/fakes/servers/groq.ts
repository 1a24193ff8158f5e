// Groq.
//   an answer longer than the model may give: named with its parameter and limit (free-claude-code#955, 2026-07-02; #1354, 2026-08-07)
//   a request above the tokens of a minute: 413, which no waiting helps (continue#10218, 2026-02-05; koassistant.koplugin#106, 2026-09-03);
//     a field that it does not know in a message: "is unsupported"
//   a call that its parser cannot read: tool_use_failed, as a 400 (groq-typescript#28, 2024-05-12) or as an event inside of a 200
//     (opencode#1018, 2025-07-15)
//   calls whole, figures in `x_groq` of the last chunk, thoughts in `reasoning`
import type { ChatRequest } from "../scenario.ts";
import { chunkForm, token, usageFields } from "./chunk-form.ts";
import { callsIn, isObjectText, messagesOf, namesOf, unknownName, unpaired } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["qwen/qwen3.6-27b"];
const outputMost = 16_384;
const knownInMessages = namesOf("role content name tool_calls tool_call_id reasoning");

const error = (status: number, message: string, more: Record<string, unknown> = {}): Page => ({
  status,
  body: { error: { message, type: "invalid_request_error", ...more } },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

export const groq: Server = {
  name: "groq",
  basePath: "/openai/v1",
  models,
  learned: ["max_tokens"],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `chatcmpl-${token(number, 0, 32)}`, created: 1_764_000_000, system_fingerprint: "fp_3d587a02fb" }),
      choice: { logprobs: null },
      role: "own chunk",
      thoughts: "reasoning",
      call: (number, index) => ({ id: token(number, index, 9), type: "function", index }),
      calls: "whole",
      finishStands: "in a chunk of its own",
      usage: "elsewhere",
      last: (number, usage) => ({
        x_groq: { id: `req_${token(number, 0, 26)}`, ...(usage ? { usage: usageFields(usage) } : {}) },
      }),
      error: (failed) =>
        `event: error\ndata: ${JSON.stringify({ error: { message: "", type: "invalid_request_error", status_code: 400, ...failed } })}\n\n`,
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => limitRefusal(body),
      () => {
        for (const [at, { fields }] of messagesOf(body).entries()) {
          const name = unknownName(fields, knownInMessages);
          if (name) return refusal(name, error(400, `property 'messages.${at}.${name}' is unsupported`));
        }
        return null;
      },
      () =>
        callsIn(body).some((call) => !isObjectText(call.arguments))
          ? refusal("arguments", error(400, "Invalid tool call arguments in messages."))
          : null,
      () => (unpaired(body).length > 0 ? refusal("results", error(400, "Tool calls and tool results do not match.")) : null),
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return error(401, "Invalid API Key", { code: "invalid_api_key" });
    return failure === "unknown model"
      ? error(404, `The model \`${body.model}\` does not exist or you do not have access to it.`, { code: "model_not_found" })
      : error(
          413,
          `Request too large for model \`${body.model}\` in organization \`org_01\` service tier \`on_demand\` on tokens per minute (TPM): Limit 8000, Requested 44120, please reduce your message size and try again. Need more tokens? Upgrade to Dev Tier today at https://console.groq.com/settings/billing`,
          { type: "tokens", code: "rate_limit_exceeded" },
        );
  },
  page: (method, path) =>
    method === "GET" && path === "/openai/v1/models"
      ? modelList(models, { owned_by: "Alibaba Cloud", active: true, context_window: 131_072, max_completion_tokens: outputMost })
      : null,
  missing: (method, path) =>
    error(404, `Unknown request URL: ${method} ${path}. Please check the URL for typos.`, { code: "unknown_url" }),
};

function limitRefusal(body: ChatRequest): Refusal | null {
  const name = "max_completion_tokens" in body ? "max_completion_tokens" : "max_tokens";
  if (Number(body[name] ?? 0) <= outputMost) return null;
  const message = `\`${name}\` must be less than or equal to \`${outputMost}\`, the maximum value for \`${name}\` is less than the \`context_window\` for this model`;
  return refusal("max_tokens", error(400, message, { param: name }));
}
