// Servers that refuse something of a request: what they are asked with next, what is remembered, and what a person reads when nothing helps.
import OpenAI from "openai";
import { describe, expect, test } from "vitest";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import { createChatModel } from "../../../src/llm/chat-completions.ts";
import { ModelError, type ModelEvent, type ModelRequest } from "../../../src/llm/model.ts";
import { maxLessons } from "../../../src/llm/request/learned.ts";
import { createResponsesModel } from "../../../src/llm/responses.ts";
import { emptyRequest, patience } from "../wire.ts";

type Body = Record<string, unknown>;
/** Null: it is answered. */
type Rule = (body: Body, url: string) => { status: number; body: unknown } | null;

const refusal = (message: string, more: Body = {}, status = 400) => ({ status, body: { error: { message, ...more } } });

const chatAnswer = (body: Body) =>
  body.stream
    ? 'data: {"choices":[{"index":0,"delta":{"content":"Hello."},"finish_reason":"stop"}]}\n\ndata: [DONE]\n\n'
    : JSON.stringify({ choices: [{ index: 0, message: { role: "assistant", content: "Hello." }, finish_reason: "stop" }] });
const response = {
  id: "r",
  status: "completed",
  output: [{ type: "message", id: "m", role: "assistant", content: [{ type: "output_text", text: "Hello." }] }],
};
const responsesAnswer = (body: Body) =>
  body.stream
    ? `event: response.completed\ndata: ${JSON.stringify({ type: "response.completed", response })}\n\n`
    : JSON.stringify(response);

let servers = 1_000;

/** A server of its own address, so that nothing is remembered of another one. */
function server(rule: Rule, options: { api?: "chat" | "responses"; name?: string; custom?: boolean; path?: string } = {}) {
  const { api = "chat", name = "some-model", custom = true, path = "/v1" } = options;
  const bodies: Body[] = [];
  const urls: string[] = [];
  let time = 0;
  servers += 1;
  const client = new OpenAI({
    apiKey: "sk-test-0123",
    baseURL: `http://127.0.0.1:${servers}${path}`,
    maxRetries: 0,
    logLevel: "off",
    async fetch(url, init) {
      const body = JSON.parse(String(init?.body)) as Body;
      bodies.push(body);
      urls.push(String(url));
      const refused = rule(body, String(url));
      if (refused) {
        const text = typeof refused.body === "string" ? refused.body : JSON.stringify(refused.body);
        return new Response(text, { status: refused.status, headers: { "Content-Type": "application/json" } });
      }
      const type = body.stream ? "text/event-stream" : "application/json";
      return new Response(api === "chat" ? chatAnswer(body) : responsesAnswer(body), { headers: { "Content-Type": type } });
    },
  });
  const create = api === "chat" ? createChatModel : createResponsesModel;
  const capabilities = capabilitiesOf("openai", name, custom);
  const model = create({ client, provider: "openai", name, capabilities, patience, now: () => time });
  return {
    model,
    bodies,
    urls,
    pass(ms: number) {
      time += ms;
    },
    async ask(more: Partial<ModelRequest> = {}) {
      const events: ModelEvent[] = [];
      const take = (event: ModelEvent) => {
        events.push(event);
        return null;
      };
      try {
        await model.stream({ ...emptyRequest, maxOutputTokens: 32_000, ...more }, take, new AbortController().signal);
      } catch (error) {
        if (!(error instanceof ModelError)) throw error;
        return { error, text: "", notices: [] };
      }
      const text = events.flatMap((event) => (event.type === "text" ? [event.text] : [])).join("");
      return { error: null, text, notices: events.flatMap((event) => (event.type === "notice" ? [event.notice] : [])) };
    },
  };
}

const own = { custom: false, name: "gpt-5" };

