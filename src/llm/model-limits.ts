// How much models read and answer, by name, as published. The first row that matches decides. A server may have started a model with less, which
// its refusals tell (learned.ts). Only figures below our own limits change a request. The figures are from November 2025, as known to us;
// only DeepSeek's and gpt-4o's were read again for this table. A wrong one costs at most one refused request.

export interface Limits {
  /** Conversation and answer together, tokens; null if unknown. */
  contextTokens: number | null;
  /** Longest answer, tokens; null if unknown. */
  maxOutputTokens: number | null;
}

const unknown: Limits = { contextTokens: null, maxOutputTokens: null };
const limits = (contextTokens: number, maxOutputTokens: number | null): Limits => ({ contextTokens, maxOutputTokens });

const rows: readonly [RegExp, Limits][] = [
  // platform.openai.com/docs/models
  [/^gpt-5-chat/, limits(128_000, 16_384)],
  [/^gpt-5/, limits(400_000, 128_000)],
  [/^gpt-4\.1/, limits(1_047_576, 32_768)],
  [/^(chatgpt-)?gpt-?4o|^chatgpt-4o/, limits(128_000, 16_384)],
  [/^gpt-4-(turbo|1106|0125)/, limits(128_000, 4_096)],
  [/^gpt-4(-0613|-0314)?$/, limits(8_192, null)],
  [/^gpt-3\.5-turbo/, limits(16_385, 4_096)],
  [/^o[134](-|$)/, limits(200_000, 100_000)],
  [/^gpt-oss/, limits(131_072, null)],
  // docs.anthropic.com/en/docs/about-claude/models
  [/^claude-(3-opus|3-haiku|3-sonnet|2|instant)/, limits(200_000, 4_096)],
  [/^claude-3[.-]5/, limits(200_000, 8_192)],
  [/^claude-opus-4(-1|\.1|-2025|$)/, limits(200_000, 32_000)],
  [/^claude/, limits(200_000, 64_000)],
  // api-docs.deepseek.com/quick_start/pricing
  [/^deepseek-chat/, limits(128_000, 8_192)],
  [/^deepseek-reasoner/, limits(128_000, 65_536)],
  // ai.google.dev/gemini-api/docs/models
  [/^gemini-(1\.5|2\.0)/, limits(1_048_576, 8_192)],
  [/^gemini/, limits(1_048_576, 65_536)],
  [/^gemma-?3n/, limits(32_768, null)],
  [/^gemma-?3/, limits(131_072, 8_192)],
  [/^gemma-?2?/, limits(8_192, null)],
  // console.groq.com/docs/models, llama.com: what the models were trained for
  [/^llama-3\.1-8b-instant/, limits(131_072, null)],
  [/^llama-3\.3-70b-versatile/, limits(131_072, 32_768)],
  [/^(meta-)?llama-?3(?!\.[1-9])/, limits(8_192, null)],
  [/^(meta-)?llama-?3\.\d/, limits(131_072, null)],
  [/^mixtral-8x7b/, limits(32_768, null)],
  [/^mixtral-8x22b/, limits(65_536, null)],
  // docs.mistral.ai/getting-started/models
  [/^(open-)?mistral-7b|^mistral-tiny/, limits(32_768, null)],
  [/^(mistral|ministral|devstral|magistral)/, limits(131_072, null)],
  [/^codestral/, limits(262_144, null)],
  // qwen.readthedocs.io, help.aliyun.com: model cards
  [/^qwen3-coder-(plus|flash|480b)/, limits(1_000_000, 65_536)],
  [/^qwen-?(max|plus|turbo)/, limits(131_072, 8_192)],
  [/^qwen-?2(\.5)?(?!\.)/, limits(131_072, 8_192)],
  // platform.moonshot.ai, docs.z.ai, docs.x.ai
  [/^moonshot-v1-8k/, limits(8_192, null)],
  [/^moonshot-v1-32k/, limits(32_768, null)],
  [/^kimi-k2/, limits(131_072, null)],
  [/^glm-4\.5/, limits(131_072, 98_304)],
  [/^glm-4\.6/, limits(204_800, 131_072)],
  [/^grok-3/, limits(131_072, null)],
  [/^grok/, limits(256_000, null)],
  // huggingface.co/microsoft
  [/^phi-?4-mini/, limits(131_072, null)],
  [/^phi-?4/, limits(16_384, null)],
];

/** `model` as a server names it: the maker's name before a slash, and a trailing tag or file extension, are ignored. */
export function limitsOf(model: string): Limits {
  const name = model.toLowerCase().slice(model.lastIndexOf("/") + 1);
  return rows.find(([matches]) => matches.test(name))?.[1] ?? unknown;
}
