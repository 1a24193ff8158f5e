// `npm start` without a key: which servers of this machine are found, which model is taken, and what is said. Real HTTP on loopback.
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { json } from "node:stream/consumers";
import { afterEach, describe, expect, it } from "vitest";
import { localModelVariables } from "../../scripts/lib/local-models.ts";
import { glanceMs } from "../../scripts/lib/local-servers/find.ts";
import { rank, rankedFamilies } from "../../scripts/lib/local-servers/ranking.ts";

type Answers = Record<string, unknown | ((body: unknown) => unknown)>;

const open: Server[] = [];

afterEach(() => {
  for (const server of open.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** A server that answers these paths, and 404 with a page to all others; answers its port. */
async function serve(answers: Answers, status = 200): Promise<number> {
  const server = createServer(async (request, response) => {
    const found = answers[request.url ?? ""];
    if (found === undefined) return void response.writeHead(404, { "Content-Type": "text/html" }).end("<h1>Not here</h1>");
    const answer: unknown = typeof found === "function" ? found(await json(request)) : found;
    response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(answer));
  });
  open.push(server);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return (server.address() as AddressInfo).port;
}

const shown: Record<string, unknown> = {
  "llama3.2:3b": { capabilities: ["completion", "tools"] },
  "qwen3-coder:30b": {
    capabilities: ["completion", "tools"],
    parameters: "temperature 0.7\nnum_ctx                        65536",
  },
  "gemma3:12b": { capabilities: ["completion", "vision"] },
  "nomic-embed-text": { capabilities: ["embedding"] },
};
const ollama: Answers = {
  "/api/tags": { models: Object.keys(shown).map((name) => ({ name })) },
  "/api/ps": { models: [] },
  "/api/show": (body: unknown) => shown[(body as { model: string }).model],
};
const vllm: Answers = {
  "/v1/models": { object: "list", data: [{ id: "Qwen/Qwen2.5-7B-Instruct", owned_by: "vllm", max_model_len: 8192 }] },
};
const llamaCpp: Answers = {
  "/v1/models": { object: "list", data: [{ id: "/models/gpt-oss-20b.gguf", owned_by: "llamacpp" }] },
  "/props": {
    default_generation_settings: { n_ctx: 4096 },
    modalities: { vision: false },
    chat_template_caps: { supports_tools: true, supports_tool_calls: true },
  },
};
const lmStudio: Answers = {
  "/api/v1/models": {
    models: [
      { type: "embedding", key: "text-embedding-nomic" },
      {
        type: "llm",
        key: "qwen/qwen3-14b",
        loaded_instances: [{ id: "qwen/qwen3-14b", config: { context_length: 32_768 } }],
        capabilities: { vision: false, trained_for_tool_use: true },
      },
    ],
  },
};

/** What is there has time to answer, however busy the machine is. */
const patientMs = 20_000;

async function start(
  variables: Record<string, string>,
  waitMs = patientMs,
): Promise<{ said: string[]; servers: unknown; given: Record<string, string> }> {
  const said: string[] = [];
  const given = await localModelVariables(variables, (line) => said.push(line), waitMs);
  return { said, given, servers: given.LOCAL_SERVERS ? JSON.parse(given.LOCAL_SERVERS) : null };
}

describe("local models", () => {
  it("finds Ollama, takes the best model that says it calls tools, and leaves out what cannot", async () => {
    const port = await serve(ollama);
    const { said, servers } = await start({ LOCAL_MODELS: String(port) });
    expect(servers).toEqual([
      {
        name: "Ollama",
        url: `http://127.0.0.1:${port}/v1`,
        models: [
          { id: "qwen3-coder:30b", tools: true, images: false, contextTokens: 65_536 },
          { id: "llama3.2:3b", tools: true, images: false, contextTokens: null },
        ],
      },
    ]);
    expect(said).toEqual([
      `No key is set. Found Ollama (http://127.0.0.1:${port}/v1): qwen3-coder:30b answers, 1 more to choose from. LOCAL_MODELS=off leaves it alone.`,
    ]);
  });

  it("offers all that are there, the one with the best model first, and says when it reads too little", async () => {
    const ports = [await serve(vllm), await serve(llamaCpp), await serve(lmStudio)];
    const { said, servers } = await start({ LOCAL_MODELS: ports.join(",") });
    const names = (servers as { name: string; models: { id: string }[] }[]).map(({ name, models }) => [name, models[0]?.id]);
    expect(names).toEqual([
      ["llama.cpp", "/models/gpt-oss-20b.gguf"],
      ["LM Studio", "qwen/qwen3-14b"],
      ["vLLM", "Qwen/Qwen2.5-7B-Instruct"],
    ]);
    expect(said[1]).toBe(
      "Warning: llama.cpp reads only 4,096 tokens at once as it runs now, which is too little for an app: llama-server --ctx-size 32768.",
    );
  });

  it("says what to do about a server that wants a key, and about one without a model that can call tools", async () => {
    const keyed = await serve({ "/v1/models": { error: { message: "Missing authorization header" } } }, 401);
    const toolless = await serve({
      "/api/tags": { models: [{ name: "phi:2b" }] },
      "/api/show": () => ({ capabilities: ["completion"] }),
    });
    const { said, servers } = await start({ LOCAL_MODELS: `${keyed} ${toolless}` });
    expect(servers).toBeNull();
    expect(said).toEqual([
      `A server at http://127.0.0.1:${keyed}/v1 wants a key: set OPENAI_BASE_URL=http://127.0.0.1:${keyed}/v1 and OPENAI_API_KEY.`,
      `Ollama at http://127.0.0.1:${toolless}/v1 has no model that can call tools.`,
      "No key is set, and no model server was found on this machine: the built-in demo model answers.",
    ]);
  });

  it("takes no other program for a model server, and does not wait for one that is silent", async () => {
    const page = await serve({ "/": "a page" });
    const list = await serve({ "/v1/models": "no list", "/api/tags": [1, 2] });
    const silent = createServer(() => {});
    open.push(silent);
    await new Promise<void>((resolve) => silent.listen(0, "127.0.0.1", resolve));
    const { servers } = await start({ LOCAL_MODELS: `${page},${list},${(silent.address() as AddressInfo).port}` }, glanceMs);
    expect(servers).toBeNull();
  });

  it("looks at nothing when models are chosen, or when it is switched off", async () => {
    const port = await serve(ollama);
    const keys = ["OPENAI_API_KEY", "OPENAI_BASE_URL", "OPENROUTER_API_KEY", "ANTHROPIC_API_KEY"];
    for (const name of keys)
      expect(await start({ LOCAL_MODELS: String(port), [name]: "sk-real" })).toMatchObject({ said: [], given: {} });
    expect(await start({ LOCAL_MODELS: "OFF" })).toMatchObject({ said: [], given: {} });
    // A line of a template is no choice.
    expect((await start({ LOCAL_MODELS: String(port), OPENAI_API_KEY: "your-key" })).servers).not.toBeNull();
  });

  it("refuses a setting that is neither", async () => {
    await expect(start({ LOCAL_MODELS: "yes" })).rejects.toThrow('LOCAL_MODELS is "off" or ports of this machine');
  });
});

describe("the order of models", () => {
  const model = (id: string, tools: boolean | null = true) => ({ id, tools, images: null, contextTokens: null });

  it("is: says that it calls tools, large enough, family, size", () => {
    const models = ["qwen3:1.7b", "unknown:70b", "gpt-oss:20b", "qwen3:8b", "gpt-oss:120b", "Qwen3-Coder-30B-A3B"].map((id) =>
      model(id),
    );
    expect(rank([model("qwen3-coder:480b", null), model("llava", false), ...models]).map(({ id }) => id)).toEqual([
      "Qwen3-Coder-30B-A3B",
      "gpt-oss:120b",
      "gpt-oss:20b",
      "qwen3:8b",
      "unknown:70b",
      "qwen3:1.7b",
      "qwen3-coder:480b",
    ]);
  });

  it("stands in README", async () => {
    const { readFile } = await import("node:fs/promises");
    const readme = await readFile(new URL("../../README.md", import.meta.url), "utf8");
    expect(readme).toContain(rankedFamilies.map((family) => `\`${family}\``).join(", "));
  });
});
