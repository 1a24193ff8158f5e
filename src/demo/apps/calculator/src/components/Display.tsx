import type { Calculator } from "../lib/calculator";

export function Display({ state }: { state: Calculator }) {
  const waiting = state.left !== null && state.operator ? `${state.left} ${state.operator}` : state.sum;
  return (
    <div className="rounded-xl border border-line bg-surface p-4 text-right">
      <p className="min-h-6 text-muted tabular-nums">{waiting}</p>
      <output className="block truncate font-light text-4xl tabular-nums" aria-label="Result">
        {state.shown}
      </output>
      <p className="min-h-6 text-sm" role="status">
        {state.problem}
      </p>
    </div>
  );
}
