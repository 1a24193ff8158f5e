// A failure, shown in place of the result: what happened, what helps, and a way to try again or something to ask for instead.
import { CircleAlert, Info, RotateCw } from "lucide";
import { wordsOf } from "../requests/error-words.ts";
import { Button } from "./button.tsx";
import { Chips } from "./chips.tsx";
import { Icon } from "./icon.tsx";

interface ProblemProps {
  error: unknown;
  onRetry?: () => void;
  onSuggestion?: (text: string) => void;
}

export function Problem({ error, onRetry, onSuggestion }: ProblemProps) {
  const { message, hint, suggestions } = wordsOf(error);
  const instead = onSuggestion !== undefined && suggestions.length > 0;
  return (
    <div class="problem" role="alert" {...(instead ? { "data-tone": "info" } : {})}>
      <Icon icon={instead ? Info : CircleAlert} />
      <p dir="auto">
        <strong>{message}</strong> {!instead && hint}
      </p>
      {onRetry && (
        <Button icon={RotateCw} onClick={onRetry}>
          Try again
        </Button>
      )}
      {instead && (
        <>
          <Chips requests={suggestions} onChoose={onSuggestion} />
          <p class="problem-hint" dir="auto">
            <Coded text={hint} />
          </p>
        </>
      )}
    </div>
  );
}

/** Text in backticks is to be typed, so it is shown as code. */
const Coded = ({ text }: { text: string }) => (
  <>{text.split("`").map((part, index) => (index % 2 === 0 ? part : <code key={part}>{part}</code>))}</>
);
