// Whether the answer comes piece by piece, and how fast.
import { type Asker, user } from "../model-asker.ts";
import type { Finding, Probe } from "../probe.ts";

/** A model that streams sends a word or two at once: forty numbers come in more pieces than this. */
const piecesMin = 5;
const charactersPerToken = 4;
/** Less than this, tokens a second, and an app of some files takes longer than people wait. */
const usableTokensPerSecond = 8;
const msPerSecond = 1_000;

export const streaming: Probe = {
  id: "streaming",
  title: "Streams its answer",
  essential: false,
  advice: "Nothing is seen while it is written. Ask another server for this model, or another model.",
  run: async (asker) => {
    const { pieces, firstMs } = await count(asker);
    const first = `the first word after ${(firstMs / msPerSecond).toFixed(1)} s`;
    return pieces >= piecesMin ? { ok: true, says: first } : { ok: false, says: `It came in ${pieces} piece(s).` };
  },
};

export const speed: Probe = {
  id: "speed",
  title: "Is fast enough",
  essential: false,
  advice: "Building takes long. A smaller model, or a faster machine or server, helps.",
  async run(asker): Promise<Finding> {
    const { usage, characters, totalMs, firstMs } = await count(asker);
    const tokens = usage?.outputTokens ?? characters / charactersPerToken;
    const figure = Math.round(tokens / (Math.max(totalMs - firstMs, 1) / msPerSecond));
    const source = usage?.outputTokens ? "" : " (estimated from characters)";
    return { ok: figure >= usableTokensPerSecond, says: `${figure} tokens a second${source}`, figure };
  },
};

const count = (asker: Asker) => asker.ask({ conversation: [user("Write the numbers from 1 to 60 as words, one a line.")] });
