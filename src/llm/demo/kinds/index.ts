// All kinds of apps that the demo model knows.
import type { Kind } from "../kind.ts";
import { timer } from "./timer.ts";

export const kinds: readonly Kind[] = [timer];
