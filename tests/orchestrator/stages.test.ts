import fc from "fast-check";
import { expect, test } from "vitest";
import { createStages } from "../../src/orchestrator/stages.ts";
import type { RunEvent } from "../../src/protocol/events.ts";

type StageEvent = Extract<RunEvent, { type: "stage.changed" }>;

const delta = (characters: number): RunEvent => ({
  ...{ type: "file.delta", round: 1, call_id: "1:0", offset: 0 },
  text: "a".repeat(characters),
});

/** Percents that were told, of a run that writes so many files of so many deltas. */
function writing({ files, deltas, characters = 64 }: { files: number; deltas: number; characters?: number }) {
  const told: number[] = [];
  const stages = createStages("create", (events) => told.push(...events.map((event) => (event as StageEvent).percent)));
  stages.enter("coding");
  for (let file = 0; file < files; file += 1) for (let n = 0; n < deltas; n += 1) stages.shown([delta(characters)]);
  for (let file = 0; file < files; file += 1) stages.fileDone();
  stages.enter("reviewing");
  return told;
}

test("stages and percent never go back, whatever happens in whatever order, and no percent is told twice", () => {
  const step = fc.oneof(
    fc.constantFrom("analyzing" as const, "planning" as const, "coding" as const, "reviewing" as const, "deploying" as const),
    fc.constant("file done" as const),
    fc.nat(20_000),
  );
  fc.assert(
    fc.property(fc.constantFrom("create", "update", "ask"), fc.array(step, { maxLength: 60 }), (kind, steps) => {
      const seen: StageEvent[] = [];
      const stages = createStages(kind, (events) => seen.push(...(events as StageEvent[])));
      for (const next of steps) {
        if (typeof next === "number") stages.shown([delta(next)]);
        else if (next === "file done") stages.fileDone();
        else stages.enter(next);
      }
      for (const [index, event] of seen.entries()) {
        expect(event.percent).toBeLessThanOrEqual(99);
        expect(event.percent).toBe(Math.floor(event.percent));
        expect(event.index).toBeGreaterThanOrEqual(seen[index - 1]?.index ?? 0);
        expect(event.percent).toBeGreaterThan(seen[index - 1]?.percent ?? 0);
        expect(event.index).toBeLessThan(event.total);
      }
    }),
  );
});

test("one file moves a run on while it is written, and not only when its round is over", () => {
  const told = writing({ files: 1, deltas: 100 });
  expect(told[0]).toBe(25);
  expect(told.at(-1)).toBe(85);
  expect(told.length).toBeGreaterThan(15);
});

test("much of it never reaches what comes after, and is told a few dozen times at most", () => {
  const told = writing({ files: 300, deltas: 50, characters: 4_000 });
  expect(told.at(-2)).toBeLessThan(85);
  expect(told.at(-1)).toBe(85);
  expect(told.length).toBeLessThanOrEqual(61);
});

test("prose and thoughts move a run on as files do; before it has begun nothing does", () => {
  const told: StageEvent[] = [];
  const stages = createStages("ask", (events) => told.push(...(events as StageEvent[])));
  const say = (): void => stages.shown([{ type: "text.delta", round: 1, block_id: "1:0", text: "a".repeat(3_000) }]);
  say();
  expect(told).toEqual([]);
  stages.enter("planning");
  for (let n = 0; n < 5; n += 1) say();
  expect(told.map(({ stage }) => stage)).toEqual(Array.from({ length: 6 }, () => "planning"));
});
