// Gemini through Google's OpenAI-compatible API.
//   a name that it does not know, in the body or a tool's schema: 400, the error in a list (free-claude-code#542, 2026-05-24)
//   a call of this turn without its signature: 400 (opensquilla#225, 2026-06-08; the signature: OpenMAIC#1556, 2026-09-16)
//   calls without an index, `stop` although there are calls, a signature in a chunk of its own (computer#224, 2026-08-17; python-genai#2868)
//   ids were empty before Gemini 3: the second model here
//   calls and results have to follow each other, all of them; a message that says nothing is refused
import { isRecord } from "../request-checks.ts";
import type { ChatRequest } from "../scenario.ts";
import { chunkForm, data, token } from "./chunk-form.ts";
import { type Call, callsIn, messagesOf, namesOf, unknownName, unpaired } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["gemini-3.5-flash", "gemini-2.5-flash"];
const outputMost = 65_536;
const known = namesOf(
  "model messages tools tool_choice parallel_tool_calls stream stream_options max_tokens max_completion_tokens temperature top_p n stop reasoning_effort response_format extra_body user",
);
const schemaNames = namesOf(
  "type description properties required items enum anyOf nullable minItems maxItems minimum maximum minLength maxLength pattern format title additionalProperties propertyOrdering",
);

const error = (status: number, message: string, state = "INVALID_ARGUMENT", details?: unknown): Page => ({
  status,
  body: [{ error: { code: status, message, status: state, ...(details ? { details } : {}) } }],
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });
const unknownField = (name: string, place = "") =>
  error(400, `Invalid JSON payload received. Unknown name "${name}"${place}: Cannot find field.`);

const hasSignatures = (model: unknown) => String(model).startsWith("gemini-3");
const signatureOf = (request: number) => `EqUCCqIC${request.toString(36)}AdHtim8=`;

export const gemini: Server = {
  name: "gemini",
  basePath: "/v1beta/openai",
  models,
  learned: [],
  showsThoughts: () => false,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `Hc8paZ${number}`, created: 1_764_000_000 }),
      role: "every chunk",
      thoughts: "not shown",
      call: (number, index) =>
        hasSignatures(identity.model)
          ? {
              id: `function-call-${token(number, index, 20)}`,
              type: "function",
              // Of calls that are made together, the first has it.
              ...(index === 0 ? { extra_content: { google: { thought_signature: signatureOf(number) } } } : {}),
            }
          : { id: "", type: "function" },
      calls: "whole",
      finish: (reason) => ({ finish_reason: reason === "tool_calls" ? "stop" : reason }),
      finishStands: "with the last piece",
      usage: "with the finish",
      error: (failed) => data([{ error: { code: 503, message: "", status: "UNAVAILABLE", ...failed } }]),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => nameRefusal(body),
      () => {
        const empty = messagesOf(body).find(({ content, tool_calls }) => !content && tool_calls.length === 0);
        const message =
          "Unable to submit request because it must include at least one parts field, which describes the prompt input.";
        return empty ? refusal("content", error(400, message)) : null;
      },
      () => {
        const message =
          "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.";
        return unpaired(body).length > 0 ? refusal("results", error(400, message)) : null;
      },
      () => signatureRefusal(body),
      () => {
        const asked = Number(body.max_tokens ?? body.max_completion_tokens ?? 0);
        const message = `Unable to submit request because it has a maxOutputTokens value of ${asked} but the supported range is from 1 (inclusive) to ${outputMost + 1} (exclusive).`;
        return asked > outputMost ? refusal("max_tokens", error(400, message)) : null;
      },
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return error(400, "API key not valid. Please pass a valid API key.");
    return failure === "unknown model"
      ? error(
          404,
          `models/${body.model} is not found for API version v1main, or is not supported for generateContent.`,
          "NOT_FOUND",
        )
      : error(400, "The input token count (1150000) exceeds the maximum number of tokens allowed (1048576).");
  },
  page: (method, path) =>
    method === "GET" && path === "/v1beta/openai/models"
      ? modelList(
          models.map((name) => `models/${name}`),
          { owned_by: "google" },
        )
      : null,
  missing: () => ({ status: 404, body: "" }),
};

function nameRefusal(body: ChatRequest): Refusal | null {
  const name = unknownName(body, known);
  if (name) return refusal("parameters", unknownField(name));
  const tools = Array.isArray(body.tools) ? body.tools.filter(isRecord) : [];
  for (const [at, tool] of tools.entries()) {
    const found = unknownSchemaName(isRecord(tool.function) ? tool.function.parameters : null);
    if (found) return refusal("schemas", unknownField(found, ` at 'tools[${at}].function_declarations[0].parameters'`));
  }
  return null;
}

function unknownSchemaName(schema: unknown): string | null {
  if (!isRecord(schema)) return null;
  const { properties, items, anyOf } = schema;
  const inner = [...(isRecord(properties) ? Object.values(properties) : []), items, ...(Array.isArray(anyOf) ? anyOf : [])];
  return unknownName(schema, schemaNames) ?? inner.map(unknownSchemaName).find((name) => name !== null) ?? null;
}

/** Of the first call of each step since the last message of a person. */
function signatureRefusal(body: ChatRequest): Refusal | null {
  if (!hasSignatures(body.model)) return null;
  const messages = messagesOf(body);
  const turn = messages.slice(messages.findLastIndex(({ role }) => role === "user"));
  const bare = turn.map(({ tool_calls }) => tool_calls[0]).find((call) => call && !isSigned(call));
  if (!bare) return null;
  const position = callsIn(body).indexOf(bare) + 1;
  const message = `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${bare.name}\` , position ${position}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`;
  return refusal("signatures", error(400, message));
}

function isSigned({ fields }: Call): boolean {
  const extra = isRecord(fields.extra_content) ? fields.extra_content.google : null;
  return isRecord(extra) && typeof extra.thought_signature === "string" && extra.thought_signature !== "";
}
