// What takes long has two forms: a small one in `npm test`, and the whole in `npm run test:full`. They differ in how much is tried, never in what is
// expected of it.
import { inject } from "vitest";

declare module "vitest" {
  interface ProvidedContext {
    isFull: boolean;
  }
}

/** Whether this is `npm run test:full`. */
export const isFull = inject("isFull");

export const sized = <T>(small: T, whole: T): T => (isFull ? whole : small);

/** All of them in `npm run test:full`; otherwise so many (two at least), from the first to the last with equal steps. */
export function fewOf<T>(entries: readonly T[], count: number): T[] {
  if (isFull || entries.length <= count) return [...entries];
  const step = (entries.length - 1) / (count - 1);
  const places = new Set(Array.from({ length: count }, (_, n) => Math.round(n * step)));
  return entries.filter((_, at) => places.has(at));
}