describe("a parameter that is refused is left out, once, and so from then on", () => {
  test.each<[says: string, rule: Rule, options: Parameters<typeof server>[1]]>([
    [
      "Azure: stream_options",
      (body) => ("stream_options" in body ? refusal("Unrecognized request argument supplied: stream_options") : null),
      {},
    ],
    [
      "FastAPI: a list with places",
      (body) =>
        "stream_options" in body
          ? {
              status: 422,
              body: {
                detail: [{ type: "extra_forbidden", loc: ["body", "stream_options"], msg: "Extra inputs are not permitted" }],
              },
            }
          : null,
      {},
    ],
    [
      "Python's own writing",
      (body) =>
        "stream_options" in body
          ? {
              status: 400,
              body: {
                error:
                  "[{'type': 'extra_forbidden', 'loc': ('body', 'stream_options'), 'msg': 'Extra inputs are not permitted'}]",
              },
            }
          : null,
      {},
    ],
    ["Go", (body) => ("stream_options" in body ? refusal('json: unknown field "stream_options"') : null), {}],
    [
      "Rust, with all that it knows",
      (body) =>
        "stream_options" in body
          ? {
              status: 422,
              body: "Failed to deserialize the JSON body: unknown field `stream_options`, expected one of `model`, `messages`, `max_tokens`",
            }
          : null,
      {},
    ],
    [
      "a server that falls over it",
      (body) =>
        "stream_options" in body ? refusal("generate() got an unexpected keyword argument 'stream_options'", {}, 500) : null,
      {},
    ],
    [
      "Azure AI: in a list",
      (body) =>
        "stream_options" in body
          ? {
              status: 400,
              body: { detail: "Extra parameters ['stream_options'] are not allowed when extra-parameters is not set" },
            }
          : null,
      {},
    ],
    [
      "Gemini: prompt_cache_key",
      (body) =>
        "prompt_cache_key" in body
          ? {
              status: 400,
              body: [
                {
                  error: {
                    code: 400,
                    message: 'Invalid JSON payload received. Unknown name "prompt_cache_key": Cannot find field.',
                  },
                },
              ],
            }
          : null,
      own,
    ],
    [
      "LiteLLM: reasoning_effort",
      (body) =>
        "reasoning_effort" in body
          ? refusal("litellm.UnsupportedParamsError: x does not support parameters: ['reasoning_effort'], for model=gpt-5")
          : null,
      own,
    ],
    [
      "xAI: in its own spelling",
      (body) => ("reasoning_effort" in body ? refusal("Argument not supported on this model: reasoningEffort") : null),
      own,
    ],
    ["Groq: verbosity", (body) => ("verbosity" in body ? refusal("property 'verbosity' is unsupported") : null), own],
    [
      "OpenAI: by its field",
      (body) =>
        "verbosity" in body ? refusal("Not with this model.", { param: "verbosity", code: "unsupported_parameter" }) : null,
      own,
    ],
    [
      "two in one sentence",
      (body) =>
        "verbosity" in body || "reasoning_effort" in body
          ? refusal("Unrecognized request arguments supplied: reasoning_effort, verbosity")
          : null,
      own,
    ],
    [
      "Responses: store",
      (body) => ("store" in body ? refusal("Unknown parameter: 'store'.", { param: "store", code: "unknown_parameter" }) : null),
      { ...own, api: "responses" },
    ],
    [
      "Responses: include",
      (body) => ("include" in body ? refusal("Unsupported value for 'include'") : null),
      { ...own, api: "responses" },
    ],
    [
      "Responses: all of reasoning",
      (body) => ("reasoning" in body ? refusal("Unsupported parameter: 'reasoning'", { param: "reasoning" }) : null),
      { ...own, api: "responses" },
    ],
    [
      "Responses: a summary",
      (body) =>
        JSON.stringify(body).includes('"summary"')
          ? refusal("Your organization must be verified to generate reasoning summaries.", {
              param: "reasoning.summary",
              code: "unsupported_value",
            })
          : null,
      { ...own, api: "responses" },
    ],
    [
      "Responses: the answer's length",
      (body) => ("max_output_tokens" in body ? refusal("Unsupported parameter: max_output_tokens") : null),
      { ...own, api: "responses" },
    ],
  ])("%s", async (_says, rule, options) => {
    const { ask, bodies } = server(rule, options);
    expect(await ask()).toMatchObject({ error: null, text: "Hello." });
    expect(bodies).toHaveLength(2);
    expect(await ask()).toMatchObject({ error: null, text: "Hello." });
    expect(bodies).toHaveLength(3);
    expect(bodies[2]).toEqual(bodies[1]);
    // What it did not name stays.
    expect(Object.keys(bodies[1]!)).toEqual(
      expect.arrayContaining(["model", options?.api === "responses" ? "input" : "messages"]),
    );
  });

  test("until it is asked for again after a while", async () => {
    const { ask, bodies, pass } = server((body) =>
      "stream_options" in body ? refusal("Unknown parameter: stream_options") : null,
    );
    await ask();
    pass(16 * 60 * 1000);
    await ask();
    expect(bodies.map((body) => "stream_options" in body)).toEqual([true, false, true, false]);
  });

  test("max_tokens has another name, and none where that is refused too", async () => {
    const renamed = server((body) =>
      "max_tokens" in body
        ? refusal("Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.", {
            param: "max_tokens",
          })
        : null,
    );
    await renamed.ask();
    expect(renamed.bodies[1]).toMatchObject({ max_completion_tokens: 32_000 });
    const neither = server((body) => {
      const name = Object.keys(body).find((key) => key.startsWith("max_"));
      return name ? refusal(`Unrecognized request argument supplied: ${name}`) : null;
    });
    expect(await neither.ask()).toMatchObject({ error: null });
    expect(neither.bodies).toHaveLength(3);
  });

  test("a value that it does not take becomes one that it does", async () => {
    const message =
      "Unsupported value: 'reasoning_effort' does not support 'low' with this model. Supported values are: 'medium' and 'high'.";
    const { ask, bodies } = server(
      (body) =>
        body.reasoning_effort === "low" ? refusal(message, { param: "reasoning_effort", code: "unsupported_value" }) : null,
      own,
    );
    await ask();
    expect(bodies[1]).toMatchObject({ reasoning_effort: "medium" });
  });

  test("what cannot be streamed comes in one piece, and a person is told by whom", async () => {
    const { ask, bodies } = server((body) =>
      body.stream ? refusal("This model doesn't support tool use in streaming mode.") : null,
    );
    const { text, notices } = await ask();
    expect(text).toBe("Hello.");
    expect(notices).toMatchObject([
      { code: "not_streamed", message: expect.stringMatching(/^The server at 127\.0\.0\.1:\d+ does not stream some-model/) },
    ]);
    await ask();
    expect(bodies.map((body) => body.stream)).toEqual([true, false, false]);
  });
});

