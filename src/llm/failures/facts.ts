// Facts about refusals and faults: what servers say, as words, codes and statuses, and what it means. The first that fits counts. A new one is a line,
// with who says it. What is too long is in lengths.ts, which parameter is refused in refused-parameters.ts.
import type { Fact } from "./fact.ts";

/** A model's mistake in a call that its server found before we could. */
const badCalls: readonly Fact[] = [
  { reason: "bad_tool_call", code: "tool_use_failed" }, // Groq
  { reason: "bad_tool_call", says: "failed to call a function" }, // Groq
  { reason: "bad_tool_call", says: "tool call validation failed" }, // Groq
  { reason: "bad_tool_call", says: "failed to parse tool call" }, // llama.cpp, 500
  { reason: "bad_tool_call", says: "error parsing tool call" }, // Ollama, 500
  { reason: "bad_tool_call", says: "failed to parse input at pos" }, // llama.cpp, 500
  { reason: "bad_tool_call", says: "malformed_function_call" }, // Gemini
];

const tools: readonly Fact[] = [
  { reason: "no_tools", says: "--enable-auto-tool-choice", advice: "toolParser" }, // vLLM, 400
  { reason: "no_tools", says: "--tool-call-parser", advice: "toolParser" }, // vLLM, SGLang
  { reason: "no_tools", says: "--jinja", advice: "jinja" }, // llama.cpp, 500
  { reason: "no_tools", says: "support tool use" }, // OpenRouter, 404
  { reason: "no_tools", says: "not support tool" }, // Ollama, 400
  { reason: "no_tools", says: "n't support tool" }, // Bedrock
  { reason: "no_tools", says: "tools is not supported" },
  { reason: "no_tools", says: "tools are not supported" },
  { reason: "no_tools", says: "tool use is not supported" },
  { reason: "no_tools", says: "tool calling is not supported" },
  { reason: "no_tools", says: "`tool calling` is not supported" }, // Groq
  { reason: "no_tools", says: "tool calls are not supported" },
  { reason: "no_tools", says: "not support function" }, // DeepSeek, Alibaba Cloud
  { reason: "no_tools", says: "function calling is not" }, // Gemini: not enabled
  { reason: "no_tools", says: "functions are not supported" },
  { reason: "no_tools", says: "unsupported parameter: 'tools'" }, // OpenAI
  { reason: "no_tools", says: "'tools' is not supported" }, // OpenAI
  { reason: "no_tools", says: "does not support parameters: ['tools'" }, // LiteLLM
  { reason: "no_tools", says: "`tools` is not supported" },
  { reason: "no_tools", says: '"tools" is not supported' },
  { reason: "no_tools", says: "tools not supported" },
  { reason: "no_tools", says: "function call is not" },
  { reason: "no_tools", says: "function calling is unsupported" }, // Novita
  { reason: "no_tools", parameter: "tools", code: "unsupported_*" }, // OpenAI
  { reason: "no_tools", parameter: "tools", says: "extra inputs are not permitted" }, // FastAPI
];

