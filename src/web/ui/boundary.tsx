// An error boundary around a part of the page: if it throws, something else is shown in its place and the rest stays.
import type { ComponentChildren } from "preact";
import { useErrorBoundary } from "preact/hooks";
import { Problem } from "./problem.tsx";

interface BoundaryProps {
  children: ComponentChildren;
  /** What is shown instead; `again` retries the part. */
  instead: (again: () => void) => ComponentChildren;
}

export function Boundary({ children, instead }: BoundaryProps) {
  const [error, again] = useErrorBoundary((thrown: unknown) => console.error("A part of the page could not be shown:", thrown));
  return error === undefined ? children : instead(again);
}

/** A pane that cannot be shown says so in its own place. */
export function Pane({ children }: { children: ComponentChildren }) {
  return <Boundary instead={(again) => <Problem error={null} onRetry={again} />}>{children}</Boundary>;
}
