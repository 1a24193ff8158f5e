// Facts about lengths: how servers say that the conversation, or the answer that was asked for, is longer than they can. The first that fits counts, so
// what says numbers stands before what says none. Comments name who says it, and where that was read.
import type { Fact } from "./fact.ts";

const both = (says: string): Fact => ({ reason: "context_length", about: "both", says });
const answer = (says: string): Fact => ({ reason: "bad_request", about: "answer", says });
const named = (says: string): Fact => ({ reason: "bad_request", about: "answer", named: true, says });
const prompt = (says: string): Fact => ({ reason: "context_length", about: "prompt", says });
const code = (name: string): Fact => ({ reason: "context_length", about: "prompt", code: name });

/** The conversation and the answer together. */
const together: readonly Fact[] = [
  // OpenAI, DeepSeek, vLLM until 0.9 (vllm/entrypoints/openai/serving_engine.py, 2025)
  both(
    "maximum context length is {window} tokens*requested {total} tokens ({prompt} in the messages, {output} in the completion)",
  ),
  both(
    "maximum context length is {window} tokens*requested {total} tokens ({prompt} in the messages, *{output} in the completion)",
  ),
  // OpenAI until 2023, LocalAI
  both(
    "maximum context length is {window} tokens*requested {total} tokens ({prompt} in your prompt; {output} for the completion)",
  ),
  // OpenRouter (issues of cline and Roo-Code, 2025); tools are counted apart
  both("maximum context length is {window} tokens*requested about {total} tokens (*{output} in the output)"),
  // vLLM since 0.10 (same file, 2025-09)
  both("maximum context length is {window} tokens and your request has {prompt} input tokens"),
  both(
    "maximum context length is {window} tokens*requested {output} output tokens and your prompt contains*{prompt} input tokens",
  ),
  both("passed {prompt} input tokens and requested {output} output tokens*context length is only {window} tokens"),
  // SGLang (python/sglang/srt/managers/tokenizer_manager.py, 2025)
  both(
    "maximum context length of {window} tokens*total of {total} tokens: {prompt} tokens from the input messages and {output} tokens",
  ),
  // Anthropic, Bedrock (docs: errors; issues of litellm, 2025)
  both("exceed context limit: {prompt} + {output} > {window}"),
  // Text Generation Inference, Together (router/src/validation.rs)
  both("`max_new_tokens` must be <= {window}. given: {prompt} `inputs` tokens and {output} `max_new_tokens`"),
  // Cerebras (issues of opencode, 2025)
  both("current length is {total} while limit is {window}"),
  // Moonshot counts the answer asked for (issues of kimi-cli, 2025)
  both("exceeded model token limit: {window} (requested: {total})"),
  both("maximum context length is {window} tokens*requested {total} tokens"),
  // Workers AI 5021 (developers.cloudflare.com/workers-ai, errors)
  both("number of input and maximum output tokens ({total}) exceeded this model context window limit ({window})"),
];

/** One request that a limit of tokens a minute never lets through: Groq (413), OpenAI (429). Where it is only too early, the numbers say so. */
const rate: readonly Fact[] = [
  {
    reason: "context_length",
    about: "both",
    says: "tokens per*limit {window}, requested {total}",
    status: [413, 429],
    advice: "perMinute",
  },
];

/** Ways to say an upper bound, of a parameter that is named beside it: pydantic, JSON Schema, Go and what people write. */
const bounds: readonly Fact[] = [
  named("less than or equal to {most}"),
  named("less than or equal to `{most}`"), // Groq
  named("lower than or equal to {most}"),
  named("<= {most}"), // Text Generation Inference
  named("[1, {most}]"), // DeepSeek, Alibaba Cloud, Zhipu
  named("[1,{most}]"),
  named("[0, {most}]"),
  named("(0, {most}]"),
  named("between 1 and {most}"),
  named("between 0 and {most}"),
  named("from 1 to {most}"),
  named("from 1 (inclusive) to {over} (exclusive)"), // Gemini, Vertex AI
  named("at most {most}"), // OpenAI
  named("less than {over}"),
  named("maximum value is {most}"),
  named("maximum is {most}"),
  named("maximum of {most}"),
  named("maximum allowed value of {most}"),
  named("maximum allowed: {most}"),
  named("max allowed is {most}"),
  named("maximum: {most}"),
  named("not exceed {most}"),
  named("cannot exceed {most}"),
  named("exceeds the limit of {most}"),
  named("exceeds the maximum of {most}"),
  named("exceeds the model limit of {most}"),
  named("exceeds maximum*{most}"),
  named("greater than the maximum*{most}"),
  named("no more than {most}"),
  named("up to {most}"),
  named("limit is {most}"),
  named("> {most}"), // Anthropic
  named("too large"),
  named("too high"),
  named("too big"),
  named("exceeds"),
  named("out of range"),
];

