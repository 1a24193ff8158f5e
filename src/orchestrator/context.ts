// What the model reads before this run's own rounds: standing prompt, manifest, earlier turns, the request. The request is never cut.
import type { ConversationItem } from "../llm/model.ts";
import type { VersionStatus } from "../protocol/resources.ts";
import { historyMaxCharacters } from "./limits.ts";

export interface HistoryEntry {
  role: "user" | "assistant";
  text: string;
  status: VersionStatus;
}

/** What a broken-off run said it had done did not happen: without this the model believes it. */
const nothingKept = "(This run did not come to its end: none of its changes were kept.)";

const ended = (entry: HistoryEntry) => entry.status === "completed";

/** Earlier turns that fit, oldest first: the newest are kept whole, what is older is left out and said to be. */
export function conversationBefore(history: HistoryEntry[]): ConversationItem[] {
  let room = historyMaxCharacters;
  let first = history.length;
  while (first > 0 && room - (history[first - 1]?.text.length ?? 0) >= 0) {
    first -= 1;
    room -= history[first]?.text.length ?? 0;
  }
  const kept = history.slice(first).filter((entry) => entry.text !== "");
  const items = kept.map(
    (entry): ConversationItem =>
      entry.role === "user"
        ? { role: "user", text: entry.text }
        : { role: "assistant", text: ended(entry) ? entry.text : `${entry.text}\n\n${nothingKept}`, calls: [] },
  );
  if (first === 0) return items;
  return [
    { role: "user", text: `(${first} earlier messages are left out here. The app's files are what came of them.)` },
    ...items,
  ];
}
