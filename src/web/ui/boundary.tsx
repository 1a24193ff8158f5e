// A wall around a part of the page: what throws in it is shown in another way, and everything else stays.
import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { Problem } from "./problem.tsx";

interface BoundaryProps {
  children: ComponentChildren;
  /** What stands there instead; `again` tries the part itself once more. */
  instead: (again: () => void) => ComponentChildren;
}

export function Boundary({ children, instead }: BoundaryProps) {
  const [error, again] = useErrorBoundary((thrown: unknown) => console.error("A part of the page could not be shown:", thrown));
  return error === undefined ? children : instead(again);
}

/** A pane that cannot be shown says so in its place. */
export function Pane({ children }: { children: ComponentChildren }) {
  return <Boundary instead={(again) => <Problem error={null} onRetry={again} />}>{children}</Boundary>;
}
