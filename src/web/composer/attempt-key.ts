// The Idempotency-Key of a text: the same for every try, so that a repeat after a failure counts once.
import { useRef } from "preact/hooks";
import { newIdempotencyKey } from "../requests/idempotency-key.ts";

export function useAttemptKey() {
  const attempt = useRef<{ text: string; key: string } | null>(null);
  return {
    keyOf(text: string): string {
      if (attempt.current?.text !== text) attempt.current = { text, key: newIdempotencyKey() };
      return attempt.current.key;
    },
    /** The server has accepted it: the same text sent again is a new request. */
    forget() {
      attempt.current = null;
    },
  };
}
