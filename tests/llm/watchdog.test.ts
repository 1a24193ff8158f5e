import { expect, test, vi } from "vitest";
import { within } from "../../src/llm/watchdog.ts";

const never = () => new Promise<never>(() => {});
const late = () => new Error("late");

test("answers what the work answers, and lets its error through", async () => {
  const { signal } = new AbortController();
  expect(await within(Promise.resolve(1), 1_000, signal, late)).toBe(1);
  await expect(within(Promise.reject(new Error("broken")), 1_000, signal, late)).rejects.toThrow("broken");
});

test("rejects when the time is over", async () => {
  vi.useFakeTimers();
  try {
    const result = expect(within(never(), 1_000, new AbortController().signal, late)).rejects.toThrow("late");
    await vi.advanceTimersByTimeAsync(1_000);
    await result;
  } finally {
    vi.useRealTimers();
  }
});

test("rejects with the reason when it is aborted, before or during the work, and leaves no rejection unheard", async () => {
  const unheard: unknown[] = [];
  const listen = (reason: unknown) => unheard.push(reason);
  process.on("unhandledRejection", listen);
  const controller = new AbortController();
  const during = expect(within(never(), 1_000, controller.signal, late)).rejects.toThrow("stop");
  controller.abort(new Error("stop"));
  await during;
  await expect(within(Promise.reject(new Error("work ends, too")), 1_000, controller.signal, late)).rejects.toThrow();
  await new Promise((resolve) => setImmediate(resolve));
  process.off("unhandledRejection", listen);
  expect(unheard).toEqual([]);
});
