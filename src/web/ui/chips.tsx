// Requests to choose from, each as a button; the children come before them.
import type { ComponentChildren } from "preact";

interface ChipsProps {
  requests: readonly string[];
  onChoose: (request: string) => void;
  children?: ComponentChildren;
}

export function Chips({ requests, onChoose, children }: ChipsProps) {
  return (
    <div class="chips">
      {children}
      {requests.map((request) => (
        <button key={request} type="button" class="chip" dir="auto" onClick={() => onChoose(request)}>
          {request}
        </button>
      ))}
    </div>
  );
}
