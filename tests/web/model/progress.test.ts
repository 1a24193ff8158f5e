// What a viewer sees of a run's files: which one is being written, and how many are there.
import { expect, test } from "vitest";
import type { LogEvent } from "../../../src/protocol/events.ts";
import { initialState, progressOf, reduce } from "../../../src/web/model/index.ts";

const at = "2026-01-01T00:00:00.000Z";
type Said = LogEvent extends infer E ? (E extends LogEvent ? Omit<E, "seq" | "at"> : never) : never;

/** Progress after each of the events. */
function follow(...events: Said[]) {
  let state = reduce(initialState, { type: "version.queued", position: 0, seq: 1, at, version_id: "run" });
  return events.map((event, index) => {
    state = reduce(state, { ...event, seq: index + 2, at, version_id: "run" } as LogEvent);
    const run = state.runs.run;
    if (!run) throw new Error("There is no run.");
    return progressOf(run);
  });
}

const start = (call: string, path: string): Said => ({ type: "file.start", round: 1, call_id: call, path, action: "write" });
const line = "const a = 1;\n".repeat(20);
const write = (call: string, lines: number): Said[] =>
  Array.from({ length: lines }, (_, index) => ({
    type: "file.delta",
    round: 1,
    call_id: call,
    offset: index * line.length,
    text: line,
  }));
const end = (call: string, path: string): Said => ({ type: "file.end", round: 1, call_id: call, path, size: 10, sha256: "0" });

test("what is being written is named, and is no file yet", () => {
  const seen = follow(start("a", "index.html"), ...write("a", 3));
  expect(seen.at(-1)).toMatchObject({ filesWritten: 0, writing: { path: "index.html" } });
});

test("a file counts as written when the next one begins, long before it is stored, and once", () => {
  const seen = follow(
    start("a", "a.ts"),
    ...write("a", 2),
    start("b", "b.ts"),
    ...write("b", 2),
    end("a", "a.ts"),
    end("b", "b.ts"),
    { ...start("c", "a.ts"), round: 2 } as Said,
  );
  expect(seen.map(({ filesWritten }) => filesWritten)).toEqual([0, 0, 0, 1, 1, 1, 1, 2, 2]);
});

test("a call that was refused is no file", () => {
  const seen = follow(start("a", "a.ts"), start("b", "b.ts"), {
    type: "tool.end",
    round: 1,
    call_id: "a",
    ok: false,
    detail: "no",
  });
  expect(seen.at(-1)).toMatchObject({ filesWritten: 0, writing: { path: "b.ts" } });
});
