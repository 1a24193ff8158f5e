// Mistral's own API.
//   ids of calls: nine letters and digits, code 3280 (eca#233, 2025-12-13; ironclaw#1241, 2026-03-16)
//   a name that it does not know, in the body or in a message: 422 "Extra inputs are not permitted" (eca#231, 2025-12-12 for
//     max_completion_tokens; crush#1590, 2025-12-10 for reasoning_content); `stream_options` was such a name for long
//   order of roles: "Unexpected role 'user' after role 'tool'" (avante.nvim#2562, 2025-08-01; litellm#17761, 2025-12-10); the last one is a person's or a tool's
//   calls whole, all in the last chunk (semantic-kernel#6316, 2024-09-18), which has the figures; thoughts are parts of the content
import { isRecord } from "../request-checks.ts";
import type { ChatRequest } from "../scenario.ts";
import { chunkForm, data, token } from "./chunk-form.ts";
import { callsIn, messagesOf, namesOf, neighbours, unknownName, unpaired } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["mistral-medium-latest"];
const known = namesOf(
  "model messages tools tool_choice parallel_tool_calls stream max_tokens temperature top_p n stop random_seed response_format presence_penalty frequency_penalty prediction prompt_mode safe_prompt metadata reasoning_effort guardrails prompt_cache_key",
);
const knownInMessages = namesOf("role content tool_calls tool_call_id name prefix");

const error = (status: number, message: unknown, type: string, code: string | null): Page => ({
  status,
  body: { object: "error", message, type, param: null, code, raw_status_code: status },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });
const wrongOrder = (message: string) => refusal("roles", error(400, message, "invalid_request_message_order", "3230"));

function extra(place: (string | number)[], input: unknown): Page {
  const detail = [{ type: "extra_forbidden", loc: ["body", ...place], msg: "Extra inputs are not permitted", input }];
  return error(422, { detail }, "invalid_request_error", null);
}

export const mistral: Server = {
  name: "mistral",
  basePath: "/v1",
  models,
  learned: ["stream_options"],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: token(number, 0, 32), created: 1_764_000_000 }),
      role: "own chunk",
      thoughts: "content parts",
      call: (number, index) => ({ id: token(number, index, 9), index }),
      calls: "all in one chunk",
      finishStands: "with the last piece",
      usage: "with the finish",
      error: (failed) =>
        data({ object: "error", message: "", type: "service_unavailable", param: null, code: "3000", ...failed }),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => {
        const name = unknownName(body, known);
        return name ? refusal(name, extra([name], body[name])) : null;
      },
      () => messageRefusal(body),
      () => {
        const id = callsIn(body)
          .map((call) => call.id)
          .find((value) => !/^[a-zA-Z0-9]{9}$/.test(String(value)));
        const message = `Tool call id was ${id} but must be a-z, A-Z, 0-9, with a length of 9.`;
        return id === undefined ? null : refusal("ids", error(400, message, "invalid_function_call", "3280"));
      },
      () => orderRefusal(body),
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return { status: 401, body: { detail: "Unauthorized" } };
    return failure === "unknown model"
      ? error(400, `Invalid model: ${body.model}`, "invalid_model", "1500")
      : error(
          400,
          "Prompt contains 165673 tokens and 0 draft tokens, too large for model with 131072 maximum context length",
          "invalid_request_error",
          "3051",
        );
  },
  page: (method, path) =>
    method === "GET" && path === "/v1/models"
      ? modelList(models, {
          owned_by: "mistralai",
          max_context_length: 131_072,
          capabilities: { completion_chat: true, function_calling: true, vision: true },
        })
      : null,
  missing: () => ({ status: 404, body: { message: "no Route matched with those values" } }),
};

function messageRefusal(body: ChatRequest): Refusal | null {
  for (const [at, { role, content, tool_calls, fields }] of messagesOf(body).entries()) {
    const name = unknownName(fields, knownInMessages);
    if (name) return refusal(name, extra(["messages", at, role, name], fields[name]));
    if (role === "assistant" && !content && tool_calls.length === 0) {
      const message = "Assistant message must have either content or tool_calls, but not none.";
      return refusal("content", error(400, message, "invalid_request_assistant_message", "3240"));
    }
    const strange = tool_calls.find((call) => !isRecord(call.fields.function));
    if (strange) return refusal("calls", extra(["messages", at, role, "tool_calls"], strange.fields));
  }
  return null;
}

function orderRefusal(body: ChatRequest): Refusal | null {
  const allowed: Record<string, string[]> = {
    user: ["user", "assistant", "system"],
    assistant: ["user", "tool", "system"],
    tool: ["assistant", "tool"],
    system: ["assistant", "user"],
  };
  const pair = neighbours(body, (before, after) => {
    const follows =
      before.role === "tool"
        ? ["assistant", "tool"]
        : Object.keys(allowed).filter((role) => allowed[role]?.includes(before.role));
    return !follows.includes(after.role);
  });
  if (pair) return wrongOrder(`Unexpected role '${pair[1].role}' after role '${pair[0].role}'`);
  if (unpaired(body).length > 0) return wrongOrder("Not the same number of function calls and responses");
  const last = messagesOf(body).at(-1)?.role;
  if (last === "user" || last === "tool") return null;
  return wrongOrder(`Expected last role User or Tool (or Assistant with prefix True) for serving but got ${last}`);
}
