// What must be true of an app's log, whatever was killed while it was written.
import { type LogEvent, terminalTypes } from "../../src/protocol/events.ts";

/** What is wrong with the events of one run. */
export function runLogProblems(events: readonly LogEvent[], versionId: string): string[] {
  const own = events.filter((event) => event.version_id === versionId);
  const found: string[] = [];
  const ends = own.filter((event) => terminalTypes.has(event.type));
  if (ends.length !== 1) found.push(`it has ${ends.length} terminal events`);
  const last = own.at(-1);
  if (last && !terminalTypes.has(last.type)) found.push(`${last.type} (seq ${last.seq}) comes after its end`);
  const attempts = own.flatMap((event) => (event.type === "version.started" ? [event.attempt] : []));
  if (attempts.some((attempt, at) => attempt <= (attempts[at - 1] ?? 0))) found.push(`its attempts are ${attempts.join(", ")}`);
  return [...found, ...resetProblems(own)];
}

/**
 * A round whose successor has shown anything was written down for good: no reset goes back behind it. Nor can one lead to a round that
 * comes after one that has shown nothing.
 */
function resetProblems(events: readonly LogEvent[]): string[] {
  const found: string[] = [];
  /** Rounds that are written down for certain, and the newest that has shown anything. */
  let written = 0;
  let newest = 0;
  for (const event of events) {
    if (!("round" in event)) continue;
    if (event.type === "round.reset") {
      if (event.round - 1 < written)
        found.push(`round.reset (seq ${event.seq}) goes back to round ${event.round}, but ${written} were written down`);
      if (event.round - 1 > newest)
        found.push(`round.reset (seq ${event.seq}) goes on with round ${event.round}, but only ${newest} were seen`);
      written = event.round - 1;
      newest = event.round - 1;
      continue;
    }
    if (event.round < newest || event.round > newest + 1)
      found.push(`round ${event.round} (seq ${event.seq}) comes after round ${newest}`);
    newest = event.round;
    written = Math.max(written, event.round - 1);
  }
  return found;
}

/** Where two logs differ first; null when they are the same. */
export function firstDifference(one: readonly LogEvent[], other: readonly LogEvent[]): string | null {
  const length = Math.max(one.length, other.length);
  for (let at = 0; at < length; at += 1) {
    const [a, b] = [JSON.stringify(one[at]), JSON.stringify(other[at])];
    if (a !== b) return `entry ${at + 1} is ${a}, for the other ${b}`;
  }
  return null;
}
