// How long a server asks us to wait: given in one of several headers, in the error itself, or only in a sentence.
import type { Said } from "./said.ts";

/** No server seriously asks for longer, milliseconds; the caller decides whether to wait at all. */
const longestMs = 24 * 60 * 60 * 1000;

/** Headers and fields that ask for a wait, the most exact first. */
const asking = ["retry-after-ms", "retry-after"];
const askingFields = ["retrydelay", "retry-after-ms", "retry-after", "retry_after", "retry_after_seconds"];
/** What comes before a wait in a sentence. */
const before = ["try again in ", "retry in ", "retry after ", "try again after ", "wait for ", "please wait ", "available in "];
const beforeReset = ["resets in ", "reset in ", "reset after ", "resets at ", "reset at "];
/** How much of what follows is read, UTF-16 units. */
const sentenceMaxCharacters = 40;

/** Milliseconds; null if it asks for none. `isRate`: it is a rate limit, so rate figures count too. */
export function waitOf(said: Said, isRate: boolean, nowMs = Date.now()): number | null {
  const { headers, waits, words } = said;
  const header = (name: string) => millisecondsIn(name, headers?.get(name) ?? null, nowMs);
  const asked =
    first(asking.map(header)) ??
    first(askingFields.map((name) => millisecondsIn(name, waits[name] ?? null, nowMs))) ??
    first([...before, ...beforeReset].map((lead) => inSentence(lead, words, nowMs)));
  const wait =
    asked ?? (isRate ? (untilReset(headers, nowMs) ?? millisecondsIn("", waits["x-ratelimit-reset"] ?? null, nowMs)) : null);
  return wait === null ? null : Math.min(wait, longestMs);
}

const first = (waits: readonly (number | null)[]): number | null => waits.find((wait) => wait !== null) ?? null;

function millisecondsIn(name: string, text: string | null, nowMs: number): number | null {
  const value = text?.trim() ?? "";
  if (value === "") return null;
  return positive(name.endsWith("-ms") ? Number(value) : timeIn(value, nowMs));
}

const positive = (ms: number | null) => (ms !== null && Number.isFinite(ms) && ms > 0 ? ms : null);

/** Larger numbers are points in time: seconds since 1970, and milliseconds. */
const epochSeconds = 1_000_000_000;
const epochMs = 1_000_000_000_000;

/** "7", "1.5s", "250ms", "6m0s", "1 minute 20 seconds", a date, seconds or milliseconds since 1970. */
function timeIn(value: string, nowMs: number): number | null {
  const number = Number(value);
  if (Number.isFinite(number)) {
    if (number >= epochMs) return number - nowMs;
    return number >= epochSeconds ? number * 1000 - nowMs : number * 1000;
  }
  const duration = durationIn(value);
  if (duration !== null) return duration;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : date - nowMs;
}

const unitsMs: readonly [RegExp, number][] = [
  [/^ms|^milli/, 1],
  [/^s/, 1000],
  [/^m/, 60 * 1000],
  [/^h/, 60 * 60 * 1000],
  [/^d/, 24 * 60 * 60 * 1000],
];
const partOfDuration =
  /(\d{1,9}(?:\.\d{1,9})?) ?(milliseconds?|ms|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![a-z])/gy;

/** The duration at the start of the text; null if there is none. */
function durationIn(text: string): number | null {
  partOfDuration.lastIndex = 0;
  let sum: number | null = null;
  for (;;) {
    const part = partOfDuration.exec(text);
    if (!part) return sum;
    const [, amount = "", unit = ""] = part;
    sum = (sum ?? 0) + Number(amount) * (unitsMs.find(([names]) => names.test(unit))?.[1] ?? 0);
    while (text[partOfDuration.lastIndex] === " " || text[partOfDuration.lastIndex] === ",") partOfDuration.lastIndex += 1;
  }
}

const bareSeconds = /^\d{1,6}(?:\.\d{1,6})?(?![\d.:-]*\d)/;
const pointInTime = /^\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z|[+-]\d\d:?\d\d)?/;
const fillers = ["about ", "approximately ", "at least ", "another ", "~"];

function inSentence(lead: string, words: string, nowMs: number): number | null {
  const at = words.indexOf(lead);
  if (at === -1) return null;
  let rest = words.slice(at + lead.length, at + lead.length + sentenceMaxCharacters);
  for (const filler of fillers) if (rest.startsWith(filler)) rest = rest.slice(filler.length);
  const date = pointInTime.exec(rest);
  if (date) return positive(Date.parse(date[0].toUpperCase()) - nowMs);
  // "1m20s" has no spaces, "1 minute 20 seconds" does: both are read part by part.
  const duration = durationIn(rest.replace(/ and /, " "));
  if (duration !== null) return positive(duration);
  const seconds = bareSeconds.exec(rest);
  return seconds ? positive(Number(seconds[0]) * 1000) : null;
}

/**
 * OpenAI and most others: `x-ratelimit-reset-tokens`, the time until a limit is restored. If the server says which limits are used up, those decide.
 * Anthropic's headers, such as `anthropic-ratelimit-tokens-reset`, give points in time.
 */
function untilReset(headers: Headers | null, nowMs: number): number | null {
  const resets: { ms: number; usedUp: boolean }[] = [];
  for (const [name, value] of headers ?? []) {
    if (!name.includes("ratelimit") || !name.includes("reset")) continue;
    const ms = millisecondsIn("", value, nowMs);
    const left = headers?.get(name.replace("reset", "remaining")) ?? null;
    if (ms !== null) resets.push({ ms, usedUp: left !== null && Number(left) <= 0 });
  }
  const usedUp = resets.filter((reset) => reset.usedUp);
  const counted = usedUp.length > 0 ? usedUp : resets;
  return counted.length === 0 ? null : Math.max(...counted.map(({ ms }) => ms));
}
