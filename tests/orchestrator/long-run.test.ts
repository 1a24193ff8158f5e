// An hour of rounds, by a clock that is turned: slices follow one another, each round is asked once, and the limit of a run holds.
import { expect, test } from "vitest";
import { type RunResult, run } from "../../src/orchestrator/run.ts";
import { defaultSliceMs, maxRounds, maxRunMs } from "../../src/orchestrator/run-limits.ts";
import { done, finish, harness, html, type Script, scripted, write } from "./harness.ts";

/** Plays slices until the run ends; each request takes `roundMs` by the clock. */
async function playSlices(scripts: Script[], roundMs: number) {
  const { model, requests } = scripted(scripts);
  let nowMs = 0;
  const slow: typeof model = {
    ...model,
    async stream(request, take, signal) {
      nowMs += roundMs;
      await model.stream(request, take, signal);
    },
  };
  const checkpoints: string[] = [];
  const slicesMs: number[] = [];
  let result: RunResult;
  do {
    const beganMs = nowMs;
    const slice = harness([slow], { checkpoints: [...checkpoints], sliceMs: defaultSliceMs, now: () => nowMs });
    result = await run(slice.input);
    checkpoints.push(...slice.checkpoints);
    slicesMs.push(nowMs - beganMs);
  } while (result.type === "pause");
  return { result, requests, slicesMs, nowMs, checkpoints };
}

const files = (count: number): Script[] =>
  Array.from({ length: count }, (_, index) => [
    ...write(0, index === 0 ? "index.html" : `f${index}.css`, index === 0 ? html : `.f${index} {}\n`),
    finish(),
  ]);

test("55 minutes of rounds are one run in slices that each end well before a pending call may not last any longer", async () => {
  const roundMs = 88_000;
  const count = 37;
  const { result, requests, slicesMs, nowMs } = await playSlices([...files(count), done], roundMs);
  expect(result).toMatchObject({ type: "ended", ending: { status: "completed", summary: "Done." } });
  expect(nowMs).toBeGreaterThan(55 * 60_000);
  expect(requests).toHaveLength(count + 1);
  // Each request holds every round before it, so nothing was forgotten from slice to slice.
  expect(requests.map(({ conversation }) => conversation.length)).toEqual(requests.map((_, index) => 1 + 2 * index));
  expect(slicesMs.length).toBeGreaterThan(10);
  expect(Math.max(...slicesMs)).toBeLessThan(15 * 60_000);
});

test("a run that does not come to an end is ended after an hour, and its rounds are kept for a retry", async () => {
  const { result, nowMs, checkpoints } = await playSlices(files(maxRounds), 3 * 60_000);
  expect(result).toMatchObject({ type: "ended", ending: { status: "failed", error: { code: "too_long", resumable: true } } });
  expect(nowMs).toBeGreaterThan(maxRunMs);
  expect(checkpoints.length).toBe(21);
});
