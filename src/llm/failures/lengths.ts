// Facts about lengths: how servers say that the conversation, or the requested answer, is too long. The first that matches counts, so
// sentences with numbers come before those without.
import type { Fact, Source } from "./fact.ts";
import { byAnalogy, inHermes, inLiteLlm, inPi, pages, unsourced } from "./sources.ts";

const both = (says: string, source: Source): Fact => ({ reason: "context_length", about: "both", says, source });
const answer = (says: string, source: Source): Fact => ({ reason: "bad_request", about: "answer", says, source });
const named = (says: string, source: Source): Fact => ({ reason: "bad_request", about: "answer", named: true, says, source });
const prompt = (says: string, source: Source): Fact => ({ reason: "context_length", about: "prompt", says, source });
const code = (name: string, source: Source): Fact => ({ reason: "context_length", about: "prompt", code: name, source });

/** The conversation and the answer together. */
const together: readonly Fact[] = [
  both("maximum context length is {window} tokens*requested {total} tokens ({prompt} in the messages, {output} in the completion)", "DeepSeek: evalstate/fast-agent#621 (2026-01)"),
  both("maximum context length is {window} tokens*requested {total} tokens ({prompt} in the messages, *{output} in the completion)", unsourced("OpenAI, functions counted apart")),
  both("maximum context length is {window} tokens*requested {total} tokens ({prompt} in your prompt; {output} for the completion)", "OpenAI: run-llama/llama_index#948 (2023-03)"),
  both("maximum context length is {window} tokens*requested about {total} tokens (*{output} in the output)", inPi("OpenRouter")),
  both("maximum context length is {window} tokens and your request has {prompt} input tokens", "vLLM: vllm/entrypoints/openai/serving_engine.py (2025-09)"),
  both("maximum context length is {window} tokens*requested {output} output tokens and your prompt contains*{prompt} input tokens", "vLLM: vllm-project/vllm-ascend#11557 (2026-07)"),
  both("passed {prompt} input tokens and requested {output} output tokens*context length is only {window} tokens", "vLLM: vllm-project/vllm#33425 (2026-01)"),
  both("maximum context length of {window} tokens*total of {total} tokens: {prompt} tokens from the input messages and {output} tokens", "SGLang: python/sglang/srt/managers/tokenizer_manager.py (2026-11)"),
  both("exceed context limit: {prompt} + {output} > {window}", "Amazon Bedrock: egoist/chatwise-releases#917 (2025-07)"),
  both("`max_new_tokens` must be <= {window}. given: {prompt} `inputs` tokens and {output} `max_new_tokens`", "Text Generation Inference: router/src/validation.rs (2026-11)"),
  both("current length is {total} while limit is {window}", "Cerebras: cline/cline#5140 (2025-07)"),
  both("exceeded model token limit: {window} (requested: {total})", inPi("Moonshot, which counts the answer asked for")),
  both("maximum context length is {window} tokens*requested {total} tokens", byAnalogy),
  both("number of input and maximum output tokens ({total}) exceeded this model context window limit ({window})", pages.workersAi),
];

/** One request that a limit of tokens a minute never lets through: Groq (413), OpenAI (429). Where it is only too early, the numbers say so. */
const rate: readonly Fact[] = [
  {
    reason: "context_length",
    about: "both",
    says: "tokens per*limit {window}, requested {total}",
    status: [413, 429],
    advice: "perMinute",
    source: "OpenAI: fork-dev/TrackerWin#2595 (2025-09)",
  },
];