const account: readonly Fact[] = [
  { reason: "rate_limited", says: "free-models-per-min" }, // OpenRouter
  { reason: "quota", says: "free-models-per-day" }, // OpenRouter, 429
  { reason: "quota", says: "limit: 0", status: [429], advice: "notInPlan" }, // Gemini: not in the free plan
  { reason: "quota", says: "perday", status: [429] }, // Gemini: quotaId of a day's limit
  // Gemini speaks of plan and billing for a limit of one minute as well (ai.google.dev/gemini-api/docs/rate-limits, 2025)
  { reason: "rate_limited", code: "resource_exhausted" },
  { reason: "quota", code: "insufficient_quota" }, // OpenAI, 429
  { reason: "quota", code: "billing_*" }, // OpenAI: billing_hard_limit_reached, billing_not_active
  { reason: "quota", code: "credit_balance_too_low" },
  { reason: "quota", says: "credit balance is too low" }, // Anthropic, 400
  { reason: "quota", code: "insufficient_user_quota" }, // new-api
  { reason: "quota", code: "exceeded_current_quota_error" }, // Moonshot
  { reason: "quota", code: "arrearage" }, // Alibaba Cloud, 400
  { reason: "quota", code: "1113" }, // Zhipu
  { reason: "quota", code: "3036" }, // Workers AI: the day's allocation
  { reason: "quota", code: "accountoverdue*" }, // Volcengine
  { reason: "rate_limited", code: "1039" }, // MiniMax: tokens a minute, in a 200
  { reason: "quota", status: [402] },
  { reason: "quota", says: "insufficient balance" }, // DeepSeek
  { reason: "quota", says: "insufficient credit" }, // OpenRouter
  { reason: "quota", says: "insufficient_credits" },
  { reason: "quota", says: "insufficient quota" },
  { reason: "quota", says: "out of credits" },
  { reason: "quota", says: "balance is insufficient" }, // SiliconFlow, 403
  { reason: "quota", says: "reached your specified api usage limits" }, // Anthropic, 400
  { reason: "quota", says: "free tier of the model has been exhausted" }, // Alibaba Cloud, 403
  { reason: "quota", says: "api calls / month" }, // Cohere, 429
  { reason: "quota", says: "余额不足" }, // Zhipu and gateways
  { reason: "quota", says: "额度不足" }, // new-api
  { reason: "quota", says: "used all available credits" }, // xAI
  { reason: "quota", says: "spending limit" }, // xAI
  { reason: "quota", says: "monthly included credits" }, // Hugging Face
  { reason: "quota", says: "daily free allocation" }, // Workers AI
  { reason: "quota", says: "key limit exceeded" }, // OpenRouter, 403
  { reason: "quota", says: "exceeded your current quota", status: [400, 403, 429] }, // OpenAI
  { reason: "quota", says: "check your plan and billing", status: [400, 403, 429] }, // OpenAI
  { reason: "quota", says: "check your billing", status: [400, 403, 429] },
  { reason: "bad_key", says: "not supported*country", advice: "region" },
  { reason: "bad_key", code: "unsupported_country_region_territory", advice: "region" }, // OpenAI, 403
  { reason: "bad_key", says: "country, region, or territory not supported", advice: "region" }, // OpenAI
  { reason: "bad_key", says: "location is not supported", advice: "region" }, // Gemini, 400
  { reason: "bad_key", says: "not available in your region", advice: "region" },
  { reason: "bad_key", says: "not available in your country", advice: "region" },
  { reason: "bad_key", says: "unsupported region", advice: "region" },
  { reason: "bad_key", status: [451], advice: "region" },
];

/** What the account's own settings exclude: OpenRouter, 404. */
const settings: readonly Fact[] = [
  { reason: "unknown_model", says: "data policy", advice: "privacy" },
  { reason: "unknown_model", says: "zero data retention", advice: "privacy" },
  { reason: "unknown_model", says: "/settings/privacy", advice: "privacy" },
  { reason: "unknown_model", says: "no allowed providers", advice: "providers" },
  { reason: "unknown_model", says: "all providers have been ignored", advice: "providers" },
];

const contents: readonly Fact[] = [
  { reason: "content_filter", code: "*policy_violation" },
  { reason: "content_filter", code: "*_policy" },
  { reason: "content_filter", code: "*content_filter*" }, // Azure
  { reason: "content_filter", code: "data_inspection_failed" }, // Alibaba Cloud
  { reason: "content_filter", code: "datainspectionfailed" },
  { reason: "content_filter", code: "1301" }, // Zhipu
  { reason: "content_filter", code: "invalid_prompt", status: [400] }, // OpenAI: flagged as violating the usage policy
  { reason: "content_filter", says: "new_sensitive" }, // MiniMax 1026 and 1027, in a 200
  { reason: "content_filter", says: "your input was flagged" }, // OpenRouter, 403
  { reason: "content_filter", says: "prompt was flagged" },
  { reason: "content_filter", says: "content management policy" }, // Azure
  { reason: "content_filter", says: "content exists risk" }, // DeepSeek
  { reason: "content_filter", says: "responsibleaipolicyviolation" }, // Azure
  { reason: "content_filter", says: "prohibited_content" }, // Gemini
  { reason: "content_filter", says: "content violates usage guidelines" }, // xAI, 403
  { reason: "content_filter", says: "violation of provider terms of service" }, // OpenRouter, 403
  { reason: "content_filter", says: "prompt blocked due to" }, // Cloudflare's AI Gateway
  { reason: "content_filter", says: "violates our usage policy" },
  { reason: "content_filter", says: "violating our usage policy" },
];

