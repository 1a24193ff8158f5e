import { useEffect, useState } from "react";
import { load, save } from "./app";

export type Mode = "focus" | "short" | "long";

const minute = 60_000;
export const lengthsMs: Record<Mode, number> = {
  focus: 25 * minute,
  short: 5 * minute,
  long: 15 * minute,
};
export const labels: Record<Mode, string> = { focus: "Focus", short: "Short break", long: "Long break" };

/** Every fourth break is a long one. */
const focusesBeforeLongBreak = 4;
/** How often the clock is read. The time left comes from the clock, so a late tick loses nothing. */
const tickMs = 250;

interface Timer {
  mode: Mode;
  /** When it is over, in clock time; null while it does not run. */
  endsAt: number | null;
  /** Time left while it is paused; null when it has not begun. */
  leftMs: number | null;
  /** Focus sessions finished on `day`. */
  finished: number;
  day: string;
}

const key = "timer";
const today = () => new Date().toDateString();
const ready = (mode: Mode): Pick<Timer, "mode" | "endsAt" | "leftMs"> => ({ mode, endsAt: null, leftMs: null });
const fresh = (): Timer => ({ ...ready("focus"), finished: 0, day: today() });

function isTimer(value: unknown): value is Timer {
  if (typeof value !== "object" || value === null) return false;
  const timer = value as Partial<Timer>;
  return (
    typeof timer.mode === "string" &&
    timer.mode in lengthsMs &&
    (timer.endsAt === null || typeof timer.endsAt === "number") &&
    (timer.leftMs === null || typeof timer.leftMs === "number") &&
    typeof timer.finished === "number" &&
    typeof timer.day === "string"
  );
}

/** The next one waits to be started: a break should not begin while nobody looks. */
function afterEnd(timer: Timer): Timer {
  if (timer.mode !== "focus") return { ...timer, ...ready("focus") };
  const finished = (timer.day === today() ? timer.finished : 0) + 1;
  const next = finished % focusesBeforeLongBreak === 0 ? "long" : "short";
  return { ...ready(next), finished, day: today() };
}

/** Minutes and seconds, "04:59"; the last part of a second still counts as one. */
export function clock(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return `${String(Math.floor(seconds / 60)).padStart(2, "0")}:${String(seconds % 60).padStart(2, "0")}`;
}

/** The timer and what can be done with it. `onEnd` is told which mode has ended. */
export function useTimer(onEnd: (mode: Mode) => void) {
  const [timer, setTimer] = useState(() => load(key, fresh(), isTimer));
  const [now, setNow] = useState(() => Date.now());
  const { mode, endsAt } = timer;
  const pausedMs = timer.leftMs ?? lengthsMs[mode];
  const leftMs = endsAt === null ? pausedMs : Math.max(0, endsAt - now);

  useEffect(() => save(key, timer), [timer]);

  useEffect(() => {
    if (endsAt === null) return;
    const ticking = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(ticking);
  }, [endsAt]);

  useEffect(() => {
    if (endsAt === null || now < endsAt) return;
    setTimer(afterEnd);
    onEnd(mode);
  }, [endsAt, now, mode, onEnd]);

  return {
    mode,
    leftMs,
    running: endsAt !== null,
    paused: endsAt === null && timer.leftMs !== null,
    finishedToday: timer.day === today() ? timer.finished : 0,
    choose: (next: Mode) => setTimer((before) => ({ ...before, ...ready(next) })),
    start() {
      setNow(Date.now());
      setTimer((before) => ({ ...before, endsAt: Date.now() + pausedMs }));
    },
    pause: () => setTimer((before) => ({ ...before, endsAt: null, leftMs })),
  };
}

export type TimerControls = ReturnType<typeof useTimer>;
