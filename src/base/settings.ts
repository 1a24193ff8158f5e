// Reads a person's settings: which values count as not set, and times in seconds.

const placeholder = /^(your[-_ ]|<|sk-\.\.\.$|sk-x+$|xxx|changeme|change-me|replace|todo|none$|null$|undefined$)/i;

/** The value, or null when it is empty or a placeholder. */
export function configured(value: string | undefined): string | null {
  const text = value?.trim().replace(/^(["'])(.*)\1$/, "$2") ?? "";
  return text === "" || placeholder.test(text) ? null : text;
}

const msPerSecond = 1_000;

/** A setting in seconds (decimals allowed) as milliseconds, at most `longestMs`. The default when it is empty or not a positive number. */
export function millisecondsOf(value: string | undefined, defaultMs: number, longestMs: number): number {
  const seconds = Number(configured(value) ?? Number.NaN);
  return Number.isFinite(seconds) && seconds > 0 ? Math.min(seconds * msPerSecond, longestMs) : defaultMs;
}
