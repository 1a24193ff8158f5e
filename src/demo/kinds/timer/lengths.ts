// "Longer breaks", "50 minutes of focus": changes the three lengths in the timer's own table.
import type { Update } from "../../kind.ts";

type Mode = "focus" | "short" | "long";
const timerPath = "src/lib/timer.ts";
const maxMinutes = 180;
/** Used for "longer" and "shorter" without a number. */
const longerFactor = 2;
const shorterFactor = 0.6;
/** When only "breaks" get a length, a long break is this many short ones. */
const longBreak = 3;

const subjects: [pattern: string, modes: Mode[]][] = [
  ["short breaks?", ["short"]],
  ["long breaks?", ["long"]],
  ["(?:breaks?|pauses?|rests?)", ["short", "long"]],
  [
    "(?:focus(?:es)?(?: (?:time|sessions?|length|blocks?))?|pomodoros?|work(?:ing)?(?: (?:time|sessions?|blocks?))?|sessions?)",
    ["focus"],
  ],
];
/** "6 pomodoros" is not a length; "50 minute pomodoros" and "pomodoros of 50" are. */
const minutesBefore = "(\\d{1,3})(?:\\s*|-)min(?:ute)?s?(?:\\s+of)?";
const numberAfter = "(\\d{1,3})(?! (?:a|per|times))";

export const lengths: Update = {
  name: "timer.lengths",
  canRead: (request) => Object.keys(wished(request, { focus: 25, short: 5, long: 15 })).length > 0,
  takesNumbers: true,
  reads: [timerPath],
  change(files, request) {
    const source = files.get(timerPath);
    const now = source === undefined ? null : lengthsIn(source);
    if (!now) return null;
    const edits = Object.entries(wished(request, now)).flatMap(([mode, minutes]) => {
      const before = now[mode as Mode];
      return before === minutes ? [] : [{ search: line(mode, before), replace: line(mode, minutes) }];
    });
    if (edits.length === 0) return null;
    const after = { ...now, ...wished(request, now) };
    return {
      edits: [{ path: timerPath, edits }],
      values: after,
    };
  },
};

const line = (mode: string, minutes: number) => `  ${mode}: ${minutes} * minute,`;

function lengthsIn(source: string): Record<Mode, number> | null {
  const read = (mode: Mode) => Number(new RegExp(`^  ${mode}: (\\d+) \\* minute,$`, "m").exec(source)?.[1] ?? 0);
  const found = { focus: read("focus"), short: read("short"), long: read("long") };
  return Object.values(found).every((minutes) => minutes > 0) ? found : null;
}

/** The lengths that a request names, in minutes. */
function wished(request: string, now: Record<Mode, number>): Partial<Record<Mode, number>> {
  const wishes: Partial<Record<Mode, number>> = {};
  let rest = request;
  for (const [subject, modes] of subjects) {
    const given = new RegExp(
      `\\b(?:${minutesBefore}[\\s-]+(?:long\\s+)?${subject}|${subject}(?:\\s+(?:to|of|for|at|last|lasting|length|be|is|are|should|a|take|long)\\b){0,4}:?\\s+${numberAfter})\\b`,
    ).exec(rest);
    const relative = new RegExp(
      `\\b(longer|shorter)\\s+(?:\\w+\\s+)?${subject}\\b|\\b${subject}\\s+(?:(?:a bit|a little|much|to be|be|are|get)\\s+){0,2}(longer|shorter)\\b`,
    ).exec(rest);
    const minutes = Number(given?.[1] ?? given?.[2] ?? 0);
    const direction = relative?.[1] ?? relative?.[2];
    const factor = direction === undefined ? 0 : direction === "longer" ? longerFactor : shorterFactor;
    for (const mode of modes) {
      if (minutes > 0) wishes[mode] = Math.min(maxMinutes, mode === "long" && modes.length > 1 ? minutes * longBreak : minutes);
      else if (factor > 0) wishes[mode] = Math.min(maxMinutes, Math.max(1, Math.round(now[mode] * factor)));
    }
    // "Short breaks" have been read already, and "breaks" would match them again.
    if (minutes > 0 || factor > 0) rest = rest.replace(given?.[0] ?? relative?.[0] ?? "", " ");
  }
  return wishes;
}
