// An app's thread: the conversation as the model has it after a run. The hub keeps it so that the next run continues from exactly these bytes, which
// the provider has cached. The hub does not look into it. Without a thread, or with one in another form, a run starts from the messages alone.
import * as v from "valibot";
import type { ConversationItem } from "../llm/model.ts";

/** Raised when the form changes: older threads are not used. */
const form = 1;

export interface Thread {
  /** What the standing prompt says about the files: those at the thread's start. */
  manifest: string;
  items: ConversationItem[];
  /** Name of the app as the model knows it. */
  appName: string;
  /** Position of the last user message in it. */
  until: number;
  /** SHA-256 of each file as the model knows it. */
  files: Record<string, string>;
  /** SHA-256 of each file whose whole text is in the items. */
  known: Record<string, string>;
  /** Characters per token, as last measured. */
  charactersPerToken: number | null;
}

const hashes = v.record(v.string(), v.string());
const stored = v.object({
  form: v.literal(form),
  manifest: v.string(),
  // Written only by this software, so it is enough to check that it is a list in the current form.
  items: v.custom<ConversationItem[]>(Array.isArray),
  appName: v.string(),
  until: v.number(),
  files: hashes,
  known: hashes,
  charactersPerToken: v.nullable(v.number()),
});

export const writeThread = (thread: Thread): string => JSON.stringify({ form, ...thread });

/** Null if it is missing or in another form. */
export function readThread(text: string | null): Thread | null {
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), text);
  return parsed.success ? parsed.output : null;
}
