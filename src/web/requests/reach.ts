// Whether the server answers at all. What failed because it did not is out of date as soon as it does: whoever shows such a failure looks here.
import { signal } from "@preact/signals";

/** Between two looks at a server that is away, milliseconds: doubled from the first to the last. */
const firstLookMs = 1_000;
const lastLookMs = 15_000;

export const reachable = signal(true);

let timer: ReturnType<typeof setTimeout> | undefined;

/** The server has answered something. */
export function reached(): void {
  clearTimeout(timer);
  reachable.value = true;
}

/** A request has come to nothing. From now on the server is looked for until it answers. */
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
    // Another request may have been answered meanwhile.
    if (reachable.peek()) return;
    if (found) reached();
    else lookAfter(Math.min(waitMs * 2, lastLookMs));
  }, waitMs);
}