/** The answer alone. */
const answers: readonly Fact[] = [
  answer("supports at most {most} completion tokens"), // OpenAI: gpt-4o, gpt-4-turbo
  answer("supports at most {most} output tokens"),
  answer("> {most}, which is the maximum allowed number of output tokens"), // Anthropic
  answer("maximum tokens you requested exceeds the model limit of {most}"), // Bedrock
  answer("maximum output tokens is {most}"),
  answer("max output tokens: {most}"),
  // OpenRouter, 402: what the credit is enough for
  { reason: "quota", about: "answer", says: "can only afford {most}", status: [402] },
  ...bounds,
];

/** The conversation alone. Most are recognized by one sentence of theirs. */
const prompts: readonly Fact[] = [
  prompt("prompt is too long: {prompt} tokens > {window} maximum"), // Anthropic
  prompt("prompt is too long: {prompt}, model maximum context length: {window}"), // Fireworks
  prompt("input token count ({prompt}) exceeds the maximum number of tokens allowed ({window})"), // Gemini
  prompt("input token count*exceeds the maximum number of tokens allowed {window}"), // Vertex AI
  prompt("request ({prompt} tokens) exceeds the available context size ({window} tokens)"), // llama.cpp since 2025-09
  prompt("exceeds the available context size"), // llama.cpp
  prompt("prompt contains {prompt} tokens*too large for model with {window} maximum context length"), // Mistral
  prompt("prompt has {prompt} tokens, but the configured context size is {window} tokens"), // ds4
  prompt("prompt token count of {prompt} exceeds the limit of {window}"), // GitHub Copilot
  prompt("maximum prompt length is {window} but the request contains {prompt} tokens"), // xAI
  prompt("input ({prompt} tokens) is longer than the model's context length ({window} tokens)"), // Together, SGLang
  prompt("input length {prompt} exceeds the maximum allowed input length of {window} tokens"), // SGLang
  prompt("input length {prompt} tokens exceeds max context length {window}"),
  prompt("prompt (length {prompt}) is longer than the maximum model length of {window}"), // vLLM
  prompt("prompt (total length {prompt}) is too long to fit into the model (context length {window})"), // vLLM
  prompt("too long to fit into the model"), // vLLM
  prompt("maximum context length is {window} tokens*your request has {prompt} input tokens"), // vLLM, where only the input is counted
  prompt("maximum context length is {window} tokens*messages resulted in {prompt} tokens"), // OpenAI
  prompt("configured limit of {window} tokens*messages resulted in {prompt} tokens"), // OpenAI, gpt-5
  prompt("max size: {window} tokens"), // GitHub Models
  prompt("range of input length should be [1, {window}]"), // Alibaba Cloud
  prompt("`inputs` must have less than {window} tokens. given: {prompt}"), // Text Generation Inference
  prompt("number of tokens in the prompt cannot exceed {window} - received {prompt}"), // Cohere
  prompt("requested tokens ({prompt}) exceed context window of {window}"), // llama-cpp-python
  prompt("prompt length {prompt} is greater than max_seq_len {window}"), // TabbyAPI
  prompt("prompt length ({prompt}) exceeds maximum input length ({window})"), // TensorRT-LLM
  prompt("input tokens {prompt} cannot exceed the total tokens limit {window}"), // watsonx
  prompt("input length {prompt} exceeds the maximum length {window}"), // Volcengine
  prompt("context length of only {window} tokens"), // LM Studio
  prompt("reached context length of {window} tokens"), // LM Studio
  prompt("maximum context length of {window}"),
  prompt("maximum context length is {window}"),
  prompt("maximum context length {window}"),
  prompt("maximum context length"),
  prompt("max_tokens must be at least 1, got -"), // vLLM: nothing is left for an answer
  prompt("prompt is too long"),
  prompt("prompt too long"), // Ollama
  prompt("prompt was too long"),
  prompt("input token*too long"),
  prompt("prompt exceeds max length"), // Zhipu 1261
  prompt("prompt 超长"), // Zhipu
  prompt("input is too long"), // Bedrock
  prompt("input too long"),
  prompt("input length exceeds"), // Ollama
  prompt("input exceeds the context"), // OpenAI Responses
  prompt("exceeds the context"),
  prompt("exceeds the model's context"),
  prompt("exceeds model context"),
  prompt("exceed context"),
  prompt("exceeds context"),
  prompt("exceeds the maximum context"),
  prompt("context window exceed"), // MiniMax 2013
  prompt("context length exceed"),
  prompt("context size exceed"), // LM Studio, MLX
  prompt("context size has been exceeded"), // LM Studio
  prompt("context limit"),
  prompt("with n_keep ({prompt}) >= n_ctx ({window})"), // LM Studio since 0.4
  prompt("greater than the context length"), // LM Studio
  prompt("when context the overflows"), // LM Studio
  prompt("context overflow"),
  prompt("longer than the model's context length"),
  prompt("longer than the context"),
  prompt("longer than the model's context"),
  prompt("longer than the maximum number of tokens"),
  prompt("input exceeds maximum allowed tokens"),
  prompt("number of tokens*is above the model's limit of {window}"),
  prompt("number of tokens*exceeds the model's limit"),
  prompt("exceeded model token limit"), // Moonshot
  prompt("exceeds the limit of {window} tokens"),
  prompt("token limit exceeded"),
  prompt("exceeds the token limit"),
  prompt("exceeded max context length"), // Ollama
  prompt("reduce the length of the"), // Groq, Cerebras
  prompt("too many tokens"), // Cohere, Bedrock
  prompt("too many input tokens"), // Bedrock
  prompt("exceed max message tokens"), // Volcengine
  prompt("message token length exceed"), // Alibaba Cloud
  prompt("max_prompt_tokens"),
  prompt("prompt is too large"),
  prompt("too large for model"), // Mistral
  prompt("prompt length*exceed"),
  prompt("input length*exceed"),
  prompt("input tokens*exceed"), // Databricks
  prompt("token count*exceed"),
  prompt("tokens exceed"),
  prompt("messages*too long"),
  prompt("request is too long"),
  prompt("conversation is too long"),
  prompt("context is too long"),
  prompt("输入长度"),
  prompt("上下文长度"),
  prompt("超过最大长度"),
  prompt("超出最大长度"),
  prompt("'messages[*string too long"), // OpenAI
  prompt("'input*string too long"), // OpenAI Responses
];

