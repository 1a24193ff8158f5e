// The kill of one life: waits for the moment that it is aimed at.
import type { Aim, PlannedLife } from "./plan.ts";

export interface Trigger {
  /** Something happened that a kill can be aimed at. */
  feed(moment: Aim): void;
}

/** A life ends without its moment after so long: work may have run out. A lost dispatch is repeated after 15 s, which must be seen. Milliseconds. */
const lifeMaxMs = 30_000;

/** `mayFire` holds the kill back; it then takes the next chance. `fire` is called once, in the same turn of the event loop when there is no delay. */
export function aimAt(
  { aim, occurrence, delayMs }: PlannedLife["kill"],
  mayFire: () => boolean,
  fire: (missed: boolean) => void,
): Trigger {
  let seen = 0;
  let due = false;
  let fired = false;
  const limit = setTimeout(() => pull(true), lifeMaxMs);
  const delayed = () => {
    due = true;
    pull(false);
  };
  if (aim === "random") setTimeout(delayed, delayMs);

  function pull(missed: boolean): void {
    if (fired || (!missed && !mayFire())) return;
    fired = true;
    clearTimeout(limit);
    fire(missed);
  }

  return {
    feed(moment) {
      if (aim === "random") {
        if (due) pull(false);
        return;
      }
      if (moment !== aim) return;
      seen += 1;
      if (seen < occurrence || !mayFire()) return;
      if (delayMs === 0) pull(false);
      else setTimeout(pull, delayMs, false);
    },
  };
}
