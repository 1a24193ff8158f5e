// Puts streamed tool-call fragments in order: providers interleave calls, leave out ids or indexes, or reuse an index for the next call.
import type { ModelEvent } from "./model.ts";

/** As servers send it: any field may be missing, or something else. */
export interface CallFragment {
  index?: unknown;
  id?: unknown;
  /** Arguments are a text; some servers send the object itself. */
  function?: { name?: unknown; arguments?: unknown } | null;
}

interface Slot {
  call: number;
  id: string;
  name: string;
}

export interface CallAssembler {
  /** Hands on what the fragment says. Answers the place of its call; null when it belongs to none. */
  add(fragment: CallFragment, pass: (event: ModelEvent) => void): number | null;
}

export function createCallAssembler(): CallAssembler {
  /** The slot that fragments of an index go to; a new id at the same index opens the next one. */
  const byIndex = new Map<number, Slot>();
  const byId = new Map<string, Slot>();
  let last: Slot | null = null;
  let count = 0;

  function find(index: unknown, id: string, name: string): Slot | null {
    if (id) {
      const known = byId.get(id);
      if (known) return known;
      // A new id with a name is a new call, whatever its index says.
      if (name) return null;
    }
    if (typeof index !== "number") return name ? null : last;
    return byIndex.get(index) ?? null;
  }

  return {
    add({ index, id: givenId, function: part }, pass) {
      const id = textOr(givenId);
      const name = textOr(part?.name);
      let slot = find(index, id, name);
      if (!slot) {
        // A fragment that starts no call and continues none has nothing to say.
        if (!name) return null;
        const call = count++;
        slot = { call, id: id || `call_${call}`, name };
        byId.set(slot.id, slot);
        if (typeof index === "number") byIndex.set(index, slot);
        pass({ type: "call.start", call, id: slot.id, name: slot.name });
      }
      last = slot;
      const given = part?.arguments;
      const text = typeof given === "object" && given !== null ? JSON.stringify(given) : textOr(given);
      if (text) pass({ type: "call.delta", call: slot.call, text });
      return slot.call;
    },
  };
}

const textOr = (value: unknown) => (typeof value === "string" ? value : "");
