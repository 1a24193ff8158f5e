import fc from "fast-check";
import { expect, test } from "vitest";
import { createStages } from "../../src/orchestrator/stages.ts";
import type { RunEvent } from "../../src/protocol/events.ts";

type StageEvent = Extract<RunEvent, { type: "stage.changed" }>;

test("stages and percent never go back, whatever happens in whatever order", () => {
  const step = fc.constantFrom("analyzing", "planning", "coding", "reviewing", "deploying", "file done");
  fc.assert(
    fc.property(fc.constantFrom("create", "update", "ask"), fc.array(step, { maxLength: 60 }), (kind, steps) => {
      const seen: StageEvent[] = [];
      const stages = createStages(kind, (events) => seen.push(...(events as StageEvent[])));
      for (const next of steps) next === "file done" ? stages.fileDone() : stages.enter(next);
      for (const [index, event] of seen.entries()) {
        expect(event.percent).toBeLessThanOrEqual(99);
        expect(event.index).toBeGreaterThanOrEqual(seen[index - 1]?.index ?? 0);
        expect(event.percent).toBeGreaterThanOrEqual(seen[index - 1]?.percent ?? 0);
        expect(event.index).toBeLessThan(event.total);
      }
    }),
  );
});
