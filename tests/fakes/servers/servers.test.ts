// Each server's dialect, read by the client that the Worker uses: what it says has to be what a turn says, and what it refuses has to be refused.
import OpenAI, { APIError } from "openai";
import type { ChatCompletionCreateParamsStreaming, ChatCompletionMessageParam } from "openai/resources";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fakeProvider, finishApp, say, think, turn, unique, writeFile } from "../client.ts";
import { type FakeProvider, startFakeProvider } from "../provider.ts";
import { compatible as servers } from "./index.ts";
import type { Server } from "./server.ts";

let provider: FakeProvider;
beforeAll(async () => {
  provider = await startFakeProvider();
});
afterAll(() => provider.close());

const urlOf = ({ name, basePath }: Server) => new URL(`/servers/${name}${basePath}`, provider.url).href;
const clientOf = (server: Server) => new OpenAI({ apiKey: "sk-test", baseURL: urlOf(server), maxRetries: 0 });

function request(server: Server, content: string, model = server.models[0] ?? ""): ChatCompletionCreateParamsStreaming {
  const usage = server.learned.includes("stream_options") ? {} : { stream_options: { include_usage: true } };
  const limit = server.name === "azure" ? { max_completion_tokens: 4_000 } : { max_tokens: 4_000 };
  return {
    model,
    stream: true,
    ...usage,
    ...limit,
    messages: [
      { role: "system", content: "You build apps." },
      { role: "user", content },
    ],
  };
}

interface Read {
  text: string;
  calls: { name: string; arguments: string }[];
  reasons: string[];
}

/** As tolerantly as it has to be: whatever has a name is a call of its own, whatever has none goes on with the last one. */
async function read(server: Server, body: ChatCompletionCreateParamsStreaming): Promise<Read> {
  const found: Read = { text: "", calls: [], reasons: [] };
  for await (const chunk of await clientOf(server).chat.completions.create(body)) {
    const choice = chunk.choices?.[0];
    if (!choice) continue;
    const content: unknown = choice.delta?.content;
    found.text += typeof content === "string" ? content : "";
    for (const part of choice.delta?.tool_calls ?? []) {
      if (part.function?.name) found.calls.push({ name: part.function.name, arguments: "" });
      const call = found.calls.at(-1);
      if (call) call.arguments += part.function?.arguments ?? "";
    }
    if (choice.finish_reason) found.reasons.push(choice.finish_reason);
  }
  return found;
}

