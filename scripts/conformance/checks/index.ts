// All checks, in the order in which they run. Each leaves the shared app idle.
import type { Check } from "../check.ts";
import { apps } from "./apps.ts";
import { basics } from "./basics.ts";
import { deletion } from "./deletion.ts";
import { events } from "./events.ts";
import { idempotency } from "./idempotency.ts";
import { previews } from "./previews.ts";
import { runs } from "./runs.ts";
import { signingIn } from "./signing-in.ts";
import { outOfReach } from "./unreachable.ts";
import { versions } from "./versions.ts";
import { waiting } from "./waiting.ts";

export const checks: readonly Check[] = [
  ...basics,
  ...apps,
  ...versions,
  ...runs,
  ...idempotency,
  ...waiting,
  ...events,
  ...previews,
  ...signingIn,
  ...deletion,
  ...outOfReach,
];
