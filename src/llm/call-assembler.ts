// Puts streamed tool-call fragments in order: providers interleave calls, leave out ids or indexes, or reuse an index for the next call.
import type { ModelEvent } from "./model.ts";

export interface CallFragment {
  index?: number;
  id?: string | null;
  /** Arguments are a text; some servers send the object itself. */
  function?: { name?: string | null; arguments?: unknown };
}

interface Slot {
  call: number;
  id: string;
  name: string;
}

export interface CallAssembler {
  /** Hands on what the fragment says. */
  add(fragment: CallFragment, pass: (event: ModelEvent) => void): void;
}

export function createCallAssembler(): CallAssembler {
  /** The slot that fragments of an index go to; a new id at the same index opens the next one. */
  const byIndex = new Map<number, Slot>();
  const byId = new Map<string, Slot>();
  let last: Slot | null = null;
  let count = 0;

  function find(fragment: CallFragment): Slot | null {
    if (fragment.id) {
      const known = byId.get(fragment.id);
      if (known) return known;
      // A new id with a name is a new call, whatever its index says.
      if (fragment.function?.name) return null;
    }
    if (fragment.index === undefined) return fragment.function?.name ? null : last;
    return byIndex.get(fragment.index) ?? null;
  }

  return {
    add(fragment, pass) {
      let slot = find(fragment);
      if (!slot) {
        // A fragment that starts no call and continues none has nothing to say.
        if (!fragment.function?.name) return;
        const call = count++;
        slot = { call, id: fragment.id || `call_${call}`, name: fragment.function.name };
        byId.set(slot.id, slot);
        if (fragment.index !== undefined) byIndex.set(fragment.index, slot);
        pass({ type: "call.start", call, id: slot.id, name: slot.name });
      }
      last = slot;
      const given = fragment.function?.arguments;
      const text = typeof given === "object" && given !== null ? JSON.stringify(given) : given;
      if (text && typeof text === "string") pass({ type: "call.delta", call: slot.call, text });
    },
  };
}
