// For each check a server that breaks the promise it holds, and what the check has to say of it: a check that cannot fail holds nothing.
import { basics } from "./basics.ts";
import { events } from "./events.ts";
import { files } from "./files.ts";
import type { Breached } from "./forms.ts";
import { runs } from "./runs.ts";

export { breachesOfTheFirstRun } from "./events.ts";

export const breaches: Readonly<Record<string, Breached>> = { ...basics, ...files, ...runs, ...events };