/** Ways to say an upper bound, of a parameter that is named beside it: pydantic, JSON Schema, Go and what people write. */
const bounds: readonly Fact[] = [
  named("less than or equal to {most}", byAnalogy),
  named("less than or equal to `{most}`", "Groq: Alishahryar1/free-claude-code#955 (2026-07)"),
  named("lower than or equal to {most}", byAnalogy),
  named("<= {most}", "Text Generation Inference: router/src/validation.rs (2026-11)"),
  named("[1, {most}]", "DeepSeek: deepseek-ai/DeepSeek-V3#69 (2024-12)"),
  named("[1,{most}]", byAnalogy),
  named("[0, {most}]", byAnalogy),
  named("(0, {most}]", byAnalogy),
  named("between 1 and {most}", byAnalogy),
  named("between 0 and {most}", byAnalogy),
  named("from 1 to {most}", byAnalogy),
  named("from 1 (inclusive) to {over} (exclusive)", "Vertex AI: BerriAI/litellm#10548 (2025-05)"),
  named("at most {most}", "OpenAI: diffbot/code-gpt-docs#284 (2024-06)"),
  named("less than {over}", byAnalogy),
  named("maximum value is {most}", byAnalogy),
  named("maximum is {most}", byAnalogy),
  named("maximum of {most}", byAnalogy),
  named("maximum allowed value of {most}", byAnalogy),
  named("maximum allowed: {most}", byAnalogy),
  named("max allowed is {most}", byAnalogy),
  named("maximum: {most}", byAnalogy),
  named("not exceed {most}", byAnalogy),
  named("cannot exceed {most}", byAnalogy),
  named("exceeds the limit of {most}", byAnalogy),
  named("exceeds the maximum of {most}", byAnalogy),
  named("exceeds the model limit of {most}", byAnalogy),
  named("exceeds maximum*{most}", byAnalogy),
  named("greater than the maximum*{most}", byAnalogy),
  named("no more than {most}", byAnalogy),
  named("up to {most}", byAnalogy),
  named("limit is {most}", byAnalogy),
  named("> {most}", unsourced("Anthropic")),
  named("too large", byAnalogy),
  named("too high", byAnalogy),
  named("too big", byAnalogy),
  named("exceeds", "Ollama Cloud: DaviRain-Su/hyper-grok-build#44 (2026-08)"),
  named("out of range", byAnalogy),
];

/** The answer alone. */
const answers: readonly Fact[] = [
  answer("supports at most {most} completion tokens", "OpenAI: diffbot/code-gpt-docs#284 (2024-06)"),
  answer("supports at most {most} output tokens", byAnalogy),
  answer("> {most}, which is the maximum allowed number of output tokens", unsourced("Anthropic")),
  answer("maximum tokens you requested exceeds the model limit of {most}", "Amazon Bedrock: charmbracelet/crush#946 (2025-09)"),
  answer("maximum output tokens is {most}", byAnalogy),
  answer("max output tokens: {most}", byAnalogy),
  { reason: "quota", about: "answer", says: "can only afford {most}", status: [402], source: "OpenRouter: anomalyco/opencode#12219 (2026-02)" },
  ...bounds,
];