describe.each(servers.map((server) => ({ server, name: server.name })))("$name", ({ server }) => {
  test("an answer comes whole, once with a finish reason", async () => {
    const prompt = unique("all of it");
    const page = writeFile("index.html", "<p>é😀</p>");
    await fakeProvider(provider.url).scenario(prompt, turn(think("Thinking."), say("Here it is."), page, finishApp("Done.")));
    const found = await read(server, request(server, prompt));
    expect(found.text.replace(/<think>[\s\S]*<\/think>\s*/, "")).toBe("Here it is.");
    expect(found.calls).toEqual([
      { name: "write_file", arguments: page.arguments },
      { name: "finish_app", arguments: finishApp("Done.").arguments },
    ]);
    expect(found.reasons).toHaveLength(1);
  });

  test("in one piece it says the same", async () => {
    const prompt = unique("in one piece");
    await fakeProvider(provider.url).scenario(prompt, turn(say("Here."), writeFile("a.css", "a {}")));
    const { stream: _, stream_options: __, ...body } = request(server, prompt);
    const answer = await clientOf(server).chat.completions.create({ ...body, stream: false });
    const message = answer.choices[0]?.message;
    expect(message?.content).toContain("Here.");
    expect(message?.tool_calls?.map((call) => ("function" in call ? call.function.name : ""))).toEqual(["write_file"]);
  });

  test("its models are listed, and a path that it does not have is answered in its way", async () => {
    const { data } = await clientOf(server).models.list();
    expect(data.map(({ id }) => id.replace(/^models\//, ""))).toEqual(server.models);
    const response = await fetch(`${new URL(urlOf(server)).origin}/servers/${server.name}/nothing/here`);
    expect([200, 404]).toContain(response.status);
  });
});

/** Messages that this server refuses, and what it says. */
const call = (args: string, id = "abcdefgh1"): ChatCompletionMessageParam => ({
  role: "assistant",
  content: "",
  tool_calls: [{ id, type: "function", function: { name: "list_files", arguments: args } }],
});
const result = (id = "abcdefgh1"): ChatCompletionMessageParam => ({ role: "tool", tool_call_id: id, content: "no files" });
const user: ChatCompletionMessageParam = { role: "user", content: "Hello." };
const system: ChatCompletionMessageParam = { role: "system", content: "Again." };
const silent: ChatCompletionMessageParam = { role: "assistant", content: null };

const refused: [server: string, about: string, change: Record<string, unknown>, says: RegExp][] = [
  ["vllm", "max_tokens", { max_tokens: 32_768 }, /maximum context length is 32768/],
  ["vllm", "arguments", { messages: [user, call("{oops"), result()] }, /Expecting value/],
  ["vllm", "model", { model: "gpt-5" }, /does not exist/],
  ["llama.cpp", "system", { messages: [system, system, user] }, /System message must be at the beginning/],
  ["llama.cpp", "arguments", { messages: [user, call("[]"), result()] }, /parse_error/],
  ["llama.cpp", "content", { messages: [user, silent, user] }, /must contain 'content'/],
  ["ollama", "model", { model: "qwen" }, /try pulling it first/],
  ["ollama", "content", { messages: [user, silent, user] }, /<nil>/],
  ["lm-studio", "tool_choice", { tool_choice: { type: "function", function: { name: "a" } } }, /Invalid tool_choice/],
  ["gemini", "parameters", { prompt_cache_key: "a" }, /400/],
  ["gemini", "signatures", { messages: [user, call("{}"), result()] }, /400/],
  ["gemini", "results", { messages: [user, call("{}"), user] }, /400/],
  ["mistral", "stream_options", { stream_options: { include_usage: true } }, /Extra inputs are not permitted/],
  ["mistral", "ids", { messages: [user, call("{}", "call_1"), result("call_1")] }, /length of 9/],
  ["mistral", "roles", { messages: [user, call("{}"), result(), user] }, /Unexpected role 'user' after role 'tool'/],
  ["mistral", "roles", { messages: [user, { role: "assistant", content: "Hello." }] }, /Expected last role/],
  ["deepseek", "max_tokens", { model: "deepseek-chat", max_tokens: 32_000 }, /\[1, 8192\]/],
  ["deepseek", "reasoning", { messages: [user, call("{}"), result()] }, /must be passed back/],
  ["groq", "max_tokens", { max_tokens: 32_000 }, /less than or equal to `16384`/],
  ["groq", "extra_content", { messages: [user, { ...call("{}"), extra_content: {} }, result()] }, /is unsupported/],
  ["azure", "max_tokens", { max_tokens: 4_000 }, /Use 'max_completion_tokens'/],
  ["azure", "top_k", { top_k: 1 }, /Unrecognized request argument/],
  ["openrouter", "ids", { messages: [user, call("{}"), result(), call("{}"), result()] }, /Provider returned error/],
];

test.each(refused)("%s refuses %s in its own words", async (name, about, change, says) => {
  const server = servers.find((entry) => entry.name === name);
  if (!server) throw new Error(`There is no server ${name}.`);
  const body = { ...request(server, "Hello."), ...change };
  const failure = await clientOf(server)
    .chat.completions.create(body)
    .catch((error: unknown) => error);
  expect(failure).toBeInstanceOf(APIError);
  expect((failure as APIError).message).toMatch(says);
  expect(provider.requests.at(-1)?.refused).toBe(about);
});
