// Azure OpenAI through its v1 API ("/openai/v1/").
//   models that reason refuse max_tokens and name what they want (OpenHands#11662, 2025; opencode#37964, 2026-07-20)
//   the first chunk has no choices but what the prompt's filter found, and an empty id and model (mentat#429, 2023-12-28; pydantic-ai#797,
//     2025-09-03); a chunk of the asynchronous filter has a choice without a delta (autogen#6465, 2025-05-07)
//   a filtered prompt: 400 with code content_filter; parameters that the model does not have: unsupported_parameter, unsupported_value
import type { ChatRequest } from "../scenario.ts";
import { chunkForm, data, token } from "./chunk-form.ts";
import { callsIn, messagesOf, namesOf, unknownName, unpaired } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["gpt-5.1"];
/** The longest id that is taken. */
const idMost = 40;
const safe = { filtered: false, severity: "safe" };
const filterResults = { hate: safe, self_harm: safe, sexual: safe, violence: safe };
const known = namesOf(
  "model messages tools tool_choice parallel_tool_calls stream stream_options max_completion_tokens reasoning_effort verbosity response_format user metadata store seed prompt_cache_key safety_identifier",
);

const error = (status: number, message: string, param: string | null, code: string | null): Page => ({
  status,
  body: { error: { message, type: "invalid_request_error", param, code } },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

/** What a prompt is answered that its filter stops. */
export const filteredPrompt: Page = {
  status: 400,
  body: {
    error: {
      message:
        "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your prompt and retry.",
      type: null,
      param: "prompt",
      code: "content_filter",
      status: 400,
      innererror: {
        code: "ResponsibleAIPolicyViolation",
        content_filter_result: { violence: { filtered: true, severity: "high" } },
      },
    },
  },
};

export const azure: Server = {
  name: "azure",
  basePath: "/openai/v1",
  models,
  learned: ["max_tokens"],
  showsThoughts: () => false,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `chatcmpl-${token(number, 0, 29)}`, created: 1_764_000_000, system_fingerprint: "fp_5154047bf2" }),
      choice: { content_filter_results: filterResults, logprobs: null },
      opening:
        data({
          choices: [],
          created: 0,
          id: "",
          model: "",
          object: "",
          prompt_filter_results: [{ prompt_index: 0, content_filter_results: filterResults }],
        }) +
        data({
          id: "",
          object: "",
          created: 0,
          model: "",
          choices: [{ index: 0, finish_reason: null, content_filter_results: {}, content_filter_offsets: { check_offset: 44 } }],
          usage: null,
        }),
      role: "own chunk",
      thoughts: "not shown",
      call: (number, index) => ({ index, id: `call_${token(number, index, 24)}`, type: "function" }),
      calls: "in pieces",
      finishStands: "in a chunk of its own",
      usage: "asked for",
      error: (failed) => data({ error: { message: "", type: "server_error", param: null, code: null, ...failed } }),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => parameterRefusal(body),
      () => {
        const long = callsIn(body).findIndex(({ id }) => String(id).length > idMost);
        const message = `Invalid 'messages[${long}].tool_calls[0].id': string too long. Expected a string with maximum length ${idMost}.`;
        return long < 0 ? null : refusal("ids", error(400, message, "messages", "string_above_max_length"));
      },
      () => {
        const open = unpaired(body);
        const message = `An assistant message with 'tool_calls' must be followed by tool messages responding to each 'tool_call_id'. The following tool_call_ids did not have response messages: ${open.join(", ")}`;
        return open.length > 0 ? refusal("results", error(400, message, "messages", null)) : null;
      },
      () => {
        const strange = messagesOf(body).find(({ fields }) => "reasoning_content" in fields || "extra_content" in fields);
        return strange
          ? refusal("fields", error(400, "Unrecognized request argument supplied: reasoning_content", null, null))
          : null;
      },
    ),
  fails: (failure, { body }) => {
    if (failure === "key") {
      const message =
        "Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.";
      return { status: 401, body: { error: { code: "401", message } } };
    }
    if (failure === "unknown model") {
      const message =
        "The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please wait a moment and try again.";
      return { status: 404, body: { error: { code: "DeploymentNotFound", message } } };
    }
    const message = `Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in ${272_000 + JSON.stringify(body).length} tokens. Please reduce the length of the messages.`;
    return error(400, message, "messages", "context_length_exceeded");
  },
  page: (method, path) => (method === "GET" && path === "/openai/v1/models" ? modelList(models, { owned_by: "system" }) : null),
  missing: () => ({ status: 404, body: { error: { code: "404", message: "Resource not found" } } }),
};

function parameterRefusal(body: ChatRequest): Refusal | null {
  if ("max_tokens" in body) {
    const message = "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.";
    return refusal("max_tokens", error(400, message, "max_tokens", "unsupported_parameter"));
  }
  if (body.temperature !== undefined && body.temperature !== 1) {
    const message = `Unsupported value: 'temperature' does not support ${body.temperature} with this model. Only the default (1) value is supported.`;
    return refusal("temperature", error(400, message, "temperature", "unsupported_value"));
  }
  const name = unknownName(body, new Set([...known, "temperature"]));
  return name ? refusal(name, error(400, `Unrecognized request argument supplied: ${name}`, null, null)) : null;
}
