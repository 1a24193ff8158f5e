// How long it takes after a restart until each interrupted run shows a sign of life: an event of its own, or a call to the provider.

export interface Recovery {
  /** At a kill: the runs at the head of their app's line. `begun`: the provider had been asked for it. */
  killed(atMs: number, heads: { run: string; begun: boolean }[]): void;
  /** The restarted server answers. */
  ready(atMs: number): void;
  sign(run: string, atMs: number): void;
  /** Milliseconds from `ready`, 0 for a sign before it. */
  times: { interrupted: number[]; waiting: number[] };
  /** Runs that were hit by the next kill before they had shown anything. */
  hitBefore(): number;
}

export function createRecovery(): Recovery {
  let awaited = new Map<string, boolean>();
  let killedAtMs = 0;
  let readyAtMs: number | null = null;
  let early: boolean[] = [];
  let missed = 0;
  const times: Recovery["times"] = { interrupted: [], waiting: [] };
  const add = (begun: boolean, ms: number) => (begun ? times.interrupted : times.waiting).push(ms);

  return {
    times,
    hitBefore: () => missed,
    killed(atMs, heads) {
      missed += awaited.size;
      awaited = new Map(heads.map(({ run, begun }) => [run, begun]));
      killedAtMs = atMs;
      readyAtMs = null;
    },
    ready(atMs) {
      readyAtMs = atMs;
      for (const begun of early) add(begun, 0);
      early = [];
    },
    sign(run, atMs) {
      const begun = awaited.get(run);
      // What was logged before the kill may reach a client only after it.
      if (begun === undefined || atMs <= killedAtMs) return;
      awaited.delete(run);
      if (readyAtMs === null) early.push(begun);
      else add(begun, Math.max(0, atMs - readyAtMs));
    },
  };
}
