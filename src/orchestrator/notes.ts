// What the product says to the model in the user's role. All start alike, so that neither a model nor a reader takes them for the person's words.

import { noteStart } from "../base/note-start.ts";
import type { ConversationItem } from "../llm/model.ts";

export const note = (text: string): ConversationItem => ({ role: "user", text: `${noteStart} ${text}`, note: true });

export const isNote = (item: ConversationItem): boolean => item.role === "user" && item.note === true;

const publicNamesStart = "Values that the person has set, which the code reads as";

/** Names of the app's public values, unless the conversation says the same already. */
export function publicNamesNote(names: readonly string[], before: readonly ConversationItem[]): ConversationItem[] {
  const list = names.map((name) => `import.meta.env.${name}`).join(", ");
  const now = note(
    `${publicNamesStart} ${list === "" ? "import.meta.env.NAME: none any more." : `${list}. Anyone can read them.`}`,
  );
  const start = textOf(note(publicNamesStart));
  const last = before.findLast((item) => isNote(item) && textOf(item).startsWith(start));
  return textOf(last) === textOf(now) || (last === undefined && names.length === 0) ? [] : [now];
}

const textOf = (item: ConversationItem | undefined): string => (item?.role === "user" ? item.text : "");

/** Before a question. In the conversation, not in the standing prompt, so that the prompt stays the same from turn to turn. */
export const questionNote = note(
  "What follows is a question. Answer it in prose, from the files (read them) and the conversation, short and concrete. No file can be changed now.",
);
