// A failure where its result would have stood: what happened, what helps, and a way to try again when there is one.
import { CircleAlert, RotateCw } from "lucide";
import { wordsOf } from "../errors.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";

export function Problem({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { message, hint } = wordsOf(error);
  return (
    <div class="problem" role="alert">
      <Icon icon={CircleAlert} />
      <p>
        <strong>{message}</strong> {hint}
      </p>
      {onRetry && (
        <Button icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      )}
    </div>
  );
}
