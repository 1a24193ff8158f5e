// What the reader makes of chunks: watchdogs, finish reasons, and what counts as progress. The clock is the test's.
import OpenAI from "openai";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { capabilitiesOf } from "../../src/llm/capabilities.ts";
import { createChatModel } from "../../src/llm/chat-completions.ts";
import type { ModelEvent } from "../../src/llm/model.ts";

const patience = { firstByteMs: 3_000, idleMs: 1_000, noProgressMs: 5_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** What a server sends: a pause in milliseconds, bytes as they are, or a chunk with this delta or finish reason. */
type Sent = number | string | { delta?: Record<string, unknown>; finish?: string };

const bytesOf = (sent: Exclude<Sent, number>) =>
  typeof sent === "string"
    ? sent
    : `data: ${JSON.stringify({ choices: [{ index: 0, delta: sent.delta ?? {}, finish_reason: sent.finish ?? null }] })}\n\n`;

const anyRequest = { system: [], conversation: [], tools: [], maxOutputTokens: 1, cacheKey: "app" };

const modelOf = (answer: (signal: AbortSignal) => ReadableStream<Uint8Array>) =>
  createChatModel({
    client: new OpenAI({
      apiKey: "sk-test",
      baseURL: "https://provider.test/v1",
      maxRetries: 0,
      logLevel: "off",
      fetch: async (_url, init) => new Response(answer(init!.signal!), { headers: { "Content-Type": "text/event-stream" } }),
    }),
    provider: "openai",
    name: "m",
    capabilities: capabilitiesOf("openai", "m", true),
    patience,
    now: Date.now,
  });

/** Reads such a stream to its end; time passes only as far as something waits for it. */
async function read(...sent: Sent[]): Promise<{ events: ModelEvent[]; reason: string | null; tookMs: number }> {
  const answer = (signal: AbortSignal) =>
    new ReadableStream<Uint8Array>({
      start: (controller) => signal.addEventListener("abort", () => controller.error(signal.reason)),
      async pull(controller) {
        const next = sent.shift();
        if (signal.aborted) return;
        if (next === undefined) return controller.close();
        if (typeof next === "number") await new Promise((resolve) => setTimeout(resolve, next));
        else return controller.enqueue(new TextEncoder().encode(bytesOf(next)));
        return this.pull?.(controller);
      },
    });
  const model = modelOf(answer);
  const events: ModelEvent[] = [];
  const beganAtMs = Date.now();
  const take = (event: ModelEvent) => {
    events.push(event);
    return null;
  };
  const reading = model
    .stream(anyRequest, take, new AbortController().signal)
    .then(() => null)
    .catch((error: { reason: string }) => error.reason);
  let over = false;
  void reading.then(() => {
    over = true;
  });
  while (!over) await vi.advanceTimersByTimeAsync(100);
  return { events, reason: await reading, tookMs: Date.now() - beganAtMs };
}

const text = (content: string): Sent => ({ delta: { content } });
const empty: Sent = { delta: { role: "assistant", content: "" } };
const times = (count: number, ...sent: Sent[]): Sent[] => Array.from({ length: count }, () => sent).flat();

describe("watchdogs", () => {
  test("patience with a first word is longer than with the next one", async () => {
    const done = await read(2_800, text("a"), 900, text("b"), 900, { finish: "stop" });
    expect(done.reason).toBeNull();
    expect(await read(3_200, text("a"))).toMatchObject({ reason: "stalled", events: [] });
    expect((await read(text("a"), 1_200, text("b"))).reason).toBe("stalled");
  });

  test("a role alone does not end the wait for the first word", async () => {
    expect((await read(empty, 2_500, text("a"), { finish: "stop" })).reason).toBeNull();
    expect((await read(empty, 3_200, text("a"), { finish: "stop" })).reason).toBe("stalled");
  });

  test("chunks that hold nothing are no progress, whatever they are", async () => {
    const holdNothing: Sent[] = [
      empty,
      { delta: {} },
      { delta: { content: null, tool_calls: [] } },
      { delta: { reasoning: "", reasoning_details: [] } },
    ];
    for (const nothing of holdNothing) {
      const stuck = await read(text("a"), ...times(20, 500, nothing));
      expect(stuck).toMatchObject({ reason: "stalled" });
      expect(stuck.tookMs).toBeGreaterThanOrEqual(patience.noProgressMs - 100);
      expect(stuck.tookMs).toBeLessThan(patience.noProgressMs + patience.idleMs);
    }
  });

  test("comments keep nothing alive", async () => {
    const stuck = await read(...times(20, 500, ": PROCESSING\n\n"));
    expect(stuck.reason).toBe("stalled");
    expect(stuck.tookMs).toBeLessThan(patience.firstByteMs + 200);
  });

  test("hidden reasoning and pieces of a call are progress", async () => {
    const hidden: Sent = { delta: { reasoning_details: [{ type: "reasoning.encrypted", data: "x" }] } };
    expect((await read(...times(12, 900, hidden), text("a"), { finish: "stop" })).reason).toBeNull();
    const start: Sent = { delta: { tool_calls: [{ index: 0, id: "c", function: { name: "f", arguments: "" } }] } };
    const piece: Sent = { delta: { tool_calls: [{ index: 0, function: { arguments: " " } }] } };
    expect((await read(start, ...times(12, 900, piece), { finish: "tool_calls" })).reason).toBeNull();
  });
});

describe("the end of a stream", () => {
  test.each<[what: string, sent: Sent[], reason: string | null]>([
    ["without a finish reason", [text("a")], "truncated"],
    ["with empty data before it", [text("a"), "data:\n\n", { finish: "stop" }], null],
    ["with [DONE] alone", [text("a"), "data: [DONE]\n\n"], "truncated"],
    ["in the middle of a chunk", [text("a"), 'data: {"choices":[{"ind'], "connection"],
    ["without the last empty line", [text("a"), 'data: {"choices":[{"index":0,"delta":{},"finish_reason":"stop"}]}'], null],
    ["by a reason that says it broke off", [text("a"), { finish: "error" }], "truncated"],
    ["by an error chunk", [text("a"), 'data: {"error":{"code":502,"message":"Upstream."}}\n\n'], "overloaded"],
    ["by an unknown reason", [text("a"), { finish: "eos" }], null],
    ["by an error after the finish", [text("a"), { finish: "length" }, 'data: {"error":{"code":400}}\n\n'], null],
  ])("%s", async (_what, sent, reason) => expect((await read(...sent)).reason).toBe(reason));
});

test("nothing more is read from the provider while its reader is behind, and that time is not the provider's", async () => {
  let pulled = 0;
  const answer = (signal: AbortSignal) =>
    new ReadableStream<Uint8Array>(
      {
        start: (controller) => signal.addEventListener("abort", () => controller.error(signal.reason)),
        pull(controller) {
          pulled += 1;
          const sent = pulled <= 20 ? text(`${pulled} `) : ({ finish: "stop" } as const);
          controller.enqueue(new TextEncoder().encode(bytesOf(sent as { delta?: Record<string, unknown> })));
          if (pulled > 20) controller.close();
        },
      },
      { highWaterMark: 0 },
    );
  const model = modelOf(answer);
  let release = () => {};
  const events: ModelEvent[] = [];
  const take = (event: ModelEvent) => {
    events.push(event);
    if (events.length !== 5) return null;
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  };
  const reading = model.stream(anyRequest, take, new AbortController().signal);
  await vi.advanceTimersByTimeAsync(10 * patience.noProgressMs);
  expect(events).toHaveLength(5);
  expect(pulled).toBeLessThanOrEqual(6);
  release();
  await vi.advanceTimersByTimeAsync(10);
  await reading;
  expect(events.at(-1)).toMatchObject({ type: "finish", reason: "stop" });
  expect(events).toHaveLength(21);
});

test("what a server sends after the finish does not put the end off", async () => {
  const keepAlive: Sent[] = Array.from({ length: 60 }, (): Sent[] => [2_000, ": keep-alive\n\n"]).flat();
  const done = await read(text("a"), { finish: "stop" }, ...keepAlive);
  expect(done.reason).toBeNull();
  expect(done.tookMs).toBeLessThan(6_000);
});

test("a run that is stopped while its reader is behind ends at once, and no timer is left", async () => {
  const controller = new AbortController();
  const model = modelOf(
    (signal) =>
      new ReadableStream({
        start(stream) {
          stream.enqueue(new TextEncoder().encode(bytesOf(text("a") as { delta: Record<string, unknown> })));
          signal.addEventListener("abort", () => stream.error(signal.reason));
        },
      }),
  );
  const reading = model.stream(anyRequest, () => new Promise(() => {}), controller.signal).catch((error: unknown) => error);
  await vi.advanceTimersByTimeAsync(10);
  controller.abort(new Error("stop"));
  expect(await reading).toEqual(new Error("stop"));
  expect(vi.getTimerCount()).toBe(0);
});
