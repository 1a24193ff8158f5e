// Where a reader of answers hands on what it makes of them: whole characters only, and with a memory of what that means for who reads.
import type { ModelEvent, TakeEvent } from "./model.ts";
import { createWholeTexts } from "./whole-characters.ts";

/** Hands events on, and remembers what that means for who reads. */
export interface Outlet {
  pass(event: ModelEvent): void;
  /** Something came that is nothing to hand on, but a sign of work. */
  hold(): void;
  /** Whether more came since the last time than a role or empty fields. */
  takeHeld(): boolean;
  /** To be waited for before anything more is read; null when there is room. */
  takeWait(): Promise<void> | null;
}

export function createOutlet(take: TakeEvent): Outlet & { end(): void } {
  let held = false;
  let wait: Promise<void> | null = null;
  function handOn(event: ModelEvent): void {
    wait = take(event) ?? wait;
  }
  const texts = createWholeTexts(handOn);
  return {
    pass(event) {
      held = true;
      if ("text" in event) texts.take(event);
      else if (event.type === "call.start") handOn({ ...event, id: event.id.toWellFormed(), name: event.name.toWellFormed() });
      else handOn(event);
    },
    end: texts.end,
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
