// The short form of `npm run torture`: a real server killed at each kind of moment, and nothing lost, doubled or changed.
import { expect, test } from "vitest";
import { sized } from "../setup/full.ts";
import { aims } from "../torture/plan.ts";
import { torture } from "../torture/torture.ts";

const seed = 5;
/** Each costs a start of the server. The first ones are aimed at one moment each. */
const kills = sized(2, 20);
/** A start may take half a minute on a busy machine. The torture itself says what hangs. */
const maxMs = (kills + 1) * 60_000;

test(
  `${kills} kills, aimed at all kinds of moments: every run ends once with its files, and all clients hold the same log`,
  async () => {
    const lines: string[] = [];
    const {
      problems,
      runs,
      book,
      watchers,
      kills: done,
    } = await torture({ seed, kills, print: (line) => void lines.push(line) });
    expect(problems, lines.join("\n")).toEqual([]);
    expect(new Set(done.map(({ aim }) => aim)).size).toBe(Math.min(kills, aims.length));
    expect([runs.size > kills, watchers.size > 1, book.calls.length > runs.size]).toEqual([true, true, true]);
  },
  maxMs,
);
