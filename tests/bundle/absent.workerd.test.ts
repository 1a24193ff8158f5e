// What was left out of the bundle says so when it is used, and what stands beside it in the same libraries works. Inside workerd, with the
// modules of the bundle.
import OpenAI from "openai";
import { describe, expect, test } from "vitest";

const eventStream = (...events: object[]) =>
  new Response(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join(""), {
    headers: { "Content-Type": "text/event-stream" },
  });

const clientAnswering = (answer: () => Response) =>
  new OpenAI({ apiKey: "sk-test", baseURL: "http://provider.test/v1", maxRetries: 0, fetch: async () => answer() });

describe("what is absent", () => {
  const client = clientAnswering(() => Response.json({}));
  const message = { role: "user" as const, content: "hello" };

  test.each<[string, () => unknown]>([
    ["client.admin", () => client.admin.organization],
    ["client.beta", () => client.beta.threads],
    ["client.vectorStores", () => client.vectorStores.create],
    ["client.audio", () => client.audio.speech],
    ["chat.completions.stream()", () => client.chat.completions.stream({ model: "m", messages: [message] })],
    ["chat.completions.runTools()", () => client.chat.completions.runTools({ model: "m", messages: [message], tools: [] })],
    ["responses.stream()", () => client.responses.stream({ model: "m", input: "hello" })],
    [
      "organization plugin",
      async () => (await import("better-auth/plugins/organization")).hasPermission(null as never, null as never),
    ],
  ])("%s", async (what, use) => {
    await expect((async () => use())()).rejects.toThrow(`${what} is not in the Worker's bundle`);
  });
});

describe("what is there", () => {
  test("Chat Completions, in one piece and streamed", async () => {
    const whole = clientAnswering(() => Response.json({ id: "1", choices: [{ index: 0, message: { content: "hello" } }] }));
    const answer = await whole.chat.completions.create({ model: "m", messages: [] });
    expect(answer.choices[0]?.message.content).toBe("hello");

    const streamed = clientAnswering(() => eventStream({ id: "1", choices: [{ index: 0, delta: { content: "hello" } }] }));
    const texts: (string | null | undefined)[] = [];
    for await (const chunk of await streamed.chat.completions.create({ model: "m", messages: [], stream: true })) {
      texts.push(chunk.choices[0]?.delta.content);
    }
    expect(texts).toEqual(["hello"]);
  });

  test("a request of another API, and a client with other options", async () => {
    const client = clientAnswering(() => Response.json({ type: "message" })).withOptions({ timeout: 1_000 });
    expect(await client.post("/messages", { body: {} })).toMatchObject({ type: "message" });
  });

  test("the Responses API, in one piece and streamed", async () => {
    const content = [{ type: "output_text", text: "hello", annotations: [] }];
    const output = [{ type: "message", id: "m1", role: "assistant", status: "completed", content }];
    const whole = clientAnswering(() => Response.json({ id: "r1", object: "response", output }));
    expect((await whole.responses.create({ model: "m", input: "hi" })).output_text).toBe("hello");

    const delta = { type: "response.output_text.delta", delta: "hello", sequence_number: 1 };
    const streamed = clientAnswering(() => eventStream(delta));
    const types: string[] = [];
    for await (const event of await streamed.responses.create({ model: "m", input: "hi", stream: true })) types.push(event.type);
    expect(types).toEqual(["response.output_text.delta"]);
  });

  test("a failure is still the client's own class, with status and code", async () => {
    const failing = clientAnswering(() =>
      Response.json({ error: { message: "no", code: "insufficient_quota" } }, { status: 429 }),
    );
    const failure = failing.chat.completions.create({ model: "m", messages: [] });
    await expect(failure).rejects.toBeInstanceOf(OpenAI.RateLimitError);
    await expect(failure).rejects.toMatchObject({ status: 429, code: "insufficient_quota" });
  });
});