describe("what is not refused is not taken away", () => {
  test.each<[says: string, message: string]>([
    ["messages", "Unsupported value: 'messages[0].role' does not support 'system' with this model."],
    ["tools", "Unsupported parameter: 'tools' is not supported with this model."],
    ["the model", "Unknown model: 'some-model'"],
    ["words that are names", "Invalid request: the stream of text could not be stored, include the model"],
    ["what is only known", "Unknown field foo, expected one of max_tokens, stream_options"],
    ["what is only mentioned", "Something went wrong while reading stream_options"],
  ])("%s", async (_says, message) => {
    const { ask, bodies } = server(() => refusal(message));
    const { error } = await ask();
    expect(error).not.toBeNull();
    expect(bodies).toHaveLength(1);
  });

  test("a server that refuses whatever it gets is not asked for ever, and is quoted", async () => {
    let sent: Body = {};
    const { ask, bodies } = server((body) => {
      sent = body;
      const last =
        Object.keys(sent)
          .filter((name) => !["model", "messages", "stream"].includes(name))
          .at(-1) ?? "model";
      return refusal(`Unsupported parameter: ${last}`);
    }, own);
    const { error } = await ask();
    expect(error).toMatchObject({ reason: "bad_request", message: expect.stringContaining("Unsupported parameter") });
    expect(bodies.length).toBeLessThanOrEqual(maxLessons + 1);
  });

  test("a key is not repeated, whatever the server says", async () => {
    const { ask } = server(() => refusal("Key sk-test-0123 may not do this."));
    expect((await ask()).error?.message).not.toContain("0123");
  });
});

