// When the watchdog barks: each wait by the clock of the test.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createWatchdog } from "../../../src/llm/request/watchdog.ts";

const patience = { firstByteMs: 3_000, idleMs: 1_000, noProgressMs: 5_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** Plays steps, milliseconds between them; answers when it barked, if it did within ten seconds after the last. */
function play(...steps: (number | "held" | "empty" | "thinks" | "pause" | "resume" | "stop" | "finished")[]): number | null {
  const beganAtMs = Date.now();
  let barkedMs: number | null = null;
  const watchdog = createWatchdog(patience, Date.now, () => {
    expect(barkedMs).toBeNull();
    barkedMs = Date.now() - beganAtMs;
  });
  for (const step of steps) {
    if (typeof step === "number") vi.advanceTimersByTime(step);
    else if (step === "held" || step === "empty") watchdog.read(step === "held");
    else if (step === "thinks") watchdog.read(false, true);
    else if (step === "finished") watchdog.finished(500);
    else watchdog[step]();
  }
  vi.advanceTimersByTime(10_000);
  expect(watchdog.hasBarked).toBe(barkedMs !== null);
  return barkedMs;
}

test.each<[what: string, steps: Parameters<typeof play>, barkedMs: number | null]>([
  ["nothing comes", [], 3_000],
  ["one word comes, then nothing", [2_900, "held"], 3_900],
  ["words keep coming", [900, "held", 900, "held", 900, "held"], 3_700],
  ["empty chunks come first: still the first byte", [1_000, "empty", 1_000, "empty"], 3_000],
  ["empty chunks keep coming after a word: no progress", ["held", ...Array(20).fill([900, "empty"]).flat()], 5_000],
  ["it said that it thinks: as patient as before the first word", ["held", 900, "thinks", 2_000, "held", 900, "held"], 4_800],
  ["it thinks for ever", ["held", 900, "thinks"], 3_000],
  ["it has thought", ["held", "thinks", 2_000, "empty"], 3_000],
  ["nobody reads: not the server's time", ["held", "pause", 8_000, "resume", 900, "held"], 9_900],
  ["the answer is complete", ["held", 900, "finished", 400], 1_400],
  ["chunks after the answer keep nothing alive", ["held", "finished", 300, "held"], 500],
  ["the reading is over", ["held", "stop"], null],
])("%s", (_what, steps, barkedMs) => expect(play(...steps)).toBe(barkedMs));
