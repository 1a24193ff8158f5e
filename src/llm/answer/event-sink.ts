// Passes on a reader's events: whole characters only. Also tracks activity and backpressure for the caller.

import type { ModelEvent, TakeEvent } from "../model.ts";
import { createThoughtSplitter, type TemplateMemory } from "../thoughts/in-text.ts";
import { createWholeTexts } from "../whole-characters.ts";

/** Passes events on, and tracks activity and backpressure for the code that reads the stream. */
export interface EventSink {
  pass(event: ModelEvent): void;
  /** Something came that is not passed on but shows that the server is working. */
  hold(): void;
  /** Whether anything beyond a role or empty fields came since the last call. */
  takeHeld(): boolean;
  /** A promise to await before reading more; null when there is room. */
  takeWait(): Promise<void> | null;
}

export interface PacketSink extends EventSink {
  /** The whole packet was read. */
  rest(): void;
  /** `isCut`: the answer ended at its limit. */
  end(isCut: boolean): void;
}

export function createEventSink(take: TakeEvent, memory: TemplateMemory): PacketSink {
  let held = false;
  let wait: Promise<void> | null = null;
  function handOn(event: ModelEvent): void {
    wait = take(event) ?? wait;
  }
  const texts = createWholeTexts(handOn);
  const thoughts = createThoughtSplitter(
    {
      say: (text) => texts.take({ type: "text", text }),
      think: (text) => texts.take({ type: "reasoning", text }),
      takeBack: () => handOn({ type: "text.was_thought" }),
    },
    memory,
  );
  return {
    pass(event) {
      held = true;
      if (event.type === "text") return thoughts.take(event.text);
      thoughts.settle(event.type === "call.start");
      if ("text" in event) texts.take(event);
      else if (event.type === "call.start") handOn({ ...event, id: event.id.toWellFormed(), name: event.name.toWellFormed() });
      else handOn(event);
    },
    rest: thoughts.rest,
    end(isCut) {
      thoughts.end(isCut);
      texts.end();
    },
    hold() {
      held = true;
    },
    takeHeld() {
      const taken = held;
      held = false;
      return taken;
    },
    takeWait() {
      const taken = wait;
      wait = null;
      return taken;
    },
  };
}
