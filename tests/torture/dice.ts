// Chance that can be repeated: the same seed and subject give the same throws, whatever happened in between.
import { createRandom } from "../fakes/random.ts";

export interface Dice {
  /** A whole number from 0 to below `end`. */
  below(end: number): number;
  /** A whole number from `first` to `last`, both possible. */
  between(first: number, last: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly [T, ...T[]]): T;
  shuffled<T>(list: readonly T[]): T[];
}

/** A source for one subject only, so that what one part throws never shifts what another one gets. */
export function diceFor(seed: number, ...subject: (string | number)[]): Dice {
  const random = createRandom(hash([seed, ...subject].join("/")));
  const below = (end: number) => Math.floor(random() * end);
  return {
    below,
    between: (first, last) => first + below(last - first + 1),
    chance: (probability) => random() < probability,
    pick: (list) => list[below(list.length)] ?? list[0],
    shuffled: (list) =>
      list
        .map((value) => ({ value, place: random() }))
        .sort((a, b) => a.place - b.place)
        .map(({ value }) => value),
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) value = Math.imul(value ^ text.charCodeAt(at), 0x01000193);
  return value >>> 0;
}