const keys: readonly Fact[] = [
  { reason: "bad_key", code: "invalid_api_key" },
  { reason: "bad_key", code: "api_key_invalid" }, // Gemini, 400
  { reason: "bad_key", says: "api key not valid" }, // Gemini, 400
  { reason: "bad_key", says: "api key expired" },
  { reason: "bad_key", says: "invalid api key" },
  { reason: "bad_key", says: "incorrect api key" }, // OpenAI, xAI (400)
  { reason: "bad_key", says: "missing or invalid authorization header" },
  { reason: "bad_key", says: "no api key" }, // LiteLLM
  { reason: "bad_key", says: "login fail" }, // MiniMax 1004, in a 200
  { reason: "bad_key", code: "organization_restricted" }, // Groq, 400
  { reason: "bad_key", code: "authentication_error" },
  { reason: "bad_key", status: [401] },
];

/** What Cloudflare says before a server, which has no part in it: a rule of its owner, the browser, the address or the country (1005 to 1020). */
const walls: readonly Fact[] = ["1005", "1006", "1007", "1008", "1009", "1010", "1012", "1020"].map((number) => ({
  reason: "bad_request",
  says: `error code: ${number}`,
  status: [403],
  advice: "page",
}));

/** The server has no such API there: its address is wrong, mostly by a "/v1". */
const addresses: readonly Fact[] = [
  { reason: "bad_request", says: "unexpected endpoint", advice: "address" }, // LM Studio, in a 200
  { reason: "bad_request", says: "unknown request url", advice: "address" }, // Groq
  { reason: "bad_request", code: "unknown_url", advice: "address" }, // Groq
  { reason: "bad_request", says: "invalid url (", advice: "address" }, // OpenAI
  { reason: "bad_request", says: "404 page not found", advice: "address" }, // Ollama and what else is written in Go
  { reason: "bad_request", says: "cannot post ", advice: "address" }, // Express
  { reason: "bad_request", says: "no route matched", advice: "address" }, // Kong
  { reason: "bad_request", status: [405], advice: "address" },
];

const models: readonly Fact[] = [
  { reason: "unknown_model", says: "try pulling it first", advice: "pull" }, // Ollama, 404
  { reason: "unknown_model", says: "model '*' not found" }, // Ollama, in a 200 as well
  { reason: "unknown_model", says: 'model "*" not found' },
  { reason: "unknown_model", says: "no models loaded", advice: "load" }, // LM Studio, 400 and 404
  { reason: "unknown_model", says: "no model is loaded", advice: "load" }, // LocalAI, text-generation-webui
  { reason: "unknown_model", says: "no model loaded", advice: "load" },
  { reason: "unknown_model", says: "more system memory", advice: "memory" }, // Ollama, 500
  { reason: "unknown_model", says: "out of memory", advice: "memory" }, // Ollama, 500
  { reason: "unknown_model", says: "insufficient system resources", advice: "memory" }, // LM Studio
  { reason: "unknown_model", says: "failed to load model", advice: "memory" }, // LM Studio, 400
  { reason: "unknown_model", says: "unable to load model", advice: "memory" }, // Ollama, 500
  { reason: "unknown_model", says: "only supported in v1/responses", advice: "responsesApi" }, // OpenAI, 404
  { reason: "unknown_model", code: "model_terms_required", advice: "terms" }, // Groq, 400
  { reason: "unknown_model", says: "is blocked at the" }, // Groq, 403
  { reason: "unknown_model", says: "have access to the model", status: [400, 403, 404] }, // Bedrock
  { reason: "unknown_model", code: "5007" }, // Workers AI
  { reason: "unknown_model", code: "operationnotsupported" }, // Azure
  { reason: "unknown_model", code: "model_not_found" }, // OpenAI
  { reason: "unknown_model", code: "model_not_available" },
  { reason: "unknown_model", code: "model_decommissioned" }, // Groq
  { reason: "unknown_model", code: "unknown_model" }, // GitHub Models
  { reason: "unknown_model", code: "deploymentnotfound", advice: "deployment" }, // Azure
  { reason: "unknown_model", code: "1211" }, // Zhipu
  { reason: "unknown_model", code: "invalid_model", status: [400, 404, 422] }, // Mistral
  { reason: "unknown_model", says: "model not exist", status: [400, 404] }, // DeepSeek
  { reason: "unknown_model", says: "is not a valid model", status: [400, 404] }, // OpenRouter
  { reason: "unknown_model", says: "invalid model name", status: [400, 404] }, // LiteLLM
  { reason: "unknown_model", says: "invalid model:", status: [400, 404] }, // Mistral
  { reason: "unknown_model", says: "is not supported by any provider", status: [400, 404] }, // Hugging Face
  { reason: "unknown_model", says: "unable to access model", status: [400, 404] }, // Together
  { reason: "unknown_model", says: "model*does not exist", status: [400, 403, 404, 422] }, // OpenAI, vLLM, xAI
  { reason: "unknown_model", says: "model*not found", status: [400, 404, 422, 500] }, // llama-swap, Cloudflare
  { reason: "unknown_model", says: "model*has been decommissioned", status: [400, 404] },
  { reason: "unknown_model", says: "does not have access to model", status: [403, 404] }, // OpenAI
  { reason: "unknown_model", says: "no endpoints found", status: [404] }, // OpenRouter
  { reason: "unknown_model", says: "model", status: [404] },
  { reason: "unknown_model", says: "endpoint", status: [404] },
  { reason: "bad_request", status: [404], advice: "address" },
];

