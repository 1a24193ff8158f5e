// What the fake provider knows: scenarios, the requests that came, and gates; with a way to wait for a change of them.
import { isRecord } from "./request-checks.ts";
import type { ChatRequest, RecordedRequest, Scenario, Turn } from "./scenario.ts";

interface Gate {
  reached: boolean;
  released: boolean;
}

export interface Ledger {
  requests: RecordedRequest[];
  add(scenario: Scenario): void;
  /** The scenario that a request is about, and its next answer; null when no scenario matches, no turn when all are used up. */
  next(body: ChatRequest): { match: string; turn: Turn | undefined } | null;
  /** The scenario that a request is about; its answers stay as they are. */
  match(body: ChatRequest): string | null;
  gate(name: string): Gate;
  /** To be called after every change, so that `until` looks again. */
  changed(): void;
  /** Resolves when the condition holds; false when the signal aborts first. */
  until(condition: () => boolean, signal: AbortSignal): Promise<boolean>;
}

export function createLedger(): Ledger {
  const scenarios = new Map<string, Turn[]>();
  const gates = new Map<string, Gate>();
  const waiting = new Set<() => void>();

  function gate(name: string): Gate {
    const known = gates.get(name) ?? { reached: false, released: false };
    gates.set(name, known);
    return known;
  }

  function changed(): void {
    for (const look of [...waiting]) look();
  }

  return {
    requests: [],
    gate,
    changed,
    add: ({ match, turns }) => void scenarios.set(match, [...(scenarios.get(match) ?? []), ...turns]),
    match: (body) => matchOf([...scenarios.keys()], body),
    next(body) {
      const match = matchOf([...scenarios.keys()], body);
      return match === null ? null : { match, turn: scenarios.get(match)?.shift() };
    },
    until(condition, signal) {
      return new Promise((resolve) => {
        const settle = (held: boolean) => {
          waiting.delete(look);
          signal.removeEventListener("abort", give);
          resolve(held);
        };
        const look = () => condition() && settle(true);
        const give = () => settle(condition());
        waiting.add(look);
        signal.addEventListener("abort", give);
        if (signal.aborted) give();
        else look();
      });
    },
  };
}

/** Later user messages win, so that the scenario of an update is not hidden by the prompt that made the app. */
function matchOf(matches: string[], body: ChatRequest): string | null {
  const said = userTexts(body).join("\n");
  const found = matches
    .map((match) => ({ match, at: said.lastIndexOf(match) }))
    .filter(({ at }) => at >= 0)
    .sort((a, b) => b.at - a.at || b.match.length - a.match.length);
  return found[0]?.match ?? matches.find((match) => match === body.model) ?? null;
}

export function userTexts(body: ChatRequest): string[] {
  const items = body.messages ?? body.input;
  if (!Array.isArray(items)) return [];
  return items.flatMap((message: unknown) => {
    if (!isRecord(message) || message.role !== "user") return [];
    const { content } = message;
    return [typeof content === "string" ? content : JSON.stringify(content)];
  });
}
