// Makes a conversation shorter without losing what it is about: the request stays word for word, with every earlier request and what was
// answered to it; calls go with their results, and in their place stand the files as they are now, each at most once.
import type { ConversationItem } from "../llm/model.ts";
import type { Workspace } from "../workspace/files.ts";
import { isNote, note } from "./notes.ts";
import { describeFiles } from "./prompt.ts";
import { shortened } from "./texts.ts";
import { charactersOf } from "./tokens.ts";

/** An earlier answer, UTF-16 units: what was decided is said in its first sentences. */
const answerMaxCharacters = 2_000;
/** An earlier request, UTF-16 units: a person's longest ones are pasted texts. */
const requestMaxCharacters = 8_000;
/** Share of the wanted length that earlier turns may take; the rest is for the request, the last round and the files. */
const shareOfEarlierTurns = 0.4;

export interface Compacted {
  items: ConversationItem[];
  /** Files whose whole text is in them. */
  bodies: string[];
}

/** `wantedCharacters` is what it should come to; the request and the last round are kept, however long they are. */
export function compact(items: readonly ConversationItem[], workspace: Workspace, wantedCharacters: number): Compacted {
  const requestAt = items.findLastIndex((item) => item.role === "user" && !isNote(item));
  const notesAt = items.slice(0, requestAt).findLastIndex((item) => !isNote(item)) + 1;
  const earlier = lastThatFit(proseOf(items.slice(0, notesAt)), wantedCharacters * shareOfEarlierTurns);
  const request = items.slice(notesAt, requestAt + 1);
  const rounds = items.slice(requestAt + 1);
  const lastRoundAt = Math.max(
    0,
    rounds.findLastIndex((item) => item.role === "assistant"),
  );
  const said = proseOf(rounds.slice(0, lastRoundAt));
  const lastRound = rounds.slice(lastRoundAt);
  const kept = [...earlier, ...request, ...said, ...lastRound];
  const { text, bodies } = stateOf(items, lastRound, workspace, wantedCharacters - charactersOf(kept));
  return { items: [...kept, note(text)], bodies };
}

/** Requests and answers without calls, results and notes. */
function proseOf(items: readonly ConversationItem[]): ConversationItem[] {
  return items.flatMap((item): ConversationItem[] => {
    if (item.role === "tool" || isNote(item)) return [];
    if (item.role === "user") return [{ role: "user", text: shortened(item.text, requestMaxCharacters, cut) }];
    const text = [item.text, ...item.calls.flatMap(summaryOf)].filter((part) => part.trim() !== "").join("\n\n");
    return text === "" ? [] : [{ role: "assistant", text: shortened(text, answerMaxCharacters, cut), calls: [] }];
  });
}

const cut = (shown: number) => ` … (cut after ${shown} characters)`;

/** What a run was said to have come to is a decision, though it stands in a call. */
function summaryOf({ name, arguments: text }: { name: string; arguments: string }): string[] {
  if (name !== "finish_app") return [];
  try {
    const { summary } = JSON.parse(text) as { summary?: unknown };
    return typeof summary === "string" ? [summary] : [];
  } catch {
    // Never carried out: it is no JSON.
    return [];
  }
}

/** The newest that fit, and a word on what is left out. */
function lastThatFit(items: ConversationItem[], maxCharacters: number): ConversationItem[] {
  let first = items.length;
  let room = maxCharacters;
  while (first > 0) {
    room -= charactersOf(items.slice(first - 1, first));
    if (room < 0) break;
    first -= 1;
  }
  return first === 0 ? items : [note(`${first} earlier messages are left out here.`), ...items.slice(first)];
}

/** The files: all of them by name, and the texts of those that the conversation was about, the latest first, as far as they fit. */
function stateOf(
  items: readonly ConversationItem[],
  lastRound: readonly ConversationItem[],
  workspace: Workspace,
  maxCharacters: number,
): { text: string; bodies: string[] } {
  const head = `Calls before this point are left out. ${describeFiles(workspace.list())}`;
  const wanted = [...new Set(pathsIn(items, ["write_file", "edit_file", "read_file", "apply_patch"]).reverse())];
  const bodies: string[] = [];
  const parts: string[] = [];
  let room = maxCharacters - head.length;
  for (const path of wanted) {
    const content = workspace.read(path);
    if (content === undefined) continue;
    if (isWrittenIn(lastRound, content)) {
      bodies.push(path);
      continue;
    }
    const part = `<file path="${path}">\n${content}\n</file>`;
    if (part.length > room) continue;
    room -= part.length;
    bodies.push(path);
    parts.push(part);
  }
  const texts =
    parts.length === 0 ? "" : `\nTheir texts as they are now, of those that were written or read last:\n${parts.join("\n")}`;
  return { text: head + texts, bodies };
}

/** The round that is kept has this very text. */
const isWrittenIn = (round: readonly ConversationItem[], content: string): boolean =>
  round.some(
    (item) =>
      item.role === "assistant" &&
      item.calls.some((call) => call.arguments.includes(call.form === "text" ? content : JSON.stringify(content).slice(1, -1))),
  );

const pathPattern = /"path"\s*:\s*"((?:[^"\\]|\\.)*)"/;
const patchPattern = /\*\*\* (?:Add|Update) File: ([^\n\\"]+)/g;

/** Files that calls name, in order. */
function pathsIn(items: readonly ConversationItem[], tools: readonly string[]): string[] {
  return items.flatMap((item) =>
    item.role !== "assistant"
      ? []
      : item.calls
          .filter((call) => tools.includes(call.name))
          .flatMap(({ name, arguments: text, form }) => {
            if (name === "apply_patch") return [...text.matchAll(patchPattern)].flatMap((match) => match[1] ?? []);
            const path = form === "text" ? text.split("\n", 1)[0]?.trim() : pathPattern.exec(text)?.[1];
            return path === undefined ? [] : [path];
          }),
  );
}
