// The short form of `npm run torture`: a real server killed at each kind of moment, and nothing lost, doubled or changed.
import { expect, test } from "vitest";
import { aims } from "../torture/plan.ts";
import { torture } from "../torture/torture.ts";

const seed = 5;
/** One kill for each aim; each costs a start of the server. */
const kills = process.env.EDGEWRIGHT_FULL ? 20 : aims.length;
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
    expect(new Set(done.map(({ aim }) => aim))).toEqual(new Set(aims));
    expect([runs.size > kills, watchers.size > 1, book.calls.length > runs.size]).toEqual([true, true, true]);
  },
  maxMs,
);
