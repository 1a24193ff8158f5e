// vLLM, started with a tool parser and a window of 32,768 tokens.
//   window: prompt and max_tokens together, refused and not clipped (vllm-project/vllm#42474, 2026-05-13; words of #33425, 2026-01-31)
//   a call in the history whose arguments are no JSON: the template reads them (kimi-cli#1171, crush#1169)
//   pieces: id and name in the first of a call only, `reasoning` for thoughts, figures in a chunk without choices (vllm#43267, 2026-05-22)
//   tools without --enable-auto-tool-choice: vllm-project/vllm#9986, PR#30613, 2025-12-14
import { chunkForm, data, token } from "./chunk-form.ts";
import { callsIn, isObjectText, outputLimit, promptTokens } from "./messages.ts";
import { firstRefusal, modelList, type Page, type Refusal, type Server } from "./server.ts";

const models = ["Qwen/Qwen3-Coder-30B-A3B-Instruct"];
const windowTokens = 32_768;

const error = (message: string, more: Record<string, unknown> = {}): Page => ({
  status: 400,
  body: { error: { message, type: "BadRequestError", param: null, code: 400, ...more } },
});
const refusal = (about: string, page: Page): Refusal => ({ about, ...page });

/** Of a server that was started without a tool parser. */
export const withoutToolParser = error('"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set');

const notThere = (model: unknown): Page => ({
  status: 404,
  body: { error: { message: `The model \`${model}\` does not exist.`, type: "NotFoundError", param: "model", code: 404 } },
});

export const vllm: Server = {
  name: "vllm",
  basePath: "/v1",
  models,
  learned: ["max_tokens"],
  showsThoughts: () => true,
  form: (identity, request) =>
    chunkForm(identity, request, {
      head: (number) => ({ id: `chatcmpl-${number.toString(16).padStart(32, "a")}`, created: 1_764_000_000 }),
      choice: { logprobs: null },
      role: "own chunk",
      thoughts: "reasoning",
      call: (number, index) => ({ id: `chatcmpl-tool-${token(number, index, 32)}`, type: "function", index }),
      calls: "in pieces",
      finish: (reason) => ({ finish_reason: reason, stop_reason: null }),
      finishStands: "in a chunk of its own",
      usage: "asked for",
      error: (failed) => data({ error: { message: "", type: "InternalServerError", param: null, code: 500, ...failed } }),
    }),
  refuses: ({ body }) =>
    firstRefusal(
      () => (models.includes(String(body.model)) ? null : refusal("model", notThere(body.model))),
      () => {
        const broken = callsIn(body).find((call) => !isObjectText(call.arguments));
        return broken ? refusal("arguments", error("Expecting value: line 1 column 1 (char 0)")) : null;
      },
      () => {
        const prompt = promptTokens(body);
        const answer = outputLimit(body) ?? 0;
        if (prompt + answer <= windowTokens) return null;
        const message = `This model's maximum context length is ${windowTokens} tokens. However, you requested ${answer} output tokens and your prompt contains at least ${prompt} input tokens, for a total of at least ${prompt + answer} tokens. Please reduce the length of the input prompt or the number of requested output tokens.`;
        return refusal("max_tokens", error(message, { param: "input_tokens" }));
      },
    ),
  fails: (failure, { body }) => {
    if (failure === "key") return { status: 401, body: { error: "Unauthorized" } };
    if (failure === "unknown model") return notThere(body.model);
    const long = 40_000;
    return error(
      `This model's maximum context length is ${windowTokens} tokens. However, your request has ${long} input tokens. Please reduce the length of the input messages.`,
      { param: "input_tokens" },
    );
  },
  page: (method, path) => {
    if (method !== "GET") return null;
    if (path === "/v1/models") return modelList(models, { owned_by: "vllm", root: models[0], max_model_len: windowTokens });
    if (path === "/version") return { status: 200, body: { version: "0.20.1" } };
    return path === "/health" ? { status: 200, body: "" } : null;
  },
  missing: () => ({ status: 404, body: { detail: "Not Found" } }),
};