/** The conversation alone. Most are recognized by one sentence of theirs. */
const prompts: readonly Fact[] = [
  prompt("prompt is too long: {prompt} tokens > {window} maximum", "Anthropic: stackblitz-labs/bolt.diy#401 (2024-11)"),
  prompt("prompt is too long: {prompt}, model maximum context length: {window}", "Fireworks: fw-ai/cookbook#134 (2025-08)"),
  prompt("input token count ({prompt}) exceeds the maximum number of tokens allowed ({window})", "Gemini: google-gemini/gemini-cli#6678 (2025-08)"),
  prompt("input token count*exceeds the maximum number of tokens allowed {window}", unsourced("Vertex AI")),
  prompt("request ({prompt} tokens) exceeds the available context size ({window} tokens)", "llama.cpp: ggml-org/llama.cpp#15780 (2025-09)"),
  prompt("exceeds the available context size", inPi("llama.cpp")),
  prompt("prompt contains {prompt} tokens*too large for model with {window} maximum context length", inPi("Mistral")),
  prompt("prompt has {prompt} tokens, but the configured context size is {window} tokens", unsourced("ds4")),
  prompt("prompt token count of {prompt} exceeds the limit of {window}", "GitHub Copilot: microsoft/vscode#289219 (2026-01)"),
  prompt("maximum prompt length is {window} but the request contains {prompt} tokens", inPi("xAI")),
  prompt("input ({prompt} tokens) is longer than the model's context length ({window} tokens)", inPi("Together")),
  prompt("input length {prompt} exceeds the maximum allowed input length of {window} tokens", inPi("Poolside")),
  prompt("input length {prompt} tokens exceeds max context length {window}", byAnalogy),
  prompt("prompt (length {prompt}) is longer than the maximum model length of {window}", unsourced("vLLM")),
  prompt("prompt (total length {prompt}) is too long to fit into the model (context length {window})", "vLLM: vllm-project/vllm#12165 (2025-01)"),
  prompt("too long to fit into the model", "vLLM: vllm-project/vllm#12165 (2025-01)"),
  prompt("maximum context length is {window} tokens*your request has {prompt} input tokens", "vLLM: vllm/entrypoints/openai/serving_engine.py (2025-09)"),
  prompt("maximum context length is {window} tokens*messages resulted in {prompt} tokens", "OpenAI: huggingface/smolagents#1719 (2025-08)"),
  prompt("configured limit of {window} tokens*messages resulted in {prompt} tokens", inLiteLlm("OpenAI, gpt-5")),
  prompt("max size: {window} tokens", "GitHub Models: eslint/tsc-meetings#593 (2025-07)"),
  prompt("range of input length should be [1, {window}]", pages.alibaba),
  prompt("`inputs` must have less than {window} tokens. given: {prompt}", "Text Generation Inference: router/src/validation.rs (2026-11)"),
  prompt("number of tokens in the prompt cannot exceed {window} - received {prompt}", unsourced("Cohere")),
  prompt("requested tokens ({prompt}) exceed context window of {window}", "llama-cpp-python: abetlen/llama-cpp-python#416 (2026-11)"),
  prompt("prompt length {prompt} is greater than max_seq_len {window}", unsourced("TabbyAPI")),
  prompt("prompt length ({prompt}) exceeds maximum input length ({window})", unsourced("TensorRT-LLM")),
  prompt("input tokens {prompt} cannot exceed the total tokens limit {window}", unsourced("watsonx")),
  prompt("input length {prompt} exceeds the maximum length {window}", unsourced("Volcengine")),
  prompt("context length of only {window} tokens", "LM Studio: lmstudio-ai/lmstudio-bug-tracker#546 (2025-03)"),
  prompt("reached context length of {window} tokens", "LM Studio: lmstudio-ai/lmstudio-bug-tracker#1251 (2025-11)"),
  prompt("maximum context length of {window}", inPi("LiteLLM")),
  prompt("maximum context length is {window}", inPi("OpenRouter")),
  prompt("maximum context length {window}", byAnalogy),
  prompt("maximum context length", "several: crewAIInc/crewAI, context_window_exceeding_exception.py (2026-11)"),
  prompt("max_tokens must be at least 1, got -", unsourced("vLLM, nothing is left for an answer")),
  prompt("prompt is too long", inPi("Anthropic")),
  prompt("prompt too long", inPi("Ollama")),
  prompt("prompt was too long", byAnalogy),
  prompt("input token*too long", byAnalogy),
  prompt("prompt exceeds max length", inHermes("Zhipu")),
  prompt("prompt 超长", pages.zhipu),
  prompt("input is too long", inPi("Amazon Bedrock")),
  prompt("input too long", byAnalogy),
  prompt("input length exceeds", unsourced("Ollama")),
  prompt("input exceeds the context", inPi("OpenAI, Responses")),
  prompt("exceeds the context", inPi("OpenAI")),
  prompt("exceeds the model's context", byAnalogy),
  prompt("exceeds model context", "several: None9527/NGOClaw, overflow_detect.go (2026-11)"),
  prompt("exceed context", inLiteLlm("Anthropic")),
  prompt("exceeds context", "llama.cpp: llmmllab/llmmllab-api#56 (2026-05)"),
  prompt("exceeds the maximum context", byAnalogy),
  prompt("context window exceed", inPi("MiniMax")),
  prompt("context length exceed", inPi("several")),
  prompt("context size exceed", unsourced("LM Studio, MLX")),
  prompt("context size has been exceeded", unsourced("LM Studio")),
  prompt("context limit", inLiteLlm("several")),
  prompt("with n_keep ({prompt}) >= n_ctx ({window})", "LM Studio since 0.4: anomalyco/opencode#11141 (2026-01)"),
  prompt("greater than the context length", inPi("LM Studio")),
  prompt("when context the overflows", "LM Studio: lmstudio-ai/lmstudio-bug-tracker#546 (2025-03)"),
  prompt("context overflow", "several: None9527/NGOClaw, overflow_detect.go (2026-11)"),
  prompt("longer than the model's context length", inLiteLlm("Together")),
  prompt("longer than the context", byAnalogy),
  prompt("longer than the model's context", byAnalogy),
  prompt("longer than the maximum number of tokens", byAnalogy),
  prompt("input exceeds maximum allowed tokens", byAnalogy),
  prompt("number of tokens*is above the model's limit of {window}", byAnalogy),
  prompt("number of tokens*exceeds the model's limit", byAnalogy),
  prompt("exceeded model token limit", inPi("Moonshot")),
  prompt("exceeds the limit of {window} tokens", byAnalogy),
  prompt("token limit exceeded", inPi("several")),
  prompt("exceeds the token limit", byAnalogy),
  prompt("exceeded max context length", inPi("Ollama")),
  prompt("reduce the length of the", inPi("Groq")),
  prompt("too many tokens", "Cohere: cohere-ai/sandbox-topically#4 (2022-11)"),
  prompt("too many input tokens", unsourced("Amazon Bedrock")),
  prompt("exceed max message tokens", unsourced("Volcengine")),
  prompt("message token length exceed", unsourced("Alibaba Cloud")),
  prompt("max_prompt_tokens", "GitHub Copilot: microsoft/vscode#289219 (2026-01)"),
  prompt("prompt is too large", byAnalogy),
  prompt("too large for model", inPi("Mistral")),
  prompt("prompt length*exceed", inHermes("vLLM")),
  prompt("input length*exceed", inPi("several")),
  prompt("input tokens*exceed", inLiteLlm("OpenAI, gpt-5")),
  prompt("token count*exceed", inPi("LiteLLM")),
  prompt("tokens exceed", byAnalogy),
  prompt("messages*too long", byAnalogy),
  prompt("request is too long", byAnalogy),
  prompt("conversation is too long", byAnalogy),
  prompt("context is too long", byAnalogy),
  prompt("输入长度", byAnalogy),
  prompt("上下文长度", inHermes("several")),
  prompt("超过最大长度", inHermes("several")),
  prompt("超出最大长度", byAnalogy),
  prompt("'messages[*string too long", inLiteLlm("OpenAI")),
  prompt("'input*string too long", inLiteLlm("OpenAI, Responses")),
];

const codes: readonly Fact[] = [
  code("context_length_exceeded", "OpenAI: huggingface/smolagents#1719 (2025-08)"),
  code("context_window_exceeded", byAnalogy),
  code("contextwindowexceedederror", inLiteLlm("LiteLLM")),
  code("model_context_window_exceeded", inPi("Z.ai")),
  code("exceed_context_size_error", "llama.cpp: ggml-org/llama.cpp#15780 (2025-09)"),
  code("model_max_prompt_tokens_exceeded", "GitHub Copilot: microsoft/vscode#289219 (2026-01)"),
  code("tokens_limit_reached", "GitHub Models: eslint/tsc-meetings#593 (2025-07)"),
  code("1261", pages.zhipu),
];

/** A body with more bytes than the server, or a proxy before it, takes. */
const bodies: readonly Fact[] = [
  { reason: "context_length", about: "prompt", code: "request_too_large", advice: "body", source: pages.anthropic },
  { reason: "context_length", about: "prompt", status: [413], advice: "body", source: "HTTP: RFC 9110 (2022-06)" },
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
