// The order of roles that the strictest chat templates need (Mistral, Gemma, Qwen): user first, user and assistant by turns, an assistant between a
// tool's result and the next user, a user or a result last. Inserted messages claim nothing, and depend only on what precedes them, so
// an earlier request stays the beginning of a later one.
import { noteStart } from "../../base/note-start.ts";
import { isBlank, type SoundItem } from "./sound.ts";

const isUser = (item: SoundItem): item is UserItem => item.role === "user";

type UserItem = Extract<SoundItem, { role: "user" }>;
type AssistantItem = Extract<SoundItem, { role: "assistant" }>;

const paragraph = "\n\n";
/** Fills a missing assistant turn. */
const afterResults = "I have these results.";
const noAnswer = "(No answer.)";
/** Fills a missing user turn. */
const beginning = `${noteStart} What was said before is left out here.`;
const goOn = `${noteStart} Go on.`;
/** Ends a note that shares a message with the person's own words. */
const fromHere = "(From here on the person speaks.)";

export function alternating(items: readonly SoundItem[]): SoundItem[] {
  const out: SoundItem[] = [];
  for (let at = 0; at < items.length; ) {
    const item = items[at];
    if (!item) break;
    if (item.role === "user") {
      const end = endOfUsers(items, at);
      addUsers(out, items.slice(at, end).filter(isUser));
      at = end;
      continue;
    }
    if (out.length === 0) out.push({ role: "user", text: beginning });
    if (item.role === "tool") out.push(item);
    else addAssistant(out, item);
    at += 1;
  }
  const last = out.at(-1);
  if (!last) return [{ role: "user", text: goOn }];
  return last.role === "assistant" ? [...out, { role: "user", text: goOn }] : out;
}

function endOfUsers(items: readonly SoundItem[], from: number): number {
  const end = items.findIndex((item, at) => at > from && item.role !== "user");
  return end === -1 ? items.length : end;
}

/**
 * Notes are joined to the person's words that follow them. Anything after those words came after a request that got no answer, so it is a
 * turn of its own.
 */
function addUsers(out: SoundItem[], users: readonly UserItem[]): void {
  const lastWords = users.findLastIndex((user) => !user.note);
  let group: string[] = [];
  for (const [at, user] of users.entries()) {
    if (!user.note && group.length > 0) group.push(fromHere);
    group.push(user.text);
    if (user.note && at < lastWords) continue;
    const before = out.at(-1)?.role;
    if (before === "tool") out.push(said(afterResults));
    if (before === "user") out.push(said(noAnswer));
    out.push({ role: "user", text: group.join(paragraph) });
    group = [];
  }
}

/** Merges two in a row: results stand between them if the first made calls. */
function addAssistant(out: SoundItem[], item: AssistantItem): void {
  const before = out.at(-1);
  if (before?.role !== "assistant") {
    out.push(isBlank(item.text) && item.calls.length === 0 ? said(noAnswer) : item);
    return;
  }
  const texts = [before.text === noAnswer ? "" : before.text, item.text].filter((text) => !isBlank(text));
  const text = texts.join(paragraph);
  out[out.length - 1] = { ...item, text: text === "" && item.calls.length === 0 ? noAnswer : text };
}

const said = (text: string): AssistantItem => ({ role: "assistant", text, calls: [] });
