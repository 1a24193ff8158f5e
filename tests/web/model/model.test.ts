// The reducer: whenever a viewer comes, and however often an event arrives, the state is the same.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { LogEvent, RunEvent, WireEvent } from "../../../src/protocol/events.ts";
import { type AppState, callsOf, fromSnapshot, initialState, liveFiles, reduce } from "../../../src/web/model/index.ts";
import { cpuTimeMs } from "../../fakes/cpu-time.ts";
import { plays } from "../logs.ts";

const replay = (state: AppState, events: WireEvent[]) => events.reduce(reduce, state);
const seqAnd = (log: LogEvent[], part: number) => Math.floor(part * log.length);

describe("any log", () => {
  const part = fc.double({ min: 0, max: 1, noNaN: true });

  test("a viewer that joins at any point ends in the same state as one that saw it all", () => {
    fc.assert(
      fc.property(plays, part, ({ log, snapshotAt }, when) => {
        const first = replay(fromSnapshot(snapshotAt(0)), log);
        const late = replay(fromSnapshot(snapshotAt(seqAnd(log, when))), log);
        expect(JSON.stringify(late)).toBe(JSON.stringify(first));
      }),
    );
  });

  test("a message that was taken back is gone, the others are there with their last text, and every run is over", () => {
    fc.assert(
      fc.property(plays, ({ log, snapshotAt }) => {
        const end = snapshotAt(log.length);
        const { messages, runs } = replay(fromSnapshot(snapshotAt(0)), log);
        expect(messages).toEqual(end.messages);
        expect(Object.values(runs).filter(({ ended_at }) => ended_at === null)).toEqual([]);
      }),
    );
  });

  test("a viewer whose connection drops and comes back by seq misses and doubles nothing", () => {
    fc.assert(
      fc.property(plays, part, part, ({ log, snapshotAt }, drop, overlap) => {
        const whole = replay(fromSnapshot(snapshotAt(0)), log);
        const dropped = replay(fromSnapshot(snapshotAt(0)), log.slice(0, seqAnd(log, drop)));
        const hello: WireEvent = { type: "hello", app_id: "app", last_seq: log.length, floor: 0, running: null };
        const back = replay(dropped, [hello, ...log.slice(Math.min(seqAnd(log, overlap), dropped.last_seq))]);
        expect(back).toEqual(whole);
      }),
    );
  });

  test("the state is plain JSON, and old states stay as they were", () => {
    fc.assert(
      fc.property(plays, ({ log, snapshotAt }) => {
        let state = fromSnapshot(snapshotAt(0));
        for (const event of log) {
          const before = JSON.stringify(state);
          const next = reduce(state, event);
          expect(JSON.stringify(state)).toBe(before);
          state = next;
        }
        expect(JSON.parse(JSON.stringify(state))).toEqual(state);
      }),
      { numRuns: 20 },
    );
  });
});

const at = "2026-01-01T00:00:00.000Z";
const logOf = (...events: RunEvent[]): LogEvent[] =>
  [
    { type: "version.queued" as const, position: 0 },
    { type: "version.started" as const, attempt: 1, provider: "demo" as const, model: "demo", kind: "update" as const },
    ...events,
  ].map((event, index) => ({ ...event, seq: index + 1, at, version_id: "run" }));

const runOf = (...events: RunEvent[]) => replay(initialState, logOf(...events)).runs.run!;

describe("one run", () => {
  test("a reset forgets its round and what came after it, and nothing before", () => {
    const run = runOf(
      { type: "text.start", round: 1, block_id: "a" },
      { type: "text.delta", round: 1, block_id: "a", text: "kept" },
      { type: "text.start", round: 2, block_id: "a" },
      { type: "text.delta", round: 2, block_id: "a", text: "lost" },
      { type: "round.reset", round: 2 },
      { type: "text.start", round: 2, block_id: "a" },
      { type: "text.delta", round: 2, block_id: "a", text: "again" },
    );
    expect(run.rounds?.map(({ parts }) => parts.map((part) => (part.kind === "text" ? part.text : "")))).toEqual([
      ["kept"],
      ["again"],
    ]);
  });

  test("a tool that fails after its file was begun leaves the file as it was", () => {
    const call = { round: 1, call_id: "c" };
    const run = runOf(
      { type: "file.start", ...call, path: "a.js", action: "write" },
      { type: "file.delta", ...call, offset: 0, text: "half" },
      { type: "tool.start", ...call, name: "write_file", title: "Write a.js" },
      { type: "tool.end", ...call, ok: false, detail: "cut off" },
    );
    expect(callsOf(run)).toHaveLength(1);
    expect(callsOf(run)[0]).toMatchObject({ ok: false, detail: "cut off", file: { path: "a.js" } });
    expect(liveFiles(run, () => "as it was")).toEqual([]);
  });

  test("edits are applied in order to the file that the run itself wrote, or to its base", () => {
    const run = runOf(
      { type: "file.start", round: 1, call_id: "w", path: "new.js", action: "write" },
      { type: "file.delta", round: 1, call_id: "w", offset: 0, text: "let a = 1;" },
      { type: "file.end", round: 1, call_id: "w", path: "new.js", size: 10, sha256: "0" },
      { type: "file.start", round: 2, call_id: "e", path: "new.js", action: "edit" },
      { type: "file.delta", round: 2, call_id: "e", offset: 8, remove: 1, text: "2" },
      { type: "file.delta", round: 2, call_id: "e", offset: 9, text: "3" },
      { type: "file.start", round: 2, call_id: "o", path: "old.js", action: "edit" },
      { type: "file.delta", round: 2, call_id: "o", offset: 0, remove: 3, text: "new" },
      { type: "file.renamed", round: 3, call_id: "r", from: "old.js", to: "moved.js" },
      { type: "file.deleted", round: 3, call_id: "d", path: "gone.js" },
    );
    const files = liveFiles(run, (path) => (path === "old.js" ? "old text" : null));
    expect(files.map(({ path, text }) => [path, text])).toEqual([
      ["new.js", "let a = 23;"],
      ["moved.js", "new text"],
    ]);
  });

  test("what was pruned leaves the outcome that the API tells, and a later connection resumes above the floor", () => {
    const hello: WireEvent = { type: "hello", app_id: "app", last_seq: 40, floor: 40, running: null };
    expect(reduce(initialState, hello).last_seq).toBe(40);
  });

  test("a delta costs the same however long the text is", () => {
    const many = (count: number): LogEvent[] => [
      ...logOf({ type: "text.start", round: 1, block_id: "a" }),
      ...Array.from({ length: count }, (_, index): LogEvent => {
        return { type: "text.delta", round: 1, block_id: "a", text: "word ", seq: index + 4, at, version_id: "run" };
      }),
    ];
    const time = (log: LogEvent[]) => cpuTimeMs(() => replay(initialState, log));
    time(many(20_000));
    // Ten times the events may take ten times as long; were the text copied, it would be a hundred times.
    expect(time(many(200_000))).toBeLessThan(Math.max(time(many(20_000)), 4) * 40);
  });
});
