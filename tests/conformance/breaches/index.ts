// For each check, a server that breaks its promise and what the check must say about it: a check that cannot fail proves nothing.
import { basics } from "./basics.ts";
import { events } from "./events.ts";
import { files } from "./files.ts";
import type { Breached } from "./forms.ts";
import { runs } from "./runs.ts";

export { breachesOfTheFirstRun } from "./events.ts";

export const breaches: Readonly<Record<string, Breached>> = { ...basics, ...files, ...runs, ...events };
