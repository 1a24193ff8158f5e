import { describe, expect, test, vi } from "vitest";
import { chooseModels, listModels, type ProviderSettings } from "../../src/llm/providers.ts";

const chosen = (settings: ProviderSettings, wished = "") =>
  chooseModels(settings, wished).map(({ provider, name }) => [provider, name]);

describe("the choice of providers", () => {
  test.each<[what: string, settings: ProviderSettings, models: string[][]]>([
    ["no key: the demo", {}, [["demo", "demo"]]],
    [
      "empty and placeholder values are no keys",
      { OPENAI_API_KEY: " ", OPENROUTER_API_KEY: "your-key-here" },
      [["demo", "demo"]],
    ],
    ["OpenAI", { OPENAI_API_KEY: "sk-real-0123" }, [["openai", "gpt-5"]]],
    ["OpenRouter", { OPENROUTER_API_KEY: "sk-or-0123" }, [["openrouter", "openai/gpt-5"]]],
    [
      "both: OpenAI first",
      { OPENAI_API_KEY: "sk-real-0123", OPENROUTER_API_KEY: "sk-or-0123" },
      [
        ["openai", "gpt-5"],
        ["openrouter", "openai/gpt-5"],
      ],
    ],
    [
      "a base URL alone is enough",
      { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1", OPENAI_MODEL: "llama3" },
      [["openai", "llama3"]],
    ],
  ])("%s", (_what, settings, models) => expect(chosen(settings)).toEqual(models));

  test("an app's model is named as each provider knows it", () => {
    const both = { OPENAI_API_KEY: "sk-real-0123", OPENROUTER_API_KEY: "sk-or-0123" };
    expect(chosen(both, "gpt-5-mini")).toEqual([
      ["openai", "gpt-5-mini"],
      ["openrouter", "openai/gpt-5-mini"],
    ]);
    expect(chosen(both, "openai/gpt-5")).toEqual([
      ["openai", "gpt-5"],
      ["openrouter", "openai/gpt-5"],
    ]);
  });

  test("exactly one model of the list is the default", () => {
    for (const settings of [
      {},
      { OPENAI_API_KEY: "sk-real-0123" },
      { OPENAI_BASE_URL: "http://127.0.0.1:1/v1", OPENAI_MODEL: "m" },
    ]) {
      expect(listModels(settings).filter((model) => model.default)).toHaveLength(1);
    }
  });

  test("a model without tool calling is refused before anything is sent", async () => {
    const [model] = chooseModels({ OPENAI_API_KEY: "sk-real-0123" }, "o1-mini");
    const request = { system: [], conversation: [], tools: [], maxOutputTokens: 1, cacheKey: "app" };
    const asked = model!.stream(request, () => null, new AbortController().signal);
    await expect(asked).rejects.toMatchObject({ reason: "no_tools", message: expect.stringContaining("Choose another model") });
  });

  const endpointsAsked = async (settings: ProviderSettings): Promise<string[]> => {
    const asked: string[] = [];
    vi.stubGlobal("fetch", async (url: string | URL | Request) => {
      asked.push(String(url instanceof Request ? url.url : url));
      return new Response("no", { status: 400 });
    });
    const request = { system: [], conversation: [], tools: [], maxOutputTokens: 1, cacheKey: "app" };
    for (const model of chooseModels(settings, "")) {
      await expect(model.stream(request, () => null, new AbortController().signal)).rejects.toThrow();
    }
    vi.unstubAllGlobals();
    return asked;
  };
  const own = { OPENAI_API_KEY: "sk-real-0123" };
  const gateway = { ...own, OPENAI_BASE_URL: "https://gateway.test/v1" };

  test.each<[what: string, settings: ProviderSettings, asked: string[]]>([
    ["OpenAI itself through Responses", own, ["https://api.openai.com/v1/responses"]],
    ["OpenAI's own address", { ...own, OPENAI_BASE_URL: "https://api.openai.com/v1" }, ["https://api.openai.com/v1/responses"]],
    ["other servers through Chat Completions", gateway, ["https://gateway.test/v1/chat/completions"]],
    ["as it is set: responses", { ...gateway, OPENAI_API: "responses" }, ["https://gateway.test/v1/responses"]],
    ["as it is set: chat", { ...own, OPENAI_API: "chat" }, ["https://api.openai.com/v1/chat/completions"]],
    ["what is no API counts as not set", { ...gateway, OPENAI_API: "soap" }, ["https://gateway.test/v1/chat/completions"]],
    [
      "OpenRouter always through Chat Completions",
      { OPENROUTER_API_KEY: "sk-or-0123", OPENAI_API: "responses" },
      ["https://openrouter.ai/api/v1/chat/completions"],
    ],
  ])("the API: %s", async (_what, settings, asked) => expect(await endpointsAsked(settings)).toEqual(asked));
});
