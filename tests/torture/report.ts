// What a torture has shown, as figures and as lines for the terminal.
import { expectedStatus } from "./check-app.ts";
import { type Aim, aims } from "./plan.ts";
import type { TortureResult } from "./torture.ts";

export interface Times {
  count: number;
  min: number;
  median: number;
  p95: number;
  max: number;
}

export type Report = ReturnType<typeof reportOf>;

export function reportOf({ seed, kills, runs, watchers, book, repeats, recovery, problems, site, seconds }: TortureResult) {
  const records = [...runs.values()];
  const livesOf = (run: string) => new Set(book.calls.filter((call) => call.run === run).map(({ life }) => life)).size;
  const byAim = Object.fromEntries(aims.map((aim) => [aim, kills.filter((kill) => kill.aim === aim && !kill.missed).length]));
  return {
    ok: problems.length === 0,
    seed,
    seconds: Math.round(seconds),
    kills: { total: kills.length, ...(byAim as Record<Aim, number>), aim_missed: kills.filter(({ missed }) => missed).length },
    apps: watchers.size,
    runs: {
      submitted: records.length,
      completed: records.filter((run) => expectedStatus(run) === "completed").length,
      cancelled: records.filter((run) => expectedStatus(run) === "cancelled").length,
      resumed: [...runs.keys()].filter((run) => livesOf(run) > 1).length,
    },
    provider_calls: {
      total: book.calls.length,
      broken_on_purpose: book.calls.filter(({ fault }) => fault !== null).length,
      repeated_after_fault: repeats.fault,
      repeated_open_at_kill: repeats.open,
      repeated_unwritten_at_kill: repeats.unwrittenMs.length,
    },
    last_byte_to_kill_of_unwritten_ms: timesOf(repeats.unwrittenMs),
    events: [...watchers.values()].reduce((sum, { watching }) => sum + (watching[0]?.events.length ?? 0), 0),
    dropped_connections: [...watchers.values()].flatMap(({ watching }) => watching).reduce((sum, { drops }) => sum + drops(), 0),
    recovery_ms: {
      interrupted: timesOf(recovery.times.interrupted),
      waiting: timesOf(recovery.times.waiting),
      hit_again_before: recovery.hitBefore(),
    },
    problems,
    kept: problems.length === 0 ? null : site.folder,
  };
}

function timesOf(values: number[]): Times {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
  return { count: sorted.length, min: at(0), median: at(0.5), p95: at(0.95), max: at(1) };
}

export function tableOf(report: Report): string[] {
  const { kills, runs, provider_calls: calls, recovery_ms: recovery } = report;
  const row = (name: string, values: Record<string, unknown>) =>
    `${name.padEnd(12)}${Object.entries(values)
      .map(([key, value]) => `${key.replaceAll("_", " ")} ${String(value)}`)
      .join(", ")}`;
  return [
    "",
    row("kills", kills),
    row("runs", { apps: report.apps, ...runs }),
    row("calls", calls),
    row("unwritten", { from_last_byte_to_kill: "", ...report.last_byte_to_kill_of_unwritten_ms }),
    row("clients", { events: report.events, dropped_connections: report.dropped_connections }),
    "From the answer of the restarted server to the first sign of life of a run, milliseconds:",
    row("interrupted", { ...recovery.interrupted }),
    row("waiting", { ...recovery.waiting }),
    row("neither", { hit_again_before: recovery.hit_again_before }),
    "",
    ...report.problems.map((what) => `FAIL  ${what}`),
    report.ok
      ? `No problem found in ${report.seconds} s. --seed ${report.seed}`
      : `${report.problems.length} problems with --seed ${report.seed}. Data and logs are kept in ${report.kept}`,
  ];
}