const codes: readonly Fact[] = [
  code("context_length_exceeded"), // OpenAI, Groq, Cerebras
  code("context_window_exceeded"),
  code("contextwindowexceedederror"), // LiteLLM
  code("model_context_window_exceeded"), // Z.ai
  code("exceed_context_size_error"), // llama.cpp
  code("model_max_prompt_tokens_exceeded"), // GitHub Copilot
  code("tokens_limit_reached"), // GitHub Models
  code("1261"), // Zhipu
];

/** A body with more bytes than the server, or a proxy before it, takes. */
const bodies: readonly Fact[] = [
  { reason: "context_length", about: "prompt", code: "request_too_large", advice: "body" }, // Anthropic
  { reason: "context_length", about: "prompt", status: [413], advice: "body" }, // nginx, Cloudflare
];

/** Statuses of other matters, whose sentences may well speak of tokens. */
const elsewhere: ReadonlySet<number> = new Set([401, 402, 403, 429]);

const plain = [...together, ...answers, ...prompts, ...codes, ...bodies];

/** `isRate`: by a code of its own it is about the rate. */
export function lengthFacts(status: number | null, isRate = false): readonly Fact[] {
  const isElsewhere = isRate || (status !== null && elsewhere.has(status));
  if (!isElsewhere) return [...rate, ...plain];
  return [...rate, ...answers.filter((fact) => status !== null && fact.status?.includes(status))];
}
