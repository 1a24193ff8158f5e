// How the tests use each kind of app.
import { operateTimer } from "./timer.ts";
import type { Operated } from "./types.ts";

export const operated: readonly Operated[] = [operateTimer];
