// The table of facts, tried by itself: what each row says has to mean what the row says; and whole bodies, as servers send them.
import { APIError } from "openai";
import { expect, test } from "vitest";
import type { Fact } from "../../../src/llm/failures/fact.ts";
import { facts } from "../../../src/llm/failures/facts.ts";
import { toModelError } from "../../../src/llm/failures/failure.ts";
import { lengthFacts } from "../../../src/llm/failures/lengths.ts";
import { readFailure } from "../../../src/llm/failures/read-failure.ts";
import { saidIn } from "../../../src/llm/failures/said.ts";
import type { ModelFailure } from "../../../src/llm/model.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";

const asked = { provider: "openai" as const, name: "some-model", endpoint: "http://127.0.0.1:11434/v1" };

/** An error as its row describes it. */
function errorOf({ says, code, status, named, parameter }: Fact): APIError {
  const numbers: Record<string, string> = {
    window: "8192",
    prompt: "9000",
    output: "32000",
    total: "41000",
    most: "4096",
    over: "4097",
  };
  const words = (says ?? "It does not work.")
    .replaceAll("*", " and ")
    .replace(/\{([a-z]+)\}/g, (_, name: string) => numbers[name] ?? "1");
  const body = {
    message: named ? `max_tokens: ${words}` : words,
    ...(code ? { code: code.replaceAll("*", "x") } : {}),
    ...(parameter ? { param: parameter } : {}),
  };
  return new APIError(status?.[0] ?? 400, body, undefined, new Headers());
}

const rows = [...lengthFacts(400), ...lengthFacts(413), ...lengthFacts(402), ...facts].map(
  (fact) => [JSON.stringify(fact), fact] as const,
);

test.each(rows)("%s", (_name, fact) => {
  expect(readFailure(saidIn(errorOf(fact)), 32_000).reason).toBe(fact.reason);
});

test.each(rows)("%s has its source", (_name, { source }) => {
  expect(source).toMatch(/^[^()]+ \(20[012]\d-(0[1-9]|1[0-2])\)$|^[^()]+, unsourced$/);
});

type Row = [server: string, status: number | undefined, body: unknown, reason: ModelFailure, says?: RegExp];

