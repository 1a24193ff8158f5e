// What each of the servers that are known well says when it fails for good, and where it is found: through the client, as its fake says it.
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import { createChatModel } from "../../../src/llm/chat-completions.ts";
import { ModelError, type ModelFailure } from "../../../src/llm/model.ts";
import { servers } from "../../fakes/servers/index.ts";
import type { Failure, Page, Server } from "../../fakes/servers/server.ts";
import { emptyRequest, patience } from "../wire.ts";

const answered = 'data: {"choices":[{"index":0,"delta":{"content":"Hello."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n';

let ports = 1_000;

/** Asks a server at the address that an operator gave, and answers the failure; null when it answered. */
async function ask(path: string, answer: (url: URL) => Page | null): Promise<{ error: ModelError | null; urls: string[] }> {
  ports += 1;
  const urls: string[] = [];
  const client = new OpenAI({
    apiKey: "sk-test",
    baseURL: `http://127.0.0.1:${ports}${path}`,
    maxRetries: 0,
    logLevel: "off",
    async fetch(address) {
      const url = new URL(String(address));
      urls.push(url.pathname);
      const page = answer(url);
      if (!page) return new Response(answered, { headers: { "Content-Type": "text/event-stream" } });
      const isText = typeof page.body === "string";
      const headers = { "Content-Type": isText ? "text/event-stream" : "application/json", ...page.headers };
      return new Response(isText ? String(page.body) : JSON.stringify(page.body), { status: page.status, headers });
    },
  });
  const capabilities = capabilitiesOf("openai", "some-model", true);
  const model = createChatModel({ client, provider: "openai", name: "some-model", capabilities, patience, now: () => 0 });
  try {
    await model.stream(emptyRequest, () => null, new AbortController().signal);
    return { error: null, urls };
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { error, urls };
  }
}

const meanings: [Failure, ModelFailure][] = [
  ["key", "bad_key"],
  ["unknown model", "unknown_model"],
  ["too long", "context_length"],
];

const asked = (server: Server) => ({
  method: "POST",
  path: "/chat/completions",
  headers: {},
  body: { model: server.models[0] ?? "", messages: [], stream: true },
});

describe.each(servers.map((server) => [server.name, server] as const))("%s", (_name, server) => {
  test.each(meanings)("%s is %s", async (failure, reason) => {
    const { error } = await ask(server.basePath, () => server.fails(failure, asked(server)));
    // llama.cpp has one model and answers with it; in its place it says that it is still loading it.
    expect(error?.reason).toBe(server.name === "llama.cpp" && failure === "unknown model" ? "overloaded" : reason);
    expect(error?.message).toMatch(/the server at 127\.0\.0\.1:\d+|than some-model can read/i);
  });

  const endpoint = `${server.basePath}/chat/completions`;
  const forms = [server.basePath, `${server.basePath}/`, endpoint];
  const short = server.basePath.endsWith("/v1") ? [server.basePath.slice(0, -"/v1".length)] : [];

  test.each([...forms, ...short])("is found at %s", async (path) => {
    const { error, urls } = await ask(path, ({ pathname }) => (pathname === endpoint ? null : server.missing("POST", pathname)));
    expect(error).toBeNull();
    expect(urls.at(-1)).toBe(endpoint);
    expect(urls.length).toBeLessThanOrEqual(2);
  });

  test("a wrong address is named, with the setting", async () => {
    const { error } = await ask("/wrong", ({ pathname }) => server.missing("POST", pathname));
    expect(error?.message).toMatch(/127\.0\.0\.1:\d+\/wrong\/chat\/completions.*Check OPENAI_BASE_URL/);
  });
});
