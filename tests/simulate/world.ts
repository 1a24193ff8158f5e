// Simulated time and chance: an agenda of what happens when, and one seeded source of randomness, so that a seed is a whole history.

import { createRandom } from "../fakes/random.ts";

export interface World {
  /** Milliseconds since the beginning. */
  readonly nowMs: number;
  /** From 0 on, below 1. */
  random(): number;
  chance(probability: number): boolean;
  /** A whole number from `from` to `to`, both possible. */
  between(from: number, to: number): number;
  pick<T>(list: readonly T[]): T | undefined;
  after(delayMs: number, act: () => void): void;
  /** Lets everything happen that is on the agenda up to then. */
  runUntil(atMs: number): void;
  /** Writes a line of the history, when somebody reads it. */
  note(text: () => string): void;
}

/** A history that goes on and on is a loop that nothing ends. */
const maxEntries = 200_000;

export class EndlessHistory extends Error {}

interface Entry {
  atMs: number;
  order: number;
  act: () => void;
}

export function createWorld(seed: number, write: ((line: string) => void) | null): World {
  const random = createRandom(seed);
  /** A binary heap by time, then by order of planning. */
  const agenda: Entry[] = [];
  let order = 0;
  let nowMs = 0;
  const before = (a: Entry, b: Entry) => a.atMs < b.atMs || (a.atMs === b.atMs && a.order < b.order);

  function push(entry: Entry): void {
    let at = agenda.push(entry) - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!before(entry, agenda[parent]!)) break;
      agenda[at] = agenda[parent]!;
      at = parent;
    }
    agenda[at] = entry;
  }

  function pop(): Entry {
    const first = agenda[0]!;
    const last = agenda.pop()!;
    if (agenda.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= agenda.length) break;
      if (child + 1 < agenda.length && before(agenda[child + 1]!, agenda[child]!)) child += 1;
      if (!before(agenda[child]!, last)) break;
      agenda[at] = agenda[child]!;
      at = child;
    }
    agenda[at] = last;
    return first;
  }

  return {
    get nowMs() {
      return nowMs;
    },
    random,
    chance: (probability) => random() < probability,
    between: (from, to) => from + Math.floor(random() * (to - from + 1)),
    pick: (list) => list[Math.floor(random() * list.length)],
    after(delayMs, act) {
      push({ atMs: nowMs + Math.max(0, delayMs), order: order++, act });
    },
    runUntil(atMs) {
      for (let entries = 0; agenda[0] && agenda[0].atMs <= atMs; entries += 1) {
        if (entries > maxEntries) throw new EndlessHistory(`More than ${maxEntries} things happened: nothing comes to rest.`);
        const entry = pop();
        nowMs = entry.atMs;
        entry.act();
      }
      nowMs = Math.max(nowMs, atMs);
    },
    note: (text) => write?.(`${String(nowMs).padStart(9)} ${text()}`),
  };
}
