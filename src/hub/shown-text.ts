// Reads back from the log the text viewers saw of a run that was cut short, for the assistant's message.
import { shortened } from "../base/surrogates.ts";
import type { LogEvent } from "../protocol/events.ts";

/** `frames` hold the run's events, oldest first, perhaps mixed with other runs'. */
export function shownText(frames: Iterable<string>, runId: string): string {
  const blocks = new Map<string, { round: number; text: string }>();
  for (const frame of frames) {
    for (const event of JSON.parse(frame) as LogEvent[]) {
      if (event.version_id !== runId) continue;
      if (event.type === "text.delta") {
        const block = blocks.get(event.block_id) ?? { round: event.round, text: "" };
        block.text += event.text;
        blocks.set(event.block_id, block);
      } else if (event.type === "round.reset") {
        for (const [id, block] of blocks) if (block.round >= event.round) blocks.delete(id);
      }
    }
  }
  const texts = [...blocks.values()].map((block) => block.text.trim()).filter(Boolean);
  return shortened(texts.join("\n\n"), shownMaxCharacters, () => "");
}

/** Far below a row's cap in D1, far above what anybody reads. */
const shownMaxCharacters = 200_000;
