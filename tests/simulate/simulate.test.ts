// Some histories in every test run; `npm run simulate -- --seeds 10000` plays more.
import { expect, test } from "vitest";
import { sized } from "../setup/full.ts";
import { simulate } from "./simulate.ts";

const seeds = sized(150, 2_000);
/** A history takes some milliseconds, on a busy machine many. */
const maxMs = seeds * 200;

test(
  "whatever fails, every run ends once, in order, told to all alike, and paid for once",
  () => {
    const reached = new Set<string>();
    for (let seed = 1; seed <= seeds; seed += 1) {
      const history = simulate(seed);
      expect(history.violations, `npm run simulate -- --seed ${seed}`).toEqual([]);
      for (const what of Object.keys(history.reached)) reached.add(what);
    }
    // The histories come where it matters: a world in which nothing happens breaks no invariant either.
    const wanted = [
      ...[
        "submit",
        "retry",
        "commit_files",
        "edit_message",
        "remove_message",
        "update_app",
        "cancel",
        "delete",
        "dead_letter",
        "stream_ended",
        "prune",
      ],
      ...[
        "add_checkpoint",
        "move_checkpoints",
        "drop_checkpoints",
        "keep_thread",
        "drop_events",
        "remember_key",
        "forget_keys",
        "clear",
        "forget",
      ],
      ...["run.paused", "run.stream_broke", "hub.work_failed", "run.dead_letter"],
      ...["ended completed", "ended cancelled", "ended too_long", "ended queue_gave_up", "ended attempts_exhausted"],
    ];
    expect(wanted.filter((what) => !reached.has(what))).toEqual([]);
  },
  maxMs,
);

test("the same seed is the same history", () => {
  const lines: string[][] = [[], []];
  for (const history of lines) simulate(7, (line) => history.push(line));
  expect(lines[0]).toEqual(lines[1]);
});
