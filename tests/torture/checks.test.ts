// The checks of the torture, on made-up logs and calls: each must pass on a right one and fail on a wrong one, or it proves nothing.
import { describe, expect, test } from "vitest";
import { readServerSentEvents } from "../../scripts/lib/server-sent-events.ts";
import type { HubEvent, LogEvent, RunEvent } from "../../src/protocol/events.ts";
import type { Call } from "./calls.ts";
import { callProblems, noRepeats, type RunCalls } from "./check-calls.ts";
import { firstDifference, runLogProblems } from "./check-log.ts";
import { aims, makePlan } from "./plan.ts";
import { tell } from "./story.ts";

const id = "the version";
type Body = RunEvent | HubEvent;
const log = (...bodies: Body[]): LogEvent[] =>
  bodies.map((body, at) => ({ ...{ seq: at + 1, at: "2026-01-01T00:00:00.000Z", version_id: id }, ...body }));
const text = (round: number): Body => ({ type: "text.start", round, block_id: `b${round}` });
const started = (attempt: number): Body => ({ type: "version.started", attempt, provider: "openai", model: "m", kind: "create" });
const reset = (round: number): Body => ({ type: "round.reset", round });
const end: Body = { type: "version.cancelled" };

describe("a run's log", () => {
  test.each([
    ["rounds in order", log(started(1), text(1), text(2), end)],
    ["a fault before and within a round", log(started(1), reset(1), text(1), reset(1), text(1), text(2), end)],
    ["a kill within round 2", log(started(1), text(1), text(2), reset(2), started(2), text(2), end)],
    ["a kill after round 2 was written down", log(started(1), text(1), text(2), reset(3), started(2), text(3), end)],
  ])("is right with %s", (_, events) => {
    expect(runLogProblems(events, id)).toEqual([]);
  });

  test.each([
    ["no end", log(started(1), text(1)), "0 terminal events"],
    ["two ends", log(started(1), text(1), end, end), "2 terminal events"],
    ["something after its end", log(started(1), end, text(1)), "comes after its end"],
    ["the same attempt twice", log(started(1), started(1), end), "attempts are 1, 1"],
    [
      "a round lost that was written down",
      log(started(1), text(1), text(2), reset(1), started(2), text(1), end),
      "goes back to round 1",
    ],
    ["a round left out after a kill", log(started(1), text(1), reset(3), started(2), text(3), end), "goes on with round 3"],
    ["a round repeated without a reset", log(started(1), text(1), text(2), text(1), end), "round 1 (seq 4) comes after round 2"],
  ])("is wrong with %s", (_, events, problem) => {
    expect(runLogProblems(events, id).join("\n")).toContain(problem);
  });

  test("differs from another one where an entry is missing, more or changed", () => {
    const events = log(started(1), text(1), end);
    expect(firstDifference(events, events.slice())).toBeNull();
    expect(firstDifference(events, events.slice(0, 2))).toContain("entry 3");
    expect(firstDifference(events.slice(0, 2), events)).toContain("entry 3");
    expect(firstDifference(events, events.with(1, { ...events[1]!, at: "later" }))).toContain("entry 2");
  });
});

describe("calls to the provider", () => {
  const call = (round: number, life: number, became: Partial<Call> = {}): Call => {
    return { run: "0.0", round, life, receivedAtMs: life, fault: null, wholeAtMs: 50 * life, record: null, ...became };
  };
  const run = (calls: Call[], more: Partial<RunCalls> = {}): RunCalls => {
    return {
      calls,
      rounds: 2,
      completed: true,
      cancelledInLife: null,
      endedAtMs: 100,
      killedAtMs: (life) => 50 * life + 7,
      ...more,
    };
  };

  test("repeated for a reason are counted by it", () => {
    const repeats = noRepeats();
    const calls = [
      ...[call(1, 1, { fault: "cut", wholeAtMs: null }), call(1, 1), call(2, 1, { wholeAtMs: null })],
      ...[call(2, 2), call(2, 3)],
    ];
    expect(callProblems(run(calls), repeats)).toEqual([]);
    expect(repeats).toEqual({ fault: 1, open: 1, unwrittenMs: [7] });
  });

  test.each([
    [
      "a round again that was followed by the next",
      run([call(1, 1), call(2, 1), call(1, 2), call(2, 2)]),
      "follows one of round 2",
    ],
    ["a round again without a kill", run([call(1, 1), call(1, 1), call(2, 1)]), "of the same life"],
    [
      "the next round though the one before broke",
      run([call(1, 1, { fault: "reset", wholeAtMs: null }), call(2, 1)]),
      "not answered",
    ],
    [
      "the next round though the one before was cut by a kill",
      run([call(1, 1, { wholeAtMs: null }), call(2, 2)]),
      "not answered",
    ],
    [
      "the next round though the kill came before the last byte",
      run([call(1, 1, { wholeAtMs: 60 }), call(2, 2)]),
      "not answered",
    ],
    ["not from the first round on", run([call(2, 1)]), "is the first one of its run"],
    ["not to the last round", run([call(1, 1)]), "round 2 was never asked"],
    ["after a cancel", run([call(1, 1), call(2, 2)], { completed: false, cancelledInLife: 1 }), "was cancelled in life 1"],
    ["after the end", run([call(1, 1), call(2, 2)], { endedAtMs: 1 }), "after the end"],
  ])("are wrong: %s", (_, calls, problem) => {
    expect(callProblems(calls, noRepeats()).join("\n")).toContain(problem);
  });
});

describe("the plan", () => {
  test("is the same for the same seed, and has each aim in the first five lives' worth of kills", () => {
    expect(makePlan(7, 100)).toEqual(makePlan(7, 100));
    expect(makePlan(7, 100)).not.toEqual(makePlan(8, 100));
    expect(
      makePlan(7, 5)
        .map(({ kill }) => kill.aim)
        .sort(),
    ).toEqual([...aims].sort());
    expect(makePlan(7, 100).filter(({ kill }) => kill.aim === "random")).toHaveLength(40);
  });

  test("tells each run the same way however often it is asked", () => {
    const run = makePlan(7, 1)[0]!.runs[0]!;
    expect(tell(7, run).map(({ text, steps }) => [text, steps])).toEqual(tell(7, run).map(({ text, steps }) => [text, steps]));
  });
});

test("server-sent events are read whatever the cuts, comments and what is cut off are dropped", async () => {
  const bytes = new TextEncoder().encode('data: {"a":"é"}\nevent: x\nid: 1\n\n: keep-alive\n\ndata: two\nid: 2\n\ndata: cut');
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  expect(await Array.fromAsync(readServerSentEvents(stream))).toEqual([
    { event: "x", id: "1", data: '{"a":"é"}' },
    { event: "message", id: "2", data: "two" },
  ]);
});
