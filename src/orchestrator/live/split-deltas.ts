// Keeps events small: a provider that does not stream, or an edit, brings a whole file in one delta.

import { boundaryBefore } from "../../base/surrogates.ts";
import type { RunEvent } from "../../protocol/events.ts";
import { deltaMaxCharacters } from "./streaming-buffer.ts";

type Delta = Extract<RunEvent, { text: string }>;

/** The same events, with each long delta split into several. */
export function splitDeltas(events: readonly RunEvent[], maxCharacters = deltaMaxCharacters): RunEvent[] {
  return events.flatMap((event) =>
    "text" in event && event.text.length > maxCharacters ? split(event, maxCharacters) : [event],
  );
}

function split(delta: Delta, maxCharacters: number): Delta[] {
  const pieces: Delta[] = [];
  for (let start = 0; start < delta.text.length; ) {
    const end = boundaryBefore(delta.text, start + maxCharacters);
    pieces.push(piece(delta, start, delta.text.slice(start, end)));
    start = end;
  }
  return pieces;
}

/** The first piece carries the removal; the others only append. */
function piece(delta: Delta, start: number, text: string): Delta {
  if (delta.type !== "file.delta" || start === 0) return { ...delta, text };
  const { remove: _, ...rest } = delta;
  return { ...rest, offset: delta.offset + start, text };
}
