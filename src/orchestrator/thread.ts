// An app's thread: the conversation as the model has it after a run, kept by the hub so that the next one goes on from exactly these bytes, which
// the provider has read already. The hub does not look into it. Without one, or with one of another form, a run begins from the messages alone.
import * as v from "valibot";
import type { ConversationItem } from "../llm/model.ts";

/** Raised when the form changes: an older one is not gone on from. */
const form = 1;

export interface Thread {
  /** What the standing prompt says of the files: those at the thread's beginning. */
  manifest: string;
  items: ConversationItem[];
  /** Name of the app as the model knows it. */
  appName: string;
  /** Position of the last user message that is in it. */
  until: number;
  /** SHA-256 of each file as the model knows it. */
  files: Record<string, string>;
  /** SHA-256 of each file whose whole text is in the items. */
  known: Record<string, string>;
  /** Characters a token, as measured last. */
  charactersPerToken: number | null;
}

const hashes = v.record(v.string(), v.string());
const stored = v.object({
  form: v.literal(form),
  manifest: v.string(),
  // Written by this software only; what matters is that it is a list of the present form.
  items: v.custom<ConversationItem[]>(Array.isArray),
  appName: v.string(),
  until: v.number(),
  files: hashes,
  known: hashes,
  charactersPerToken: v.nullable(v.number()),
});

export const writeThread = (thread: Thread): string => JSON.stringify({ form, ...thread });

/** Null for what is not there, or of another form. */
export function readThread(text: string | null): Thread | null {
  if (text === null) return null;
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), stored), text);
  return parsed.success ? parsed.output : null;
}
