import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ModelEvent } from "../../../src/llm/model.ts";
import { coalesceWindowMs, createStreamingBuffer, deltaMaxCharacters } from "../../../src/orchestrator/live/streaming-buffer.ts";
import { toolNamed } from "../../../src/orchestrator/tools/index.ts";
import type { RunEvent } from "../../../src/protocol/events.ts";

const seenOf = (tool: string) => toolNamed(tool)?.seen ?? null;

function bufferInto(out: RunEvent[], files: Record<string, string> = {}) {
  return createStreamingBuffer({
    round: 1,
    emit: (emitted) => out.push(...emitted),
    onFirst: () => {},
    claim: (path) => files[path] ?? null,
    seenOf,
  });
}

function stream(events: ModelEvent[]): RunEvent[] {
  const out: RunEvent[] = [];
  const buffer = bufferInto(out);
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
  expect(events[0]).toEqual({ type: "file.start", round: 1, call_id: "1:0", path: "src/a.ts", action: "write" });
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
    { type: "file.start", round: 1, call_id: "1:0", path: "a.ts", action: "edit" },
  ]);
  expect(stream(fileCall(0, "c1", '{"path":"a.ts"}', "read_file"))).toEqual([]);
});

test("what waits is handed on after the window, without further input", () => {
  vi.useFakeTimers();
  try {
    const out: RunEvent[] = [];
    const buffer = bufferInto(out);
    buffer.handle({ type: "text", text: "a" });
    expect(out).toEqual([]);
    vi.advanceTimersByTime(coalesceWindowMs);
    expect(out.map((event) => event.type)).toEqual(["text.start", "text.delta"]);
    buffer.end();
  } finally {
    vi.useRealTimers();
  }
});

describe("coalescing", () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());
  const framesOf = () => {
    const frames: RunEvent[][] = [];
    const buffer = createStreamingBuffer({
      round: 1,
      emit: (events) => void frames.push(structuredClone(events)),
      onFirst: () => {},
      claim: () => null,
      seenOf,
    });
    const say = (text: string) => buffer.handle({ type: "text", text });
    const said = () => frames.map((events) => events.map((event) => ("text" in event ? event.text : "")).join(""));
    return { frames, buffer, say, said };
  };

  test("what comes after a silence goes at once with its packet, what follows waits for the window", () => {
    const { say, said } = framesOf();
    say("One ");
    say("two ");
    expect(said()).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(said()).toEqual(["One two "]);
    say("three ");
    vi.advanceTimersByTime(coalesceWindowMs - 2);
    expect(said()).toHaveLength(1);
    vi.advanceTimersByTime(2);
    expect(said()).toEqual(["One two ", "three "]);
    vi.advanceTimersByTime(10 * coalesceWindowMs);
    expect(said()).toHaveLength(2);
  });

  test("prose ends at white space, and half a word waits one window more", () => {
    const { say, said } = framesOf();
    say("The quick bro");
    vi.advanceTimersByTime(1);
    expect(said()).toEqual(["The quick "]);
    say("wn fo");
    vi.advanceTimersByTime(coalesceWindowMs);
    expect(said().at(-1)).toBe("brown ");
    vi.advanceTimersByTime(coalesceWindowMs);
    expect(said().at(-1)).toBe("fo");
  });

  test("a clock that goes back does not stop frames", () => {
    const { say, said } = framesOf();
    say("one ");
    vi.advanceTimersByTime(coalesceWindowMs);
    vi.setSystemTime(Date.now() - 60_000);
    say("two ");
    vi.advanceTimersByTime(coalesceWindowMs);
    expect(said()).toEqual(["one ", "two "]);
  });

  test("text without white space is not held", () => {
    const { say, said } = framesOf();
    say("日本語の文章です。");
    vi.advanceTimersByTime(1);
    expect(said()).toEqual(["日本語の文章です。"]);
  });

  test("what is held comes before what follows it", () => {
    const { buffer, say, frames } = framesOf();
    say("Writing it no");
    vi.advanceTimersByTime(1);
    for (const event of fileCall(0, "c1", '{"path":"a.ts","content":"x"}')) buffer.handle(event);
    vi.advanceTimersByTime(coalesceWindowMs);
    expect(frames[1]!.map((event) => event.type)).toEqual(["text.delta", "text.end", "file.start", "file.delta"]);
    expect(frames[1]![0]).toMatchObject({ text: "no" });
  });

  test("a fast model does not wait for the window, and no delta is longer than its cap", () => {
    const { buffer, frames } = framesOf();
    const content = "0123456789abcdef".repeat(4 * 1024);
    const events = fileCall(0, "c1", JSON.stringify({ path: "a.ts", content }));
    for (const event of events) buffer.handle(event);
    expect(frames.length).toBeGreaterThanOrEqual(3);
    buffer.end();
    const deltas = frames.flat().filter((event) => event.type === "file.delta");
    expect(deltas.map(({ text }) => text).join("")).toBe(content);
    for (const { text } of deltas) expect(text.length).toBeLessThanOrEqual(deltaMaxCharacters);
  });
});

