// Runs in several starts: slices, resumption from checkpoints, and a retry that adopts the rounds of an ended run.
import { describe, expect, test } from "vitest";
import { type RunResult, run } from "../../src/orchestrator/run.ts";
import { maxRounds } from "../../src/orchestrator/run-limits.ts";
import type { RunEvent } from "../../src/protocol/events.ts";
import { call, done, ending, fault, finish, harness, html, type Script, scripted, write } from "./harness.ts";

const look = (n: number): Script => [...call(0, "search_files", { query: `word ${n}` }), finish()];

test("a slice does at least one round, however short it is, and stages never go back between slices", async () => {
  const { model, requests } = scripted([look(1), [...write(0, "index.html", html), finish()], look(2), done]);
  const checkpoints: string[] = [];
  const seen: RunEvent[] = [];
  const results: RunResult["type"][] = [];
  let nowMs = 0;
  for (let slice = 1; results.at(-1) !== "ended"; slice += 1) {
    expect(slice).toBeLessThanOrEqual(4);
    const attempt = harness([model], { checkpoints: [...checkpoints], sliceMs: 0.1, now: () => nowMs++ });
    results.push((await run(attempt.input)).type);
    checkpoints.push(...attempt.checkpoints);
    seen.push(...attempt.events);
  }
  expect(results).toEqual(["pause", "pause", "pause", "ended"]);
  expect(requests).toHaveLength(4);
  const percents = seen.flatMap((event) => (event.type === "stage.changed" ? [event.percent] : []));
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect(new Set(percents).size).toBe(percents.length);
});

describe("rounds of an ended run", () => {
  test("are gone on from with all chances anew: model, repairs, circles and notices", async () => {
    const broken = '<!doctype html><script type="module" src="/missing.js"></script>';
    const first = scripted([[...write(0, "index.html", broken), finish()], [fault("quota")]]);
    const second = scripted([done, done, look(7), look(7), [fault("overloaded", "openrouter")]], "openrouter");
    const ended = harness([first.model, second.model]);
    await ending({ ...ended.input, sleep: async () => {} });
    expect(ended.events.filter((event) => event.type === "notice")).toHaveLength(1);

    // Each chance is taken once more: first model, two repairs, the same call twice.
    const again = scripted([look(7), look(7), done, done, [...write(0, "missing.js", "export {};\n"), finish()], done]);
    const unused = scripted([], "openrouter");
    const adoptedRounds = ended.checkpoints.length;
    const retry = harness([again.model, unused.model], { checkpoints: ended.checkpoints, adoptedRounds });
    expect(adoptedRounds).toBe(5);
    expect(await ending(retry.input)).toMatchObject({ status: "completed", provider: "openai" });
    expect(retry.events.filter((event) => event.type === "notice")).toEqual([]);
    expect(retry.paid.map((round) => round.round)).toEqual([6, 7, 8, 9, 10, 11]);
    expect(retry.starts).toEqual([[6, "openai", null]]);
    // Once it has rounds of its own, it goes on from what those left.
    const own = JSON.parse(retry.checkpoints[0] ?? "{}");
    expect(own.state.recentCalls).toHaveLength(1);
    const later = harness([scripted([look(7), look(7)]).model], {
      checkpoints: [...ended.checkpoints, ...retry.checkpoints.slice(0, 1)],
      adoptedRounds,
    });
    expect(await ending(later.input)).toMatchObject({ error: { code: "loop" } });
  });

  test("do not count for the limit of rounds", async () => {
    const first = scripted([...Array.from({ length: 5 }, (_, n) => look(n)), [fault("quota")]]);
    const ended = harness([first.model]);
    await ending(ended.input);
    const endless = scripted(Array.from({ length: 99 }, (_, n) => look(n)));
    const retry = harness([endless.model], { checkpoints: ended.checkpoints, adoptedRounds: 5 });
    expect(await ending(retry.input)).toMatchObject({ error: { code: "too_many_rounds" } });
    expect(endless.requests).toHaveLength(maxRounds);
    expect(retry.paid.at(-1)?.round).toBe(5 + maxRounds);
    expect(endless.requests[0]?.conversation).toHaveLength(1 + 5 * 2);
  });
});
