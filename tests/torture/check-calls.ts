// Every call to the provider has to be explained: the first of its round, or one that a fault or a kill made necessary, and no other.
import type { Call } from "./calls.ts";

/** Why rounds were asked again. */
export interface Repeats {
  /** The answer before was broken on purpose. */
  fault: number;
  /** The kill came while the answer was on its way. */
  open: number;
  /** The kill came after the last byte, before the round was written down: by how much, milliseconds. */
  unwrittenMs: number[];
}

export const noRepeats = (): Repeats => ({ fault: 0, open: 0, unwrittenMs: [] });

export interface RunCalls {
  /** All calls of the run, in order. */
  calls: readonly Call[];
  rounds: number;
  completed: boolean;
  /** The life after which it was cancelled for certain; null when it was not. */
  cancelledInLife: number | null;
  /** When its end was seen first. */
  endedAtMs: number;
  /** When a life was ended. */
  killedAtMs(life: number): number;
}

/** Counts repeats into `repeats`, and answers what cannot be explained. */
export function callProblems(
  { calls, rounds, completed, cancelledInLife, endedAtMs, killedAtMs }: RunCalls,
  repeats: Repeats,
): string[] {
  const found: string[] = [];
  const say = (call: Call, what: string) => found.push(`the call of round ${call.round} in life ${call.life} ${what}`);
  for (const [at, call] of calls.entries()) {
    const before = calls[at - 1];
    const violations = call.record?.violations ?? [];
    if (violations.length > 0) say(call, `is not a valid request: ${violations.join("; ")}`);
    if (cancelledInLife !== null && call.life > cancelledInLife)
      say(call, `came though it was cancelled in life ${cancelledInLife}`);
    if (call.receivedAtMs > endedAtMs) say(call, "came after the end of its run was seen");
    if (!before) {
      if (call.round !== 1) say(call, "is the first one of its run");
      continue;
    }
    const killed = call.life > before.life;
    /** From its last byte to the kill. What was sent after the kill had nobody to read it. */
    const leftMs = before.wholeAtMs === null ? -1 : killed ? killedAtMs(before.life) - before.wholeAtMs : 0;
    const answered = leftMs >= 0 && before.fault === null;
    const isNext = call.round === before.round + 1;
    if (isNext && answered) continue;
    if (call.round !== before.round) say(call, `follows one of round ${before.round} that was ${answered ? "" : "not "}answered`);
    else if (before.fault !== null) repeats.fault += 1;
    else if (!killed) say(call, "repeats one of the same life that was not broken");
    else if (leftMs >= 0) repeats.unwrittenMs.push(leftMs);
    else repeats.open += 1;
  }
  const asked = new Set(calls.map(({ round }) => round));
  for (let round = 1; completed && round <= rounds; round += 1)
    if (!asked.has(round)) found.push(`round ${round} was never asked`);
  return found;
}
