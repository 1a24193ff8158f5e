// Times for people: how long ago, with the exact time on hover, and how long something has been running.
import { signal } from "@preact/signals";

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** The current time, shared by everything that shows time. */
export const nowMs = signal(Date.now());
setInterval(() => {
  nowMs.value = Date.now();
}, 1000);

const dates = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric" });
const exact = new Intl.DateTimeFormat("en", { dateStyle: "full", timeStyle: "medium" });

/** "yesterday", "3 days ago". Minutes and hours are our own words: browsers differ in their short forms ("2 min. ago", "2m ago"). */
const relative = new Intl.RelativeTimeFormat("en", { numeric: "auto" });

const dayOf = (ms: number) => {
  const date = new Date(ms);
  return Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs;
};
const calendarDays = (thenMs: number, presentMs: number) => dayOf(presentMs) - dayOf(thenMs);

export function ago(thenMs: number, presentMs: number): string {
  const elapsedMs = presentMs - thenMs;
  if (elapsedMs < minuteMs) return "just now";
  if (elapsedMs < hourMs) return `${Math.floor(elapsedMs / minuteMs)} min ago`;
  if (elapsedMs < dayMs) return `${Math.floor(elapsedMs / hourMs)} h ago`;
  const days = calendarDays(thenMs, presentMs);
  return days < 7 ? relative.format(-days, "day") : dates.format(thenMs);
}

export function duration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000));
  if (seconds === 0) return "< 1 s";
  if (seconds < 60) return `${seconds} s`;
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

export function Ago({ at }: { at: string }) {
  const thenMs = Date.parse(at);
  return (
    <time dateTime={at} title={exact.format(thenMs)}>
      {ago(thenMs, nowMs.value)}
    </time>
  );
}

/** Ticks while `until` is null. */
export function Elapsed({ since, until }: { since: string; until: string | null }) {
  return <span class="tabular">{duration((until === null ? nowMs.value : Date.parse(until)) - Date.parse(since))}</span>;
}