/** What the conversation holds is not what the model's template takes: the same again helps nobody, whatever the status. */
const conversations: readonly Fact[] = [
  { reason: "bad_request", says: "jinja exception" }, // llama.cpp, 400 and 500
  { reason: "bad_request", says: "error rendering prompt with jinja template" }, // LM Studio
  { reason: "bad_request", says: "json.exception." }, // llama.cpp, 500: arguments in the history
  { reason: "bad_request", says: "missing tool call type" }, // llama.cpp, 500
  { reason: "bad_request", says: "roles must alternate" }, // templates of Gemma and Mistral
  { reason: "bad_request", says: "can only get item pairs from a mapping" }, // vLLM, 500: arguments that are no object
  { reason: "bad_request", says: "invalid tool call arguments" }, // Ollama
];

const passing: readonly Fact[] = [
  { reason: "overloaded", says: "loading model", advice: "loading" }, // llama.cpp, 503
  { reason: "overloaded", says: "model is loading", advice: "loading" },
  { reason: "overloaded", says: "currently loading", advice: "loading" }, // Hugging Face, 503
  { reason: "overloaded", says: "model has crashed" }, // LM Studio, 400
  { reason: "overloaded", says: "model unloaded" }, // LM Studio, 400
  { reason: "overloaded", says: "model was unloaded" }, // LM Studio
  { reason: "overloaded", says: "model has unloaded" },
  { reason: "overloaded", says: "the server had an error" }, // OpenAI
  { reason: "overloaded", code: "3040" }, // Workers AI: no room
  { reason: "overloaded", code: "overloaded_error" }, // Anthropic
  { reason: "overloaded", code: "api_error" }, // Anthropic, also in the middle of an answer
  { reason: "overloaded", code: "timeout_error" }, // Anthropic
  { reason: "rate_limited", status: [429] },
  { reason: "rate_limited", code: "rate_limit_exceeded" },
  { reason: "rate_limited", code: "rate_limit_error" },
  { reason: "rate_limited", code: "1302" }, // Zhipu: too many at once
  { reason: "rate_limited", code: "1303" }, // Zhipu: too often
  { reason: "rate_limited", code: "1305" }, // Zhipu, Z.ai: too much for the model right now
  { reason: "overloaded", code: "capacity_exceeded" }, // Groq's flex tier, 498
  { reason: "overloaded", says: "capacity exceeded" },
  { reason: "rate_limited", code: "throttling*" }, // Alibaba Cloud, Bedrock
  { reason: "rate_limited", code: "limit_burst_rate" }, // Alibaba Cloud
  { reason: "rate_limited", says: "too many requests" },
  { reason: "rate_limited", says: "rate limit" }, // MiniMax 1002, in a 200
  { reason: "overloaded", says: "overloaded" },
  { reason: "overloaded", says: "server_error" },
  { reason: "overloaded", code: "*server_error*" },
  { reason: "overloaded", code: "service_unavailable*" },
  { reason: "overloaded", code: "unavailable*" },
];

export const facts: readonly Fact[] = [
  ...badCalls,
  ...tools,
  ...account,
  ...settings,
  ...contents,
  ...keys,
  ...walls,
  ...addresses,
  ...models,
  ...conversations,
  ...passing,
];
