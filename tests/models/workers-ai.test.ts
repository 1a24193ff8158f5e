// Cloudflare's models through a binding that answers in its documented forms. Not tried against Cloudflare itself.
import { describe, expect, test } from "vitest";
import { ModelError, type ModelRequest } from "../../src/llm/model.ts";
import { chooseModels } from "../../src/models/choose.ts";
import { cutAt, emptyRequest, readFrom, type Said, streamOf } from "../llm/wire.ts";

interface Asked {
  model: string;
  inputs: Record<string, unknown>;
  options: Record<string, unknown>;
}

/** A model behind a binding that answers with this, and what the binding was asked. */
function modelWith(answer: () => unknown, asked: Asked[] = []) {
  const run = async (model: string, inputs: Record<string, unknown>, options: Record<string, unknown>) => {
    asked.push({ model, inputs, options });
    return answer();
  };
  const [model] = chooseModels({ AI: { run } }, "");
  if (!model) throw new Error("There is always a model.");
  return model;
}

const ask = (answer: () => unknown, request?: ModelRequest): Promise<Said> => readFrom(modelWith(answer), request);
const bytes = (text: string) => new TextEncoder().encode(text);
const events = (...data: unknown[]) => data.map((one) => `data: ${JSON.stringify(one)}\n\n`).join("");
const done = "data: [DONE]\n\n";
const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 };
const chunk = (delta: unknown, finish_reason: string | null = null) => ({
  id: "c",
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta, finish_reason }],
});
const nothing = { id: null, type: null, index: 0, function: { name: null, arguments: "" } };

const native =
  events(
    { response: "Ich ", p: "abc" },
    { response: "schreibe 🌍.", p: "abcdef" },
    {
      response: "",
      tool_calls: [
        { name: "f", arguments: { a: 1 } },
        { name: "g", arguments: '{"b":2}' },
      ],
    },
    { response: "", usage },
  ) + done;
const chunks =
  events(
    chunk({ role: "assistant", content: "Ich " }),
    chunk({ content: "schreibe 🌍." }),
    chunk({ tool_calls: [{ id: "call_0", type: "function", index: 0, function: { name: "f", arguments: "" } }] }),
    chunk({ tool_calls: [{ index: 0, function: { arguments: '{"a":' } }] }),
    chunk({ tool_calls: [{ index: 0, function: { arguments: "1}" } }] }),
    chunk({ tool_calls: [nothing] }),
    chunk({ tool_calls: [{ id: "call_1", type: "function", index: 1, function: { name: "g", arguments: '{"b":2}' } }] }),
    chunk({ tool_calls: [nothing] }),
    chunk({}, "tool_calls"),
    { choices: [], usage },
  ) + done;
const whole = {
  response: "Ich schreibe 🌍.",
  tool_calls: [
    { name: "f", arguments: { a: 1 } },
    { name: "g", arguments: { b: 2 } },
  ],
  usage,
};

const said: Partial<Said> = {
  failed: null,
  said: [["text", "Ich schreibe 🌍."]],
  calls: [
    { id: "call_0", name: "f", arguments: '{"a":1}' },
    { id: "call_1", name: "g", arguments: '{"b":2}' },
  ],
};

describe("an answer", () => {
  test.each<[what: string, answer: () => unknown]>([
    ["chunks of Chat Completions, each call with its empty end", () => streamOf([bytes(chunks)])],
    ["pieces of its own form, with whole calls and no finish reason", () => streamOf([bytes(native)])],
    ["a stream without a response around it", () => streamOf([bytes(native)]).body],
    ["cut anywhere", () => streamOf(cutAt(bytes(native), [1, 3, 7]))],
    ["in one piece though a stream was asked for", () => Response.json(whole)],
    ["an object", () => whole],
    [
      "a completion",
      () => ({
        choices: [
          {
            index: 0,
            message: {
              role: "assistant",
              content: "Ich schreibe 🌍.",
              tool_calls: [
                { id: "call_0", type: "function", function: { name: "f", arguments: '{"a":1}' } },
                { id: "call_1", type: "function", function: { name: "g", arguments: '{"b":2}' } },
              ],
            },
            finish_reason: "tool_calls",
          },
        ],
        usage,
      }),
    ],
  ])("%s", async (_what, answer) => {
    const read = await ask(answer);
    expect(read).toMatchObject(said);
    expect(read.finish).toMatchObject({
      reason: "tool_calls",
      usage: {
        inputTokens: 10,
        outputTokens: 5,
        costUsd: expect.closeTo((10 * 0.35 + 5 * 0.75) / 1e6, 12),
        costSource: "estimate",
      },
    });
  });

  test("a text alone is one that ended", async () => {
    expect(await ask(() => streamOf([bytes(events({ response: "Hello", p: "a" }) + done)]))).toMatchObject({
      said: [["text", "Hello"]],
      finish: { reason: "stop" },
    });
  });

  test.each<[what: string, body: string, failed: string]>([
    ["that breaks off", events({ response: "Hel", p: "a" }), "truncated"],
    [
      "with an error in it",
      events(
        { response: "Hel", p: "a" },
        { errors: [{ code: 3040, message: "No more data centers to forward the request to" }] },
      ),
      "overloaded",
    ],
  ])("%s is none", async (_what, body, failed) => {
    expect(await ask(() => streamOf([bytes(body)]))).toMatchObject({ failed, finish: null });
  });
});

