// Loads something when its key changes. A result that arrives after the key has changed again is dropped.
import { useEffect, useState } from "preact/hooks";
import { isUnreached } from "./api-error.ts";
import { reachable } from "./reach.ts";

export type Loaded<T> = { state: "loading" } | { state: "ready"; value: T } | { state: "failed"; error: unknown };

/** A null `key` loads nothing. */
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
    // What failed because the server was away is loaded again once it is back.
    if (unreached && answers) setAttempt((before) => before + 1);
  }, [answers, unreached]);
  const loaded: Loaded<T> = entry && entry.key === key ? entry.loaded : { state: "loading" };
  return { ...loaded, reload: () => setAttempt(attempt + 1) };
}
