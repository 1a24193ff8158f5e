import { describe, expect, test, vi } from "vitest";
import { chooseModels, isOffered, listModels } from "../../src/models/choose.ts";
import type { ProviderSettings } from "../../src/models/endpoints.ts";

const chosen = (settings: ProviderSettings, wished = "") =>
  chooseModels(settings, wished).map(({ provider, name }) => [provider, name]);

const localServers = JSON.stringify([
  {
    name: "Ollama",
    url: "http://127.0.0.1:11434/v1",
    models: [
      { id: "qwen3-coder:30b", tools: true, images: false, contextTokens: 65_536 },
      { id: "shared", tools: null, images: null, contextTokens: null },
    ],
  },
  {
    name: "llama.cpp",
    url: "http://127.0.0.1:8080/v1",
    models: [
      { id: "a.gguf", tools: true, images: null, contextTokens: 8_192 },
      { id: "shared", tools: true, images: null, contextTokens: 4_096 },
    ],
  },
]);
const binding = { run: async () => ({}) };

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
    ["Anthropic", { ANTHROPIC_API_KEY: "sk-ant-0123" }, [["anthropic", "claude-sonnet-5-5"]]],
    [
      "all three, in their order",
      { ANTHROPIC_API_KEY: "sk-ant-0123", OPENROUTER_API_KEY: "sk-or-0123", OPENAI_API_KEY: "sk-real-0123" },
      [
        ["openai", "gpt-5"],
        ["openrouter", "openai/gpt-5"],
        ["anthropic", "claude-sonnet-5-5"],
      ],
    ],
    ["Cloudflare's models where they are bound", { AI: binding }, [["workers-ai", "@cf/openai/gpt-oss-120b"]]],
    [
      "Cloudflare's models after those with a key",
      { AI: binding, ANTHROPIC_API_KEY: "sk-ant-0123", WORKERS_AI_MODEL: "@cf/qwen/qwen3-30b-a3b-fp8" },
      [
        ["anthropic", "claude-sonnet-5-5"],
        ["workers-ai", "@cf/qwen/qwen3-30b-a3b-fp8"],
      ],
    ],
    ["Cloudflare's models without the binding: the demo", { WORKERS_AI_MODEL: "@cf/x" }, [["demo", "demo"]]],
    [
      "a base URL alone is enough",
      { OPENAI_BASE_URL: "http://127.0.0.1:11434/v1", OPENAI_MODEL: "llama3" },
      [["openai", "llama3"]],
    ],
    [
      "servers of this machine, the best first",
      { LOCAL_SERVERS: localServers },
      [
        ["local", "qwen3-coder:30b"],
        ["local", "a.gguf"],
      ],
    ],
    [
      "a key before them",
      { LOCAL_SERVERS: localServers, OPENROUTER_API_KEY: "sk-or-0123" },
      [
        ["openrouter", "openai/gpt-5"],
        ["local", "qwen3-coder:30b"],
        ["local", "a.gguf"],
      ],
    ],
  ])("%s", (_what, settings, models) => expect(chosen(settings)).toEqual(models));

  test("an app's model is named as each provider knows it", () => {
    expect(chosen(both, "gpt-5-mini")).toEqual([
      ["openai", "gpt-5-mini"],
      ["openrouter", "openai/gpt-5-mini"],
    ]);
    expect(chosen(both, "openai/gpt-5")).toEqual([
      ["openai", "gpt-5"],
      ["openrouter", "openai/gpt-5"],
    ]);
  });

  const both = { OPENAI_API_KEY: "sk-real-0123", OPENROUTER_API_KEY: "sk-or-0123" };

  test.each<[what: string, settings: ProviderSettings, wished: string, models: string[][]]>([
    [
      "a name that nobody offers: the default",
      both,
      "o3-pro",
      [
        ["openai", "gpt-5"],
        ["openrouter", "openai/gpt-5"],
      ],
    ],
    [
      "one that only the second offers: the second alone",
      both,
      "anthropic/claude-sonnet-4",
      [["openrouter", "anthropic/claude-sonnet-4"]],
    ],
    [
      "one that only the first offers: the second stands in with its own",
      { ...both, OPENAI_MODELS: "o3-pro" },
      "o3-pro",
      [
        ["openai", "o3-pro"],
        ["openrouter", "openai/gpt-5"],
      ],
    ],
    [
      "one that fits a pattern",
      { ...both, OPENROUTER_MODELS: "google/*-pro" },
      "google/gemini-pro",
      [["openrouter", "google/gemini-pro"]],
    ],
    [
      "the demo's name where there is another",
      both,
      "demo",
      [
        ["openai", "gpt-5"],
        ["openrouter", "openai/gpt-5"],
      ],
    ],
    ["any name where there is only the demo", {}, "gpt-5", [["demo", "demo"]]],
  ])("of an app's wish: %s", (_what, settings, wished, models) => expect(chosen(settings, wished)).toEqual(models));

  test.each<[settings: ProviderSettings, offered: string[], refused: string[]]>([
    [{}, ["", "demo"], ["gpt-5", "demo2"]],
    [
      { OPENAI_API_KEY: "sk-real-0123" },
      ["", "gpt-5", "gpt-4.1", "openai/gpt-5-mini"],
      ["gpt-5-pro", "demo", "gpt", "*", "anthropic/claude-sonnet-4"],
    ],
    [
      { OPENAI_API_KEY: "sk-real-0123", OPENAI_MODEL: "o9", OPENAI_MODELS: " gpt-5* , o4-mini\n" },
      ["o9", "gpt-5", "gpt-5-pro", "o4-mini"],
      ["gpt-4.1", "xgpt-5", "o4"],
    ],
    [
      { OPENROUTER_API_KEY: "sk-or-0123" },
      ["openai/gpt-5", "gpt-5", "anthropic/claude-sonnet-4"],
      ["anthropic/claude-opus-4", "o3-pro"],
    ],
    [
      { ANTHROPIC_API_KEY: "sk-ant-0123" },
      ["", "claude-sonnet-5-5", "anthropic/claude-opus-5-5", "claude-haiku-5-5"],
      ["claude-opus-4-1", "gpt-5", "demo"],
    ],
    [
      { ANTHROPIC_API_KEY: "sk-ant-0123", ANTHROPIC_BASE_URL: "https://gateway.test/anthropic", ANTHROPIC_MODEL: "deepseek-v4" },
      ["", "deepseek-v4"],
      ["claude-sonnet-5-5"],
    ],
    [{ OPENAI_BASE_URL: "http://127.0.0.1:11434/v1", OPENAI_MODEL: "llama3" }, ["", "llama3"], ["llama3:70b", "gpt-5"]],
    [{ OPENAI_BASE_URL: "http://127.0.0.1:11434/v1", OPENAI_MODEL: "llama3", OPENAI_MODELS: "*" }, ["llama3:70b", "gpt-5"], []],
  ])("with %o only what is listed is offered", (settings, offered, refused) => {
    for (const name of offered) expect([name, isOffered(settings, name)]).toEqual([name, true]);
    for (const name of refused) expect([name, isOffered(settings, name)]).toEqual([name, false]);
    // What can be chosen is offered, word for word.
    for (const { id } of listModels(settings).models) expect([id, isOffered(settings, id)]).toEqual([id, true]);
  });

  test("names and patterns are listed apart, the default first", () => {
    const { models, patterns } = listModels({ ...both, OPENAI_MODELS: "gpt-5*, gpt-5-mini", OPENROUTER_MODELS: "google/*" });
    expect(models.map(({ id }) => id)).toEqual(["gpt-5", "gpt-5-mini", "openai/gpt-5"]);
    expect(patterns).toEqual(["gpt-5*", "google/*"]);
  });

  test("exactly one model of the list is the default", () => {
    for (const settings of [
      {},
      { OPENAI_API_KEY: "sk-real-0123" },
      { OPENAI_BASE_URL: "http://127.0.0.1:1/v1", OPENAI_MODEL: "m" },
    ]) {
      expect(listModels(settings).models.filter((model) => model.default)).toHaveLength(1);
    }
  });

  test("a model without tool calling is refused before anything is sent", async () => {
    const [model] = chooseModels({ OPENAI_API_KEY: "sk-real-0123", OPENAI_MODELS: "o1-mini" }, "o1-mini");
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
    ["Anthropic's own", { ANTHROPIC_API_KEY: "sk-ant-0123" }, ["https://api.anthropic.com/v1/messages"]],
    ...["", "/", "/v1", "/v1/", "/v1/messages"].map((end): [string, ProviderSettings, string[]] => [
      `a server that speaks like it, written with "${end}"`,
      { ANTHROPIC_API_KEY: "sk-ant-0123", ANTHROPIC_BASE_URL: `https://gateway.test/anthropic${end}` },
      ["https://gateway.test/anthropic/v1/messages"],
    ]),
  ])("the API: %s", async (_what, settings, asked) => expect(await endpointsAsked(settings)).toEqual(asked));
});

