// How long ago something was, as a person says it: by the calendar from a day on.
import { expect, test, vi } from "vitest";

vi.useFakeTimers();
const { ago, duration } = await import("../../../src/web/ui/time.tsx");

const present = new Date(2026, 10, 28, 14, 0, 0);

test.each([
  [new Date(2026, 10, 28, 13, 59, 30), "just now"],
  [new Date(2026, 10, 28, 13, 58, 0), "2 min ago"],
  [new Date(2026, 10, 28, 11, 0, 0), "3 h ago"],
  [new Date(2026, 10, 27, 23, 0, 0), "15 h ago"],
  [new Date(2026, 10, 27, 9, 0, 0), "yesterday"],
  // 38 hours, and two days by the calendar.
  [new Date(2026, 10, 26, 23, 59, 0), "2 days ago"],
  [new Date(2026, 10, 23, 9, 0, 0), "5 days ago"],
  [new Date(2026, 9, 1, 9, 0, 0), "Oct 1, 2026"],
])("%s is %s", (then, words) => {
  expect(ago(then.getTime(), present.getTime())).toBe(words);
});

test("what took less than a second says so, and minutes keep their seconds", () => {
  expect([0, 400, 12_000, 61_000].map(duration)).toEqual(["< 1 s", "< 1 s", "12 s", "1 min 1 s"]);
});
