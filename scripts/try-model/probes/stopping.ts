// Whether the model ends where it was told to.
import { user } from "../model-asker.ts";
import type { Probe } from "../probe.ts";

/** One word, with a full stop or a line break. */
const wordMaxCharacters = 12;

export const stopping: Probe = {
  id: "stopping",
  title: "Keeps to a stop",
  essential: false,
  advice: "It says more than it was asked for, and ends late. Look at its chat template and stop tokens.",
  async run(asker) {
    const { text, finish } = await asker.ask({ conversation: [user("Answer with the single word READY, and stop.")] });
    const said = text.trim();
    const ok = finish === "stop" && /\bready\b/i.test(said) && said.length <= wordMaxCharacters;
    return { ok, says: ok ? "" : `It wrote ${said.length} characters and ended with "${finish}".` };
  },
};
