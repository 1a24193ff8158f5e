// Loads something when its key changes. An answer that comes after the key has moved on is dropped.
import { useEffect, useState } from "preact/hooks";
import { isUnreached } from "./api-error.ts";
import { reachable } from "./reach.ts";

export type Loaded<T> = { state: "loading" } | { state: "ready"; value: T } | { state: "failed"; error: unknown };

/** `key` null loads nothing. */
export function useLoad<T>(key: string | null, load: () => Promise<T>): Loaded<T> & { reload: () => void } {
  const [entry, setEntry] = useState<{ key: string; loaded: Loaded<T> } | null>(null);
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says what `load` loads; the function itself is new at each render.
  useEffect(() => {
    if (key === null) return;
    let dropped = false;
    const settle = (loaded: Loaded<T>) => {
      if (!dropped) setEntry({ key, loaded });
    };
    load().then(
      (value) => settle({ state: "ready", value }),
      (error: unknown) => settle({ state: "failed", error }),
    );
    return () => {
      dropped = true;
    };
  }, [key, attempt]);
  const unreached = entry?.loaded.state === "failed" && isUnreached(entry.loaded.error);
  const answers = reachable.value;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the rule takes a signal's value for a constant.
  useEffect(() => {
    // What failed for want of a server is loaded again when there is one.
    if (unreached && answers) setAttempt((before) => before + 1);
  }, [answers, unreached]);
  const loaded: Loaded<T> = entry && entry.key === key ? entry.loaded : { state: "loading" };
  return { ...loaded, reload: () => setAttempt(attempt + 1) };
}