describe("what is told of a model to choose", () => {
  test("is what its server said, and each stands once", () => {
    expect(listModels({ LOCAL_SERVERS: localServers }).models).toEqual([
      {
        id: "qwen3-coder:30b",
        name: "qwen3-coder:30b",
        provider: "local",
        provider_name: "This machine's model server",
        default: true,
        context_tokens: 65_536,
        tools: true,
        images: false,
        price_usd: null,
      },
      expect.objectContaining({ id: "shared", default: false, context_tokens: null, tools: null }),
      expect.objectContaining({ id: "a.gguf", context_tokens: 8_192 }),
    ]);
    expect(chosen({ LOCAL_SERVERS: localServers }, "a.gguf")).toEqual([["local", "a.gguf"]]);
  });

  test("is nothing of a server of the operator's own, and the list price of OpenAI's models", () => {
    const own = { OPENAI_BASE_URL: "http://127.0.0.1:9/v1", OPENAI_MODEL: "gpt-4.1" };
    expect(listModels(own).models).toMatchObject([{ tools: null, images: null, price_usd: null }]);
    expect(listModels({ OPENAI_API_KEY: "sk-real-0123", OPENAI_MODEL: "gpt-4.1" }).models[0]).toMatchObject({
      tools: true,
      images: true,
      price_usd: { input: 2, cached: 0.5, output: 8 },
    });
  });
});
