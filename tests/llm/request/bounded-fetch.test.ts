// A server that sends without end is not read without end, whatever it sends.
import OpenAI from "openai";
import { expect, test } from "vitest";
import { capabilitiesOf } from "../../../src/llm/capabilities.ts";
import { createChatModel } from "../../../src/llm/chat-completions.ts";
import { bodyMaxBytes, createBoundedFetch, streamMaxBytes } from "../../../src/llm/request/bounded-fetch.ts";

/** A piece as large as a fast server's, so that the test is over soon. */
const piece = new TextEncoder().encode(`: ${"x".repeat(4_000_000)}\n`);

/** Answers what came of asking a server that goes on for ever, and how much of it was read. */
async function ask(status: number, type: string) {
  let sent = 0;
  const endless = () =>
    new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += piece.byteLength;
        controller.enqueue(piece);
      },
    });
  const patience = { firstByteMs: 60_000, idleMs: 60_000, noProgressMs: 60_000 };
  const model = createChatModel({
    client: new OpenAI({
      apiKey: "sk-test",
      baseURL: "https://provider.test/v1",
      maxRetries: 0,
      logLevel: "off",
      fetch: createBoundedFetch(async () => new Response(endless(), { status, headers: { "Content-Type": type } })),
    }),
    provider: "openai",
    name: "m",
    capabilities: capabilitiesOf("openai", "m", true),
    patience,
    now: Date.now,
  });
  const request = { system: [], conversation: [], tools: [], maxOutputTokens: 1, cacheKey: "app" };
  const failure: unknown = await model.stream(request, () => null, new AbortController().signal).catch((error: unknown) => error);
  return { failure, sent };
}

test("a stream of nothing ends the round with the reason", async () => {
  const { failure, sent } = await ask(200, "text/event-stream");
  expect(failure).toMatchObject({ reason: "too_much_output", message: expect.stringContaining("more than any answer needs") });
  expect(sent).toBeLessThan(streamMaxBytes + 10 * piece.byteLength);
});

test("the body of an error is read as far as it can say anything", async () => {
  const { failure, sent } = await ask(500, "application/json");
  expect(failure).toMatchObject({ reason: "overloaded" });
  expect(sent).toBeLessThan(bodyMaxBytes + 10 * piece.byteLength);
});

test("a whole answer in place of a stream is bounded as well", async () => {
  const bounded = createBoundedFetch(
    async () => new Response(new Blob([piece, piece, piece, piece, piece, piece, piece, piece, piece])),
  );
  await expect(bounded("https://provider.test").then((response) => response.text())).rejects.toThrow("more than 32000000 bytes");
});
