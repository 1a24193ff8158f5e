// `npm run bench`: measures the hot paths against a floor in the same run, interleaved, and prints medians and ratios. It judges nothing.
import OpenAI from "openai";
import { createArgumentScanner } from "../../src/llm/argument-scanner.ts";
import { capabilitiesOf } from "../../src/llm/capabilities.ts";
import { createChatModel } from "../../src/llm/chat-completions.ts";
import type { ModelEvent } from "../../src/llm/model.ts";
import { createStreamingBuffer } from "../../src/llm/streaming-buffer.ts";
import { defaultPatience } from "../../src/llm/watchdog.ts";

const runsPerSide = 9;
/** Providers send about one token a chunk. */
const tokenCharacters = 4;

type Work = () => void | Promise<void>;

/** Median milliseconds of each side; the sides take turns, so that a slow moment of the machine hits both. */
async function compare(ours: Work, floor: Work): Promise<{ ours: number; floor: number }> {
  const times = { ours: [] as number[], floor: [] as number[] };
  await ours();
  await floor();
  for (let run = 0; run < runsPerSide; run += 1) {
    for (const [side, work] of [
      ["ours", ours],
      ["floor", floor],
    ] as const) {
      const began = performance.now();
      await work();
      times[side].push(performance.now() - began);
    }
  }
  const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
  return { ours: median(times.ours), floor: median(times.floor) };
}

const fileOf = (bytes: number) => 'const line = "with \\"quotes\\" and\ttabs";\n'.repeat(Math.ceil(bytes / 41)).slice(0, bytes);
const argumentsOf = (bytes: number) => JSON.stringify({ path: "src/App.tsx", content: fileOf(bytes) });
const pieces = (text: string) => text.match(new RegExp(`[\\s\\S]{1,${tokenCharacters}}`, "g")) ?? [];

function scan(fragments: string[]): void {
  let length = 0;
  const scanner = createArgumentScanner({
    open: () => {},
    text: (text) => {
      length += text.length;
    },
    close: () => {},
  });
  for (const fragment of fragments) scanner.feed(fragment);
  if (length === 0) throw new Error("The scanner saw nothing.");
}

function sse(text: string): Uint8Array {
  const chunk = (delta: unknown, finish: string | null = null) =>
    `data: ${JSON.stringify({ id: "c", object: "chat.completion.chunk", created: 0, model: "m", choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
  const start = chunk({
    tool_calls: [{ index: 0, id: "call_1", type: "function", function: { name: "write_file", arguments: "" } }],
  });
  const body = pieces(text).map((piece) => chunk({ tool_calls: [{ index: 0, function: { arguments: piece } }] }));
  return new TextEncoder().encode([start, ...body, chunk({}, "tool_calls"), "data: [DONE]\n\n"].join(""));
}

function clientFor(bytes: Uint8Array): OpenAI {
  const body = new Uint8Array(bytes);
  const answer = async () => new Response(body, { headers: { "Content-Type": "text/event-stream" } });
  return new OpenAI({ apiKey: "bench", baseURL: "https://bench.invalid/v1", maxRetries: 0, fetch: answer });
}

async function iterateBare(bytes: Uint8Array): Promise<void> {
  const stream = await clientFor(bytes).chat.completions.create({ model: "m", messages: [], stream: true });
  let length = 0;
  for await (const chunk of stream) length += chunk.choices[0]?.delta.tool_calls?.[0]?.function?.arguments?.length ?? 0;
  if (length === 0) throw new Error("The stream was empty.");
}

async function toFileDeltas(bytes: Uint8Array): Promise<void> {
  const model = createChatModel({
    client: clientFor(bytes),
    provider: "openai",
    name: "m",
    capabilities: capabilitiesOf("openai", "m", true),
    patience: defaultPatience,
    now: Date.now,
  });
  let length = 0;
  const buffer = createStreamingBuffer({
    round: 1,
    emit: (events) => {
      for (const event of events) if (event.type === "file.delta") length += event.text.length;
    },
    onFirst: () => {},
    claim: () => null,
  });
  const request = { system: [], conversation: [], tools: [], maxOutputTokens: 1, cacheKey: "app" };
  const take = (event: ModelEvent) => {
    buffer.handle(event);
    return null;
  };
  await model.stream(request, take, new AbortController().signal);
  buffer.end();
  if (length === 0) throw new Error("No file came out.");
}

const rows: Record<string, string>[] = [];
const kilobyte = 1024;
for (const size of [64, 256, 1024]) {
  const text = argumentsOf(size * kilobyte);
  const fragments = pieces(text);
  const { ours, floor } = await compare(
    () => scan(fragments),
    () => void JSON.parse(fragments.join("")),
  );
  rows.push(
    row(`argument scanner, ${size} KB in ${tokenCharacters}-character fragments`, ours, "one JSON.parse at the end", floor),
  );
}
for (const size of [16, 64]) {
  const bytes = sse(argumentsOf(size * kilobyte));
  const { ours, floor } = await compare(
    () => toFileDeltas(bytes),
    () => iterateBare(bytes),
  );
  rows.push(row(`SSE bytes to file deltas, ${size} KB file`, ours, "bare iteration of the openai client", floor));
}
console.table(rows);

function row(what: string, ours: number, against: string, floor: number) {
  return { what, "ours, ms": ours.toFixed(2), against, "floor, ms": floor.toFixed(2), ratio: (ours / floor).toFixed(2) };
}
