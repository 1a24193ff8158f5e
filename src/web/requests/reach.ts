// Whether the server answers at all. Failures to reach it are out of date once it answers, so whatever shows them checks here.
import { signal } from "@preact/signals";

/** Pauses between checks while the server is away, milliseconds: doubled from the first to the last. */
const firstLookMs = 1_000;
const lastLookMs = 15_000;

export const reachable = signal(true);

let timer: ReturnType<typeof setTimeout> | undefined;

/** The server has answered something. */
export function reached(): void {
  clearTimeout(timer);
  reachable.value = true;
}

/** A request has failed. From now on the server is checked until it answers. */
export function notReached(): void {
  if (!reachable.peek()) return;
  reachable.value = false;
  lookAfter(firstLookMs);
}

function lookAfter(waitMs: number): void {
  timer = setTimeout(async () => {
    const found = await fetch("/api/health").then(
      ({ ok }) => ok,
      () => false,
    );
    // Another request may have got an answer in the meantime.
    if (reachable.peek()) return;
    if (found) reached();
    else lookAfter(Math.min(waitMs * 2, lastLookMs));
  }, waitMs);
}