describe("an edit while it is written", () => {
  const file = "const a = 1;\nconst b = 2;\nconst c = 3;\n";
  const call = (...edits: [search: string, replace: string][]) =>
    JSON.stringify({ path: "a.ts", edits: edits.map(([search, replace]) => ({ search, replace })) });

  /** The splices of an edit, and the file as viewers have it after them. */
  function edit(text: string, before = file, earlier: ModelEvent[] = []) {
    const out: RunEvent[] = [];
    const buffer = bufferInto(out, { "a.ts": before });
    const index = earlier.length;
    for (const event of [...earlier, ...fileCall(index, "e", text, "edit_file")]) buffer.handle(event);
    buffer.end();
    const deltas = out.filter((event) => event.type === "file.delta");
    const seen = deltas.reduce(
      (now, { offset, remove = 0, text: added }) => now.slice(0, offset) + added + now.slice(offset + remove),
      before,
    );
    return {
      deltas: deltas.map(({ offset, remove, text: added }) => [offset, remove ?? 0, added]),
      seen,
      shown: buffer.shown(index),
    };
  }

  test("each pair is shown as it is written, from where it differs", () => {
    const { deltas, seen, shown } = edit(call(["const a = 1;", "const a = 10;"], ["c = 3", "c = 30 + a"]));
    expect(seen).toBe("const a = 10;\nconst b = 2;\nconst c = 30 + a;\n");
    expect(deltas).toEqual([
      [11, 1, "0;"],
      [38, 0, "0 + a"],
    ]);
    expect(shown).toEqual({ path: "a.ts", content: seen });
  });

  test("taking out, putting in front, and no change", () => {
    expect(edit(call(["const b = 2;\n", ""])).seen).toBe("const a = 1;\nconst c = 3;\n");
    expect(edit(call(["const a", "let z;\nconst a"])).seen).toBe(`let z;\n${file}`);
    expect(edit(call(["const b", "const b"]))).toMatchObject({ deltas: [], shown: { path: "a.ts", content: null } });
  });

  test("a later pair finds what an earlier one put in", () => {
    expect(edit(call(["b = 2", "bee = 2"], ["bee = 2;", "bee = 22;"])).seen).toContain("const bee = 22;\n");
  });

  test.each<[what: string, text: string, before?: string]>([
    ["the text is there twice", call(["const", "let"])],
    ["the text is not there", call(["const d", "let d"])],
    ["it matches by indentation only", call(["  const a = 1;", "  let a;"])],
    ["the file has other line breaks", call(["a = 1", "a = 2"]), file.replaceAll("\n", "\r\n")],
    ["it ends the file", call(["c = 3;\n", "c = 4;"])],
    ["the search text is empty", call(["", "x"])],
    ["the replacement comes first", '{"path":"a.ts","edits":[{"replace":"x","search":"const a"}]}'],
    ["the path comes last", '{"edits":[{"search":"const a","replace":"x"}],"path":"a.ts"}'],
    ["there is no such file", call(["a", "b"]).replace("a.ts", "b.ts")],
  ])("not when %s", (_what, text, before) => expect(edit(text, before)).toMatchObject({ deltas: [], shown: { content: null } }));

  test("no further than the first pair that is not certain, and not after calls that may change the file", () => {
    const { seen, shown } = edit(call(["a = 1", "a = 9"], ["const", "let"], ["c = 3", "c = 4"]));
    expect(seen).toBe(file.replace("a = 1", "a = 9"));
    expect(shown?.content).toBe(seen);
    for (const name of ["rename_file", "delete_file", "apply_patch"]) {
      const earlier: ModelEvent = { type: "call.start", call: 0, id: "r", name };
      expect(edit(call(["a = 1", "a = 9"]), file, [earlier])).toMatchObject({ deltas: [], shown: null });
    }
    const looked: ModelEvent = { type: "call.start", call: 0, id: "r", name: "read_file" };
    expect(edit(call(["a = 1", "a = 9"]), file, [looked]).deltas).toHaveLength(1);
  });

  test("characters stay whole where two begin with the same half", () => {
    const { deltas, seen } = edit(call(["x = '😀'", "x = '😁'"]), "let x = '😀';\n");
    expect(seen).toBe("let x = '😁';\n");
    for (const [, , text] of deltas) expect((text as string).isWellFormed()).toBe(true);
  });
});
