import { expect, test, vi } from "vitest";
import type { ModelEvent } from "../../src/llm/model.ts";
import { coalesceWindowMs, createStreamingBuffer } from "../../src/llm/streaming-buffer.ts";
import type { RunEvent } from "../../src/protocol/events.ts";

function stream(events: ModelEvent[]): RunEvent[] {
  const out: RunEvent[] = [];
  const buffer = createStreamingBuffer({ round: 1, emit: (emitted) => out.push(...emitted), onFirst: () => {} });
  for (const event of events) buffer.handle(event);
  buffer.end();
  return out;
}

const fileCall = (call: number, id: string, text: string, name = "write_file"): ModelEvent[] => [
  { type: "call.start", call, id, name },
  ...text.match(/[\s\S]{1,3}/g)!.map((piece): ModelEvent => ({ type: "call.delta", call, text: piece })),
];

test("prose and reasoning become blocks, each delta once and merged", () => {
  const events = stream([
    { type: "reasoning", text: "Hm" },
    { type: "reasoning", text: "m." },
    { type: "text", text: "Hel" },
    { type: "text", text: "lo" },
  ]);
  expect(events).toEqual([
    { type: "reasoning.start", round: 1, block_id: "1.0" },
    { type: "reasoning.delta", round: 1, block_id: "1.0", text: "Hmm." },
    { type: "reasoning.end", round: 1, block_id: "1.0" },
    { type: "text.start", round: 1, block_id: "1.1" },
    { type: "text.delta", round: 1, block_id: "1.1", text: "Hello" },
    { type: "text.end", round: 1, block_id: "1.1" },
  ]);
});

test.each([
  ["path first", (path: string, content: string) => JSON.stringify({ path, content })],
  ["content first", (path: string, content: string) => JSON.stringify({ content, path })],
])("a file's content arrives by offset while its arguments stream, %s", (_what, argumentsOf) => {
  const content = 'const a = "\\u0000 {}" // 😀\n\ttab\n';
  const events = stream(fileCall(0, "c1", argumentsOf("src/a.ts", content)));
  expect(events[0]).toEqual({ type: "file.start", round: 1, call_id: "1:c1", path: "src/a.ts", action: "write" });
  let text = "";
  for (const event of events.slice(1)) {
    if (event.type !== "file.delta") throw new Error(`Unexpected ${event.type}`);
    expect(event.offset).toBe(text.length);
    text += event.text;
  }
  expect(text).toBe(content);
});

test("an edit shows its path and no search text; other tools show nothing of their arguments", () => {
  expect(stream(fileCall(0, "c1", '{"path":"a.ts","edits":[{"search":"x","replace":"y"}]}', "edit_file"))).toEqual([
    { type: "file.start", round: 1, call_id: "1:c1", path: "a.ts", action: "edit" },
  ]);
  expect(stream(fileCall(0, "c1", '{"path":"a.ts"}', "read_file"))).toEqual([]);
});

test("what waits is handed on after the window, without further input", () => {
  vi.useFakeTimers();
  try {
    const out: RunEvent[] = [];
    const buffer = createStreamingBuffer({ round: 1, emit: (emitted) => out.push(...emitted), onFirst: () => {} });
    buffer.handle({ type: "text", text: "a" });
    expect(out).toEqual([]);
    vi.advanceTimersByTime(coalesceWindowMs);
    expect(out.map((event) => event.type)).toEqual(["text.start", "text.delta"]);
    buffer.end();
  } finally {
    vi.useRealTimers();
  }
});
