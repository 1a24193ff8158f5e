// Changes that every app of the demo model can take.
import type { Update } from "../kind.ts";
import { colours } from "./colours.ts";
import { darkMode } from "./dark-mode.ts";
import { rename } from "./rename.ts";

export const commonUpdates: readonly Update[] = [darkMode, colours, rename];

/** Updates that can be asked for again and again. */
export const repeatable: readonly Update[] = [colours, rename];
