// What is sure to run: the script itself, what it calls, and components and hooks, which React calls when the app is drawn.
import type { FunctionInfo, Scopes } from "./model.ts";

/** For each function that runs: how far the script has run by then, as an offset; infinite if it has run as a whole. */
export type Reached = ReadonlyMap<FunctionInfo, number>;

/** Each function is visited once: first from the calls that the script makes in order, so that the earliest call counts. */
export function reachedFunctions({ script, drawn }: Scopes): Reached {
  const reached = new Map<FunctionInfo, number>([[script, 0]]);
  const later: FunctionInfo[] = [...drawn];
  for (const call of script.calls) {
    if (!call.isSure || call.isAfterLeave) continue;
    const target = functionOf(call.target);
    if (target === null) continue;
    if (call.isLater) later.push(target);
    else spread(target, call.start, reached, later);
  }
  // Iterating over a list includes what is added meanwhile.
  for (const one of later) spread(one, Number.POSITIVE_INFINITY, reached, later);
  return reached;
}

const functionOf = (target: FunctionInfo["calls"][number]["target"]) => ("value" in target ? target.value : target);

function spread(start: FunctionInfo, at: number, reached: Map<FunctionInfo, number>, later: FunctionInfo[]): void {
  const waiting = [start];
  for (let one = waiting.pop(); one !== undefined; one = waiting.pop()) {
    if (reached.has(one)) continue;
    reached.set(one, at);
    for (const call of one.calls) {
      const target = isCertain(one, call) ? functionOf(call.target) : null;
      if (target !== null) (call.isLater ? later : waiting).push(target);
    }
  }
}

/** A component that returns early is drawn in full sooner or later. */
export const isCertain = (within: FunctionInfo, { isSure, isAfterLeave }: { isSure: boolean; isAfterLeave: boolean }): boolean =>
  isSure && (within.isDrawn || !isAfterLeave);