describe("lengths", () => {
  const lengthOf = (body: Body) => Number(body.max_tokens);

  test("an answer that is too long is asked for shorter, at once the next time", async () => {
    const { ask, bodies } = server((body) =>
      lengthOf(body) > 8_192 ? refusal("Invalid max_tokens value, the valid range of max_tokens is [1, 8192]") : null,
    );
    await ask();
    await ask();
    expect(bodies.map(lengthOf)).toEqual([32_000, 8_192, 8_192]);
  });

  test("without a number it is halved, as long as that leaves an answer", async () => {
    const some = server((body) => (lengthOf(body) > 9_000 ? refusal("max_tokens is too large") : null));
    await some.ask();
    expect(some.bodies.map(lengthOf)).toEqual([32_000, 16_000, 8_000]);
    const none = server(() => refusal("max_tokens is too large"));
    expect((await none.ask()).error?.reason).toBe("bad_request");
    expect(none.bodies.length).toBeLessThanOrEqual(maxLessons + 1);
  });

  test("a window that holds both leaves what the conversation leaves, and is kept in mind", async () => {
    const window = 32_768;
    const counted = (body: Body) => Math.ceil(JSON.stringify(body.messages).length / 3.5);
    const { ask, bodies, model } = server((body) => {
      const prompt = counted(body);
      const total = prompt + lengthOf(body);
      return total > window
        ? refusal(
            `This model's maximum context length is ${window} tokens. However, you requested ${total} tokens (${prompt} in the messages, ${lengthOf(body)} in the completion).`,
          )
        : null;
    });
    expect(await ask({ system: ["x".repeat(7_000)] })).toMatchObject({ error: null });
    expect(model.contextTokens?.()).toBe(window);
    // Longer since: it fits all the same, without another refusal.
    expect(await ask({ system: ["x".repeat(28_000)] })).toMatchObject({ error: null });
    expect(bodies).toHaveLength(3);
  });

  test("a conversation that is too long is said to be, with the numbers", async () => {
    const { ask, bodies, model } = server(() =>
      refusal("request (9000 tokens) exceeds the available context size (4096 tokens), try increasing it", {
        type: "exceed_context_size_error",
      }),
    );
    const { error } = await ask();
    expect(error).toMatchObject({ reason: "context_length", contextTokens: 4_096, promptTokens: 9_000 });
    expect(error?.message).toMatch(/9000 tokens, and 4096 can be read.*longer context/);
    expect(bodies).toHaveLength(1);
    expect(model.contextTokens?.()).toBe(4_096);
  });

  test("what is known of a model is asked for from the beginning", async () => {
    const { ask, bodies } = server(() => null, { name: "deepseek-chat" });
    await ask();
    expect(lengthOf(bodies[0]!)).toBe(8_192);
  });

  test("what a credit is enough for is not remembered", async () => {
    let credit = 6_000;
    const { ask, bodies } = server((body) =>
      lengthOf(body) > credit
        ? refusal(
            `This request requires more credits, or fewer max_tokens. You requested up to ${lengthOf(body)} tokens, but can only afford ${credit}.`,
            {},
            402,
          )
        : null,
    );
    await ask();
    credit = 100_000;
    await ask();
    expect(bodies.map(lengthOf)).toEqual([32_000, 6_000, 32_000]);
    credit = 100;
    expect((await ask()).error?.reason).toBe("quota");
  });
});

describe("addresses", () => {
  test.each<[given: string, answers: string, body: unknown]>([
    ["", "/v1/chat/completions", "404 page not found"],
    ["/v1", "/chat/completions", { detail: "Not Found" }],
    ["/v1/chat/completions", "/v1/chat/completions", "never"],
    ["/api", "/api/v1/chat/completions", "<!DOCTYPE html><html><title>Not found</title></html>"],
  ])("%s: the API at %s is found, and kept in mind", async (path, answers, body) => {
    const { ask, urls } = server((_body, url) => (new URL(url).pathname === answers ? null : { status: 404, body }), { path });
    expect(await ask()).toMatchObject({ error: null, text: "Hello." });
    const tries = urls.length;
    expect(await ask()).toMatchObject({ error: null, text: "Hello." });
    expect(urls).toHaveLength(tries + 1);
    expect(new URL(urls.at(-1)!).pathname).toBe(answers);
  });

  test("where it is at neither, the error says what was tried first and what to do", async () => {
    const { ask, urls } = server(() => ({ status: 404, body: { detail: "Not Found" } }), { path: "/api" });
    const { error } = await ask();
    expect(urls).toHaveLength(2);
    expect(error?.message).toMatch(/http:\/\/127\.0\.0\.1:\d+\/api\/chat\/completions.*OPENAI_BASE_URL/);
  });

  test("a model that is not there is no wrong address", async () => {
    const { ask, urls } = server(() => refusal("The model `some-model` does not exist.", { code: "model_not_found" }, 404));
    expect((await ask()).error?.reason).toBe("unknown_model");
    expect(urls).toHaveLength(1);
  });
});
