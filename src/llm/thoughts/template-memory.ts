// Remembers models whose answers start inside a thought, because their prompt template opens it and their server leaves it in the text. Shared by all
// runs of this isolate.
import type { TemplateMemory } from "./in-text.ts";

/** Most servers and models remembered, more than anyone lists; the oldest is dropped. */
const maxRemembered = 500;
const remembered = new Set<string>();

/** `key`: a server and a model. */
export const templateMemory = (key: string): TemplateMemory => ({
  opensThought: () => remembered.has(key),
  remember(opensThought) {
    remembered.delete(key);
    if (!opensThought) return;
    remembered.add(key);
    for (const oldest of remembered) {
      if (remembered.size <= maxRemembered) return;
      remembered.delete(oldest);
    }
  },
});
