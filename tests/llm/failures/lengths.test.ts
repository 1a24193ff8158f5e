// How servers say that something is too long: whole bodies, as each sends them, and what is read out of them.
import { APIError } from "openai";
import { expect, test } from "vitest";
import { readFailure } from "../../../src/llm/failures/read-failure.ts";
import { saidIn } from "../../../src/llm/failures/said.ts";

const asked = 32_000;
const read = (status: number | undefined, body: object) =>
  readFailure(saidIn(new APIError(status, body, undefined, new Headers())), asked);
const said = (message: string, more: Record<string, unknown> = {}) => ({ message, ...more });

test.each<[server: string, status: number, body: object, window: number | null, prompt: number | null]>([
  [
    "OpenAI",
    400,
    said(
      "This model's maximum context length is 8192 tokens. However, your messages resulted in 9001 tokens. Please reduce the length of the messages.",
      { code: "context_length_exceeded", param: "messages" },
    ),
    8_192,
    9_001,
  ],
  [
    "OpenAI, gpt-5",
    400,
    said(
      "Input tokens exceed the configured limit of 272000 tokens. Your messages resulted in 509178 tokens. Please reduce the length of the messages.",
      { code: "context_length_exceeded" },
    ),
    272_000,
    509_178,
  ],
  [
    "OpenAI, Responses",
    400,
    said("Your input exceeds the context window of this model. Please adjust your input and try again.", {
      code: "context_length_exceeded",
    }),
    null,
    null,
  ],
  [
    "vLLM",
    400,
    said(
      "This model's maximum context length is 32768 tokens. However, your request has 40000 input tokens. Please reduce the length of the input messages.",
      { object: "error", type: "BadRequestError" },
    ),
    32_768,
    40_000,
  ],
  ["vLLM, nothing left", 400, said("max_tokens must be at least 1, got -1234."), null, null],
  [
    "vLLM, decoder",
    400,
    said(
      "The decoder prompt (length 40000) is longer than the maximum model length of 32768. Make sure that `max_model_len` is no smaller.",
    ),
    32_768,
    40_000,
  ],
  ["SGLang", 400, said("The input (40000 tokens) is longer than the model's context length (32768 tokens)."), 32_768, 40_000],
  [
    "llama.cpp, words",
    400,
    said("request (9000 tokens) exceeds the available context size (4096 tokens), try increasing it", {
      type: "exceed_context_size_error",
    }),
    4_096,
    9_000,
  ],
  [
    "llama.cpp, fields",
    400,
    said("the request exceeds the available context size, try increasing it", { n_prompt_tokens: 9_000, n_ctx: 4_096 }),
    4_096,
    9_000,
  ],
  [
    "Anthropic",
    400,
    { type: "error", error: said("prompt is too long: 214,000 tokens > 200,000 maximum", { type: "invalid_request_error" }) },
    200_000,
    214_000,
  ],
  ["Anthropic, bytes", 413, said("Request exceeds the maximum size", { type: "request_too_large" }), null, null],
  ["Bedrock", 400, said("Input is too long for requested model."), null, null],
  [
    "Gemini, a list",
    400,
    [{ error: said("The input token count (1150000) exceeds the maximum number of tokens allowed (1048576).") }],
    1_048_576,
    1_150_000,
  ],
  [
    "Mistral",
    400,
    said("Prompt contains 65673 tokens and 0 draft tokens, too large for model with 32768 maximum context length", {
      code: "3051",
    }),
    32_768,
    65_673,
  ],
  [
    "OpenRouter, upstream",
    400,
    said("Provider returned error", {
      code: 400,
      metadata: { raw: '{"error":{"message":"prompt is too long: 300000 tokens > 200000 maximum"}}' },
    }),
    200_000,
    300_000,
  ],
  ["xAI", 400, said("This model's maximum prompt length is 131072 but the request contains 537812 tokens."), 131_072, 537_812],
  ["Fireworks", 400, said("The prompt is too long: 150000, model maximum context length: 131072"), 131_072, 150_000],
  [
    "Cohere",
    400,
    said("too many tokens: total number of tokens in the prompt cannot exceed 4081 - received 4292. Try using a shorter prompt."),
    4_081,
    4_292,
  ],
  ["Moonshot", 400, said("Invalid request: Your request exceeded model token limit: 8192"), null, null],
  ["MiniMax", 400, said("invalid params, context window exceeds limit (2013)"), null, null],
  ["Zhipu", 400, said("Prompt 超长", { code: "1261" }), null, null],
  [
    "Alibaba Cloud",
    400,
    said("<400> InternalError.Algo.InvalidParameter: Range of input length should be [1, 30720]"),
    30_720,
    null,
  ],
  [
    "GitHub Models",
    413,
    said("Request body too large for gpt-4o model. Max size: 8000 tokens.", { code: "tokens_limit_reached" }),
    8_000,
    null,
  ],
  [
    "GitHub Copilot",
    400,
    said("prompt token count of 150000 exceeds the limit of 128000", { code: "model_max_prompt_tokens_exceeded" }),
    128_000,
    150_000,
  ],
  [
    "LM Studio",
    400,
    said(
      "Trying to keep the first 6402 tokens when context the overflows. However, the model is loaded with context length of only 4096 tokens, which is not enough.",
    ),
    4_096,
    null,
  ],
  [
    "LM Studio, later",
    400,
    said(
      "The number of tokens to keep from the initial prompt is greater than the context length. Try to load the model with a larger context length.",
    ),
    null,
    null,
  ],
  ["Ollama", 400, said("prompt too long; exceeded max context length by 4821 tokens"), null, null],
  [
    "Text Generation Inference",
    422,
    said("Input validation error: `inputs` must have less than 4096 tokens. Given: 5000", { type: "validation" }),
    4_096,
    5_000,
  ],
  [
    "Together",
    422,
    said(
      "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 32769. Given: 40000 `inputs` tokens and 32000 `max_new_tokens`",
    ),
    32_769,
    40_000,
  ],
  [
    "Cerebras, a prompt alone",
    400,
    said("Please reduce the length of the messages or completion. Current length is 41000 while limit is 8192", {
      code: "context_length_exceeded",
    }),
    8_192,
    9_000,
  ],
  ["Groq", 400, said("Please reduce the length of the messages or completion.", { code: "context_length_exceeded" }), null, null],
  [
    "Groq, more than a minute allows",
    413,
    said(
      "Request too large for model `llama-3.3-70b` on tokens per minute (TPM): Limit 6000, Requested 44000, please reduce your message size and try again.",
      { code: "rate_limit_exceeded" },
    ),
    6_000,
    12_000,
  ],
  ["a proxy", 413, { message: "413 Request Entity Too Large" }, null, null],
])("the conversation, by %s", (_server, status, body, window, prompt) => {
  const failure = read(status, body);
  expect(failure.reason).toBe("context_length");
  expect(failure.tooLong).toMatchObject({ about: "prompt", window, prompt });
});