test.each<Row>([
  [
    "OpenRouter, privacy",
    404,
    {
      message:
        "No endpoints found matching your data policy (Free model publication). Configure: https://openrouter.ai/settings/privacy",
      code: 404,
    },
    "unknown_model",
    /privacy.*Allow it there/,
  ],
  [
    "OpenRouter, moderation",
    403,
    {
      code: 403,
      message: 'Your chosen model requires moderation and your input was flagged for "violence".',
      metadata: { reasons: ["violence"] },
    },
    "content_filter",
    /Rephrase/,
  ],
  [
    "OpenRouter, tools",
    404,
    {
      message:
        "No endpoints found that support tool use. To learn more about provider routing, visit: https://openrouter.ai/docs",
      code: 404,
    },
    "no_tools",
  ],
  ["OpenRouter, no such model", 400, { message: "some/model is not a valid model ID", code: 400 }, "unknown_model"],
  [
    "OpenRouter, free models of the day",
    429,
    { message: "Rate limit exceeded: free-models-per-day. Add 10 credits to unlock 1000 free model requests per day", code: 429 },
    "quota",
  ],
  [
    "OpenRouter, no credit",
    402,
    { message: "Insufficient credits. Add more using https://openrouter.ai/settings/credits", code: 402 },
    "quota",
  ],
  [
    "OpenAI, region",
    403,
    {
      code: "unsupported_country_region_territory",
      message: "Country, region, or territory not supported",
      type: "request_forbidden",
    },
    "bad_key",
    /country or region/,
  ],
  [
    "Gemini, region",
    400,
    [{ error: { code: 400, message: "User location is not supported for the API use.", status: "FAILED_PRECONDITION" } }],
    "bad_key",
    /country or region/,
  ],
  [
    "Gemini, key",
    400,
    [
      {
        error: {
          code: 400,
          message: "API key not valid. Please pass a valid API key.",
          status: "INVALID_ARGUMENT",
          details: [{ reason: "API_KEY_INVALID" }],
        },
      },
    ],
    "bad_key",
  ],
  [
    "Gemini, a minute",
    429,
    [
      {
        error: {
          code: 429,
          message: "You exceeded your current quota, please check your plan and billing details.",
          status: "RESOURCE_EXHAUSTED",
          details: [{ violations: [{ quotaId: "GenerateRequestsPerMinutePerProjectPerModel-FreeTier" }] }],
        },
      },
    ],
    "rate_limited",
  ],
  [
    "Gemini, a day",
    429,
    [
      {
        error: {
          code: 429,
          message: "You exceeded your current quota.",
          status: "RESOURCE_EXHAUSTED",
          details: [{ violations: [{ quotaId: "GenerateRequestsPerDayPerProjectPerModel-FreeTier" }] }],
        },
      },
    ],
    "quota",
  ],
  [
    "Gemini, overloaded",
    503,
    [{ error: { code: 503, message: "The model is overloaded. Please try again later.", status: "UNAVAILABLE" } }],
    "overloaded",
  ],
  [
    "OpenAI, quota",
    429,
    {
      message: "You exceeded your current quota, please check your plan and billing details.",
      type: "insufficient_quota",
      code: "insufficient_quota",
    },
    "quota",
  ],
  [
    "Anthropic, credit",
    400,
    {
      type: "error",
      error: { type: "invalid_request_error", message: "Your credit balance is too low to access the Anthropic API." },
    },
    "quota",
  ],
  ["Anthropic, overloaded", 529, { type: "error", error: { type: "overloaded_error", message: "Overloaded" } }, "overloaded"],
  ["OpenAI, moderation", 400, { message: "Your request violates our usage policies." }, "content_filter", /Rephrase/],
  ["DeepSeek, balance", 402, { message: "Insufficient Balance", type: "unknown_error" }, "quota"],
  ["DeepSeek, content", 400, { message: "Content Exists Risk", type: "invalid_request_error" }, "content_filter"],
  [
    "Azure, content",
    400,
    {
      code: "content_filter",
      message: "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
    },
    "content_filter",
  ],
  [
    "Azure, deployment",
    404,
    { code: "DeploymentNotFound", message: "The API deployment for this resource does not exist." },
    "unknown_model",
    /no deployment some-model/,
  ],
  [
    "Ollama, not pulled",
    404,
    { message: 'model "some-model" not found, try pulling it first', type: "api_error" },
    "unknown_model",
    /ollama pull some-model/,
  ],
  [
    "Ollama, tools",
    400,
    { message: "registry.ollama.ai/library/gemma:2b does not support tools", type: "invalid_request_error" },
    "no_tools",
  ],
  [
    "vLLM, tool parser",
    400,
    {
      object: "error",
      message: '"auto" tool choice requires --enable-auto-tool-choice and --tool-call-parser to be set',
      type: "BadRequestError",
      code: 400,
    },
    "no_tools",
    /--enable-auto-tool-choice/,
  ],
  [
    "vLLM, no such model",
    404,
    { object: "error", message: "The model `m` does not exist.", type: "NotFoundError", code: 404 },
    "unknown_model",
  ],
  [
    "llama.cpp, template",
    500,
    { code: 500, message: "tools param requires --jinja flag", type: "server_error" },
    "no_tools",
    /--jinja/,
  ],
  ["llama.cpp, loading", 503, { code: 503, message: "Loading model", type: "unavailable_error" }, "overloaded", /still loading/],
  [
    "LM Studio, nothing loaded",
    404,
    {
      message: "No models loaded. Please load a model in the developer page or use the `lms load` command.",
      type: "invalid_request_error",
    },
    "unknown_model",
    /Load some-model there/,
  ],
  [
    "LM Studio, crashed",
    400,
    "The model has crashed without additional information. (Exit code: 18446744072635812000)",
    "overloaded",
  ],
  [
    "LM Studio, a wrong address in a 200",
    undefined,
    "Unexpected endpoint or method. (POST /chat/completions)",
    "bad_request",
    /Unexpected endpoint.*OPENAI_BASE_URL/,
  ],
  [
    "FastAPI, a wrong address",
    404,
    { detail: "Not Found" },
    "bad_request",
    /no such API at http:\/\/127\.0\.0\.1:11434.*OPENAI_BASE_URL/,
  ],
  [
    "Workers AI, the day's allocation",
    429,
    { success: false, errors: [{ code: 3036, message: "you have used up your daily free allocation of 10,000 neurons" }] },
    "quota",
  ],
  [
    "Workers AI, no room",
    429,
    { success: false, errors: [{ code: 3040, message: "No more data centers to forward the request to" }] },
    "overloaded",
  ],
  [
    "Groq, a call",
    400,
    { message: "Failed to call a function. Please adjust your prompt.", code: "tool_use_failed" },
    "bad_tool_call",
  ],
  [
    "Hugging Face",
    400,
    { message: "The requested model 'x/y' is not supported by any provider you have enabled." },
    "unknown_model",
  ],
  [
    "LiteLLM, wrapped",
    400,
    { message: 'litellm.BadRequestError: OpenAIException - {"error":{"message":"nope"}}', code: "400" },
    "bad_request",
  ],
  ["a word in another error", 400, { message: "Invalid value for 'tools[3].description': contains billing" }, "bad_request"],
  ["an error that says nothing, in a stream", undefined, { message: "Something." }, "overloaded"],
])("%s", (_server, status, body, reason, says) => {
  const error = toModelError(new APIError(status, body as object, undefined, new Headers()), asked);
  expect(error.reason).toBe(reason);
  if (says) expect(error.message).toMatch(says);
});

