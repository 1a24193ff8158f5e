// The Idempotency-Key of a text: the same for each try of it, so that a repeat after a failure is answered once.
import { useRef } from "preact/hooks";
import { newIdempotencyKey } from "../requests/idempotency-key.ts";

export function useAttemptKey() {
  const attempt = useRef<{ text: string; key: string } | null>(null);
  return {
    keyOf(text: string): string {
      if (attempt.current?.text !== text) attempt.current = { text, key: newIdempotencyKey() };
      return attempt.current.key;
    },
    /** The server has it: the same text once more is a new request. */
    forget() {
      attempt.current = null;
    },
  };
}
