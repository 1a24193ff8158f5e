import { expect, test } from "vitest";
import { figuresIn, laterFigures } from "../../../src/llm/answer/usage.ts";

const rows: [who: string, chunk: Record<string, unknown>, expected: Record<string, number>][] = [
  ["OpenAI", { usage: { prompt_tokens: 9, completion_tokens: 3 } }, { inputTokens: 9, outputTokens: 3 }],
  ["figures as texts", { usage: { prompt_tokens: "9", completion_tokens: "3" } }, { inputTokens: 9, outputTokens: 3 }],
  ["DeepSeek", { usage: { prompt_tokens: 9, prompt_cache_hit_tokens: 4 } }, { cachedTokens: 4 }],
  ["Moonshot, at the top", { usage: { prompt_tokens: 9, cached_tokens: 4 } }, { cachedTokens: 4 }],
  ["Moonshot, in the choice", { choices: [{ usage: { prompt_tokens: 9 } }] }, { inputTokens: 9 }],
  ["Groq", { x_groq: { usage: { prompt_tokens: 9, completion_tokens: 3 } } }, { inputTokens: 9, outputTokens: 3 }],
  [
    "Anthropic: what is cached is apart",
    { usage: { input_tokens: 2, cache_read_input_tokens: 6, cache_creation_input_tokens: 1, output_tokens: 3 } },
    { inputTokens: 9, cachedTokens: 6, outputTokens: 3 },
  ],
  ["Ollama", { done: true, prompt_eval_count: 9, eval_count: 3 }, { inputTokens: 9, outputTokens: 3 }],
  ["llama.cpp", { timings: { prompt_n: 2, cache_n: 7, predicted_n: 3 } }, { inputTokens: 9, cachedTokens: 7, outputTokens: 3 }],
  [
    "Gemini: thoughts are apart",
    { usageMetadata: { promptTokenCount: 9, candidatesTokenCount: 3, thoughtsTokenCount: 5 } },
    { inputTokens: 9, outputTokens: 8, reasoningTokens: 5 },
  ],
  [
    "xAI: reasoning is apart",
    {
      usage: { prompt_tokens: 9, completion_tokens: 3, total_tokens: 17, completion_tokens_details: { reasoning_tokens: 5 } },
    },
    { outputTokens: 8, reasoningTokens: 5 },
  ],
  [
    "OpenAI: reasoning is in it",
    { usage: { prompt_tokens: 9, completion_tokens: 8, total_tokens: 17, completion_tokens_details: { reasoning_tokens: 5 } } },
    { outputTokens: 8, reasoningTokens: 5 },
  ],
];

const choiceOf = ({ choices }: Record<string, unknown>): unknown => (Array.isArray(choices) ? choices[0] : undefined);

test.each(rows)("%s", (_who, chunk, expected) => expect(figuresIn(chunk, choiceOf(chunk))).toMatchObject(expected));

test.each([[{}], [{ usage: null }], [{ usage: "none" }], [null]])("%j has none", (chunk) =>
  expect(figuresIn(chunk, undefined)).toBeNull(),
);

test("what comes later adds to what was known, and does not wipe it", () => {
  const known = figuresIn({ usage: { prompt_tokens: 9, completion_tokens: 3 } }, null);
  for (const empty of [
    { usage: {} },
    { usage: { prompt_tokens: 0, completion_tokens: 0 } },
    { usage: { prompt_tokens: null } },
  ]) {
    expect(laterFigures(known, figuresIn(empty, null)!)).toMatchObject({ inputTokens: 9, outputTokens: 3 });
  }
  expect(laterFigures(known, figuresIn({ usage: { completion_tokens: 4 } }, null)!)).toMatchObject({ outputTokens: 4 });
  expect(laterFigures(null, figuresIn({ usage: { completion_tokens: 0 } }, null)!)).toMatchObject({ outputTokens: 0 });
});
