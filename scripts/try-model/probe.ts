// What a probe is: one ability, tried by asking, and a sentence on what was seen.
import type { Asker } from "./model-asker.ts";

export interface Finding {
  ok: boolean;
  /** What was seen, for a person; empty says "yes". */
  says: string;
  /** A figure, where the probe measures one, by the probe's unit. */
  figure?: number;
}

export interface Probe {
  id: string;
  title: string;
  /** Without it nothing can be built. */
  essential: boolean;
  /** What to do when it fails. */
  advice: string;
  run(asker: Asker, signal: AbortSignal): Promise<Finding>;
}
