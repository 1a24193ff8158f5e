// The updates that every app of the demo model supports.
import type { Update } from "../kind.ts";
import { colours } from "./colours.ts";
import { darkMode } from "./dark-mode.ts";
import { rename } from "./rename.ts";

export const commonUpdates: readonly Update[] = [darkMode, colours, rename];

/** Updates that can be requested repeatedly. */
export const repeatable: readonly Update[] = [colours, rename];
