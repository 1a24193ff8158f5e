// What the product says to the model in the user's role. All start alike, so that neither a model nor a reader takes them for the person's words.

import { noteStart } from "../base/note-start.ts";
import type { ConversationItem } from "../llm/model.ts";

export const note = (text: string): ConversationItem => ({ role: "user", text: `${noteStart} ${text}`, note: true });

export const isNote = (item: ConversationItem): boolean => item.role === "user" && item.note === true;

/** Before a question. In the conversation, not in the standing prompt, so that the prompt stays the same from turn to turn. */
export const questionNote = note(
  "What follows is a question. Answer it in prose, from the files (read them) and the conversation, short and concrete. No file can be changed now.",
);