describe("a refusal", () => {
  const thrown = (message: string) => () => {
    throw Object.assign(new Error(message), { name: "InferenceUpstreamError" });
  };
  const answered = (status: number, body: unknown) => () => Response.json(body, { status });
  test.each<[what: string, answer: () => unknown, reason: string]>([
    ["the day's allocation is used up", thrown("3036: You have used up your daily free allocation of 10,000 neurons."), "quota"],
    [
      "the same as a response",
      answered(429, {
        internalCode: 3036,
        name: "AccountLimited",
        description: "You have used up your daily free allocation of 10,000 neurons.",
      }),
      "quota",
    ],
    ["there is no capacity", thrown("3040: No more data centers to forward the request to"), "overloaded"],
    [
      "the same as a response",
      answered(429, { errors: [{ code: 3040, message: "Capacity temporarily exceeded, please try again." }] }),
      "overloaded",
    ],
    ["there is no such model", thrown("5007: No such model @cf/x or task"), "unknown_model"],
    ["the rate", answered(429, { errors: [{ code: 3021, message: "rate limit" }] }), "rate_limited"],
    ["it is too large", thrown("3006: Request is too large"), "context_length"],
    ["words alone", thrown("upstream failed"), "overloaded"],
    ["a page", () => new Response("<html>", { status: 502 }), "overloaded"],
  ])("%s", async (_what, answer, reason) => {
    expect(await ask(answer)).toMatchObject({ failed: reason });
  });

  test.each(["3036: You have used up your daily free allocation of 10,000 neurons.", "3023: Service unavailable for account"])(
    "names Cloudflare, and no key: %s",
    async (words) => {
      const model = modelWith(thrown(words));
      const error: unknown = await model
        .stream(emptyRequest, () => null, new AbortController().signal)
        .catch((failure: unknown) => failure);
      expect(error).toBeInstanceOf(ModelError);
      expect(String(error)).toContain("Cloudflare's Workers AI");
      expect(String(error)).not.toMatch(/_API|Check \./);
    },
  );
});

test("a request has what the models know, texts that are texts, and the session whose beginning is cached", async () => {
  const asked: Asked[] = [];
  await readFrom(
    modelWith(() => whole, asked),
    {
      ...emptyRequest,
      system: ["Rules."],
      conversation: [
        { role: "user", text: "A page" },
        { role: "assistant", text: "", calls: [{ id: "a", name: "f", arguments: "{}" }] },
        { role: "tool", callId: "a", text: "done" },
      ],
      tools: [{ name: "f", description: "Does f.", parameters: { type: "object", properties: {} } }],
    },
  );
  const [{ model, inputs, options }] = asked as [Asked];
  expect(model).toBe("@cf/openai/gpt-oss-120b");
  expect(Object.keys(inputs).sort()).toEqual(["max_tokens", "messages", "stream", "tools"]);
  for (const { content } of inputs.messages as { content: unknown }[]) expect(typeof content).toBe("string");
  expect(options).toMatchObject({
    returnRawResponse: true,
    signal: expect.any(AbortSignal),
    extraHeaders: { "x-session-affinity": "app" },
  });
});

test("a run that is stopped stops the model", async () => {
  const asked: Asked[] = [];
  const stop = new AbortController();
  const model = modelWith(() => new Promise(() => stop.abort(new Error("Stopped."))), asked);
  const asking = model.stream(emptyRequest, () => null, stop.signal);
  await expect(
    Promise.race([asking, new Promise((_, reject) => stop.signal.addEventListener("abort", () => reject(stop.signal.reason)))]),
  ).rejects.toThrow("Stopped.");
  expect((asked[0]?.options.signal as AbortSignal | undefined)?.aborted).toBe(true);
});