const page = (title: string) =>
  `<!DOCTYPE html><html><head><title>${title}</title></head><body>${"x".repeat(50_000)}</body></html>`;

test.each<[status: number, reason: ModelFailure, says: RegExp]>([
  [403, "bad_request", /web page.*Just a moment.*http:\/\/127\.0\.0\.1:11434/],
  [401, "bad_request", /web page/],
  [200, "bad_request", /web page/],
  [404, "bad_request", /no such API at/],
  [502, "overloaded", /could not answer.*Just a moment/],
  [524, "overloaded", /could not answer/],
  [429, "rate_limited", /is limiting requests/],
  [413, "context_length", /does not accept a request this large/],
])("a web page with status %s is %s", (status, reason, says) => {
  const error = toModelError(new APIError(status, undefined, page("Just a moment..."), new Headers()), asked);
  expect(error.reason).toBe(reason);
  expect(error.message).toMatch(says);
  expect(error.message.length).toBeLessThan(700);
});

test.each([
  ["https://api.openai.com/v1", /^OpenAI could/],
  ["https://api.deepseek.com", /^DeepSeek could/],
  ["https://my-resource.openai.azure.com/openai/v1", /^Azure could/],
  ["http://127.0.0.1:11434/v1", /^The server at 127\.0\.0\.1:11434 could/],
  ["https://models.example.com/v1?key=secret", /^The server at models\.example\.com could(?!.*secret)/],
  ["https://api.openai.com.example.com/v1", /^The server at api\.openai\.com\.example\.com could/],
])("a failure of %s names it", (endpoint, name) => {
  expect(toModelError(new APIError(500, { message: "Oh." }, undefined, new Headers()), { ...asked, endpoint }).message).toMatch(
    name,
  );
});

test("a body of any form and size is read in no time", () => {
  const deep = JSON.parse(`${'{"error":'.repeat(2_000)}1${"}".repeat(2_000)}`);
  const wide = { message: "x", details: Array.from({ length: 200_000 }, (_, index) => ({ message: `d${index}` })) };
  const long = { message: "prompt {".repeat(500_000), code: "x".repeat(1_000_000) };
  const tookMs = cpuTimeMs(() => {
    for (const body of [deep, wide, long, null, [], [[[]]], 7, { message: { message: null } }, { code: {} }])
      expect(toModelError(new APIError(400, body as object, undefined, new Headers()), asked).message.length).toBeLessThan(500);
  });
  expect(tookMs).toBeLessThan(1_000);
});
