// The one change that makes one text into another.
import type { Splice } from "./edits.ts";

/** Everything between what both have at the beginning and what both have at the end; none when they are the same. Halves no surrogate pair. */
export function spliceBetween(before: string, after: string): Splice[] {
  if (before === after) return [];
  const most = Math.min(before.length, after.length);
  let head = 0;
  while (head < most && before.charCodeAt(head) === after.charCodeAt(head)) head += 1;
  if (isHighSurrogate(before.charCodeAt(head - 1))) head -= 1;
  let tail = 0;
  while (tail < most - head && before.charCodeAt(before.length - 1 - tail) === after.charCodeAt(after.length - 1 - tail))
    tail += 1;
  if (isLowSurrogate(after.charCodeAt(after.length - tail))) tail -= 1;
  return [{ offset: head, remove: before.length - head - tail, text: after.slice(head, after.length - tail) }];
}

const isHighSurrogate = (unit: number) => unit >= 0xd800 && unit <= 0xdbff;
const isLowSurrogate = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff;
