// Changes that every app of the demo model can take, and the choice of those that a request means.
import type { Update } from "../kind.ts";
import { colours } from "./colours.ts";
import { darkMode } from "./dark-mode.ts";
import { affirmed } from "./negation.ts";
import { rename, withoutName } from "./rename.ts";

export const commonUpdates: readonly Update[] = [darkMode, colours, rename];

/** Updates that can be asked for again and again. */
export const repeatable: readonly Update[] = [colours, rename];

/** All updates that a request means: it may ask for several. A new name's own words, and what is not wanted, ask for nothing. */
export function updatesMeant(updates: readonly Update[], request: string): Update[] {
  const whole = request.toLowerCase();
  const rest = withoutName(request).toLowerCase();
  return updates.filter((update) => update.matches(update === rename ? whole : affirmed(rest, update.removes ?? false)));
}
