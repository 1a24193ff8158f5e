// What each server of the fake's says when it refuses or gives up, through the real client: the reason that it is understood as, and words that a
// person can act on.
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { createChatModel } from "../../src/llm/chat-completions.ts";
import { ModelError, type ModelFailure } from "../../src/llm/model.ts";
import { errorChunk, finish, say, turn } from "../fakes/client.ts";
import { familyOptions } from "../fakes/families.ts";
import { pageResponse, responseOf } from "../fakes/in-place.ts";
import type { ChatRequest, Turn } from "../fakes/scenario.ts";
import { filteredPrompt } from "../fakes/servers/azure.ts";
import { serverNamed, compatible as servers } from "../fakes/servers/index.ts";
import { withoutTools } from "../fakes/servers/ollama.ts";
import { dataPolicy } from "../fakes/servers/openrouter.ts";
import type { Failure, Page, Server } from "../fakes/servers/server.ts";
import { withoutToolParser } from "../fakes/servers/vllm.ts";
import { emptyRequest, patience } from "./wire.ts";

const key = "sk-test-0123456789";

async function failureOf(server: Server, answer: Turn | Page): Promise<ModelError> {
  const [name = ""] = server.models;
  const provider = server.name === "openrouter" ? "openrouter" : "openai";
  const client = new OpenAI({
    apiKey: key,
    baseURL: `http://${server.name}.test${server.basePath}`,
    maxRetries: 0,
    logLevel: "off",
    fetch: async (_url, init) => {
      const body = JSON.parse(String(init?.body)) as ChatRequest;
      const identity = { request: 1, model: name };
      return "kind" in answer ? responseOf(answer, server.form(identity, body), identity, body) : pageResponse(answer);
    },
  });
  const model = createChatModel({ client, ...familyOptions(provider, name, true), name, patience, now: Date.now });
  const failed = await model
    .stream(emptyRequest, () => null, new AbortController().signal)
    .then(
      () => null,
      (error: unknown) => error,
    );
  if (!(failed instanceof ModelError)) throw new Error(`It did not fail as a model does: ${String(failed)}`);
  return failed;
}

const reasons: Record<Failure, ModelFailure> = { key: "bad_key", "unknown model": "unknown_model", "too long": "context_length" };
/** It answers with the model that it has, and says that it is loading it. */
const exceptions: Record<string, ModelFailure | undefined> = { "llama.cpp unknown model": "overloaded" };

const all = servers.flatMap((server) =>
  (Object.keys(reasons) as Failure[]).map((failure) => ({ server, name: server.name, failure })),
);

describe("a failure in the server's own words", () => {
  test.each(all)("$name: $failure", async ({ server, name, failure }) => {
    const [model = ""] = server.models;
    const asked = { method: "POST", path: "/chat/completions", headers: {}, body: { model, messages: [] } };
    const failed = await failureOf(server, server.fails(failure, asked));
    expect(failed.reason).toBe(exceptions[`${name} ${failure}`] ?? reasons[failure]);
    expect(failed.message).not.toContain(key);
  });
});

const special: [server: string, about: string, answer: Turn | Page, reason: ModelFailure, says: RegExp][] = [
  ["vllm", "no tool parser", withoutToolParser, "no_tools", /tool/],
  ["ollama", "a model without tools", withoutTools("gemma3"), "no_tools", /tool/],
  ["openrouter", "privacy settings", dataPolicy, "unknown_model", /privacy|policy/],
  ["azure", "a filtered prompt", filteredPrompt, "content_filter", /filter/],
  [
    "groq",
    "a call that its parser cannot read",
    turn(errorChunk("tool_use_failed", "Failed to call a function.")),
    "bad_tool_call",
    /tool call/,
  ],
  ["deepseek", "no resources", turn(say("Half"), finish("insufficient_system_resource")), "overloaded", /./],
  ...servers
    .map(
      ({ name }) =>
        [
          name,
          "an error in the middle",
          turn(say("Half"), errorChunk(503, "The model is overloaded.")),
          "overloaded",
          /overloaded/,
        ] as const,
    )
    .map((row): [string, string, Turn, ModelFailure, RegExp] => [...row]),
];

test.each(special)("%s: %s", async (name, _about, answer, reason, says) => {
  const server = serverNamed(name);
  if (!server) throw new Error(`There is no server ${name}.`);
  const failed = await failureOf(server, answer);
  expect(failed.reason).toBe(reason);
  expect(failed.message).toMatch(says);
});