test.each<[server: string, status: number, message: string, most: number | null]>([
  [
    "OpenAI",
    400,
    "max_tokens is too large: 32000. This model supports at most 16384 completion tokens, whereas you provided 32000.",
    16_384,
  ],
  [
    "Anthropic",
    400,
    "max_tokens: 32000 > 8192, which is the maximum allowed number of output tokens for claude-3-5-sonnet-20241022",
    8_192,
  ],
  [
    "Anthropic, together",
    400,
    "input length and `max_tokens` exceed context limit: 188240 + 32000 > 200000, decrease input length or `max_tokens` and try again",
    9_877,
  ],
  ["DeepSeek", 400, "Invalid max_tokens value, the valid range of max_tokens is [1, 8192]", 8_192],
  ["Alibaba Cloud", 400, "<400> InternalError.Algo.InvalidParameter: Range of max_tokens should be [1, 8192]", 8_192],
  [
    "Groq",
    400,
    "`max_tokens` must be less than or equal to `8192`, the maximum value for `max_tokens` is less than the `context_window` for this model",
    8_192,
  ],
  [
    "Gemini",
    400,
    "Unable to submit request because it has a maxOutputTokens value of 100000 but the supported range is from 1 (inclusive) to 65537 (exclusive).",
    65_536,
  ],
  [
    "Bedrock",
    400,
    "The maximum tokens you requested exceeds the model limit of 8192. Try again with a maximum tokens value that is lower than 8192.",
    8_192,
  ],
  [
    "vLLM, together",
    400,
    "This model's maximum context length is 32768 tokens. However, you requested 34500 tokens (2500 in the messages, 32000 in the completion). Please reduce the length of the messages or completion.",
    30_204,
  ],
  [
    "vLLM, newer",
    400,
    "'max_tokens' or 'max_completion_tokens' is too large: 32000. This model's maximum context length is 32768 tokens and your request has 2500 input tokens (32000 > 32768 - 2500).",
    30_204,
  ],
  [
    "SGLang",
    400,
    "Requested token count exceeds the model's maximum context length of 32768 tokens. You requested a total of 34500 tokens: 2500 tokens from the input messages and 32000 tokens for the completion.",
    30_204,
  ],
  [
    "OpenRouter",
    400,
    "This endpoint's maximum context length is 40960 tokens. However, you requested about 42000 tokens (8000 of text input, 2000 of tool input, 32000 in the output). Please reduce the length of either one.",
    30_860,
  ],
  [
    "Together",
    422,
    "Input validation error: `inputs` tokens + `max_new_tokens` must be <= 32769. Given: 2000 `inputs` tokens and 32000 `max_new_tokens`",
    30_705,
  ],
  ["Moonshot", 400, "Invalid request: Your request exceeded model token limit: 32768 (requested: 34500)", 30_204],
  [
    "OpenAI, more than a minute allows",
    429,
    "Request too large for gpt-4o in organization org-x on tokens per min (TPM): Limit 30000, Requested 40000. The input or output tokens must be reduced in order to run successfully.",
    21_920,
  ],
  [
    "pydantic",
    422,
    "[{'type': 'less_than_equal', 'loc': ('body', 'max_tokens'), 'msg': 'Input should be less than or equal to 4096'}]",
    4_096,
  ],
  ["somebody without a number", 400, "max_completion_tokens is too large", null],
])("the answer that was asked for, by %s", (_server, status, message, most) => {
  const failure = read(status, { message });
  expect(failure.reason).toBe("bad_request");
  expect(failure.tooLong).toMatchObject({ about: "answer", most });
});

test.each([
  [
    "a rate that is only used up",
    429,
    "Rate limit reached for gpt-4o on tokens per min (TPM): Limit 30000, Used 29000, Requested 4000. Please try again in 6.5s.",
  ],
  [
    "a parameter that is not known",
    400,
    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
  ],
  ["another number", 400, "Invalid 'temperature': must be less than or equal to 2"],
])("%s is no length", (_what, status, message) => expect(read(status, { message }).tooLong).toBeUndefined());

test("what a credit is enough for is true of this moment only", () => {
  const message =
    "This request requires more credits, or fewer max_tokens. You requested up to 32000 tokens, but can only afford 5123.";
  expect(read(402, { message })).toMatchObject({ reason: "quota", tooLong: { about: "answer", most: 5_123, passing: true } });
});
