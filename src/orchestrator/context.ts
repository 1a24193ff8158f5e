// Builds a model's whole request, from the standing prompt to the user's message, and is the only place that does. What was sent before is never
// changed, only added to, so that the provider finds it in its cache. When it gets too long, it is shortened once.

import { describeContent } from "../base/content.ts";
import type { ConversationItem, ModelError, ToolDefinition } from "../llm/model.ts";
import type { RunKind, VersionStatus } from "../protocol/resources.ts";
import type { Workspace } from "../workspace/files.ts";
import { type Compacted, compact } from "./compaction.ts";
import type { Memory } from "./memory.ts";
import { note, publicNamesNote, questionNote } from "./notes.ts";
import type { OperatorLog } from "./operator-log.ts";
import { describeFiles, systemPrompt } from "./prompt.ts";
import {
  compactedShare,
  contextMaxTokens,
  conversationShare,
  historyMaxCharacters,
  leastConversationTokens,
} from "./run-limits.ts";
import { readThread, type Thread, writeThread } from "./thread.ts";
import { charactersFor, charactersOf, charactersOfTools, estimatedTokens, measuredRatio } from "./tokens.ts";

export interface HistoryEntry {
  /** Position in the conversation. */
  position: number;
  role: "user" | "assistant";
  text: string;
  status: VersionStatus;
}

export interface ContextInput {
  kind: RunKind;
  request: string;
  /** Position of the message that will answer: the thread holds everything up to it. */
  answerPosition: number;
  appName: string;
  publicNames?: readonly string[];
  /** Messages before the request. Those already in the thread are not needed. */
  history: readonly HistoryEntry[];
  /** As the previous run left it; null when there is none. */
  thread: string | null;
  tools: readonly ToolDefinition[];
  /** With the files of the base version. */
  workspace: Workspace;
  log: OperatorLog;
}

export interface Context {
  readonly system: string[];
  /** The conversation with the run's rounds so far, within the budget if possible. */
  conversation(): Promise<ConversationItem[]>;
  /** How many tokens the provider counted for the last request; null when it did not say. */
  measure(inputTokens: number | null): void;
  /**
   * After a model said the request is too long, perhaps with its limit and its count: shortens the conversation. False when there is
   * nothing left to leave out.
   */
  shorten(said: TooLong): Promise<boolean>;
  /** After a server refused the conversation: drops all calls, which servers refuse most often. False when there are none. */
  leaveOutCalls(): Promise<boolean>;
  /** The thread for the next run to continue from. */
  thread(): Promise<string>;
}

/** Tokens; null where the server did not say. */
type TooLong = Pick<ModelError, "contextTokens" | "promptTokens">;

/** Call before the run's rounds are replayed into the workspace, so that a resumed run sends the same request. */
export async function openContext(input: ContextInput): Promise<(memory: Memory, windowOf?: () => number | null) => Context> {
  const { kind, request, answerPosition, appName, tools, workspace } = input;
  const thread = readThread(input.thread);
  const base = await hashesOf(workspace);
  const manifest = thread?.manifest ?? describeApp(appName, workspace);
  const until = thread?.until ?? Number.NEGATIVE_INFINITY;
  const opening: ConversationItem[] = [
    ...(thread?.items ?? []),
    ...conversationBefore(input.history.filter((entry) => entry.position > until)),
    ...(thread ? changesNote(thread, base, appName) : []),
    ...publicNamesNote(input.publicNames ?? [], thread?.items ?? []),
    ...(kind === "ask" ? [questionNote] : []),
    { role: "user", text: request },
  ];

  // `windowOf`: the model's context window, input and answer together, tokens, if known by now.
  return (memory, windowOf = () => null) => {
    if (thread && memory.opening === null && memory.items.length === 0) {
      // Files the person changed since then differ from those shown above.
      memory.known = Object.fromEntries(Object.entries(thread.known).filter(([path]) => thread.files[path] === base[path]));
      memory.charactersPerToken = thread.charactersPerToken;
    }
    const system = [systemPrompt, manifest];
    const standing = charactersOfTools(tools) + system.reduce((sum, text) => sum + text.length, 0);
    const whole = () => [...(memory.opening ?? opening), ...memory.items];
    let asked = 0;

    /** Most tokens a conversation may have. */
    function budget(window: number | null): number {
      if (window === null) return contextMaxTokens;
      const tokens = Math.floor(window * conversationShare);
      const isHopeless = tokens - estimatedTokens(standing, memory.charactersPerToken) < leastConversationTokens;
      return isHopeless ? contextMaxTokens : Math.min(contextMaxTokens, tokens);
    }

    async function shortenTo(characters: number): Promise<boolean> {
      const before = whole();
      const compacted = compact(before, workspace, characters - standing);
      if (charactersOf(compacted.items) >= charactersOf(before)) return false;
      await goOnFrom(compacted);
      input.log("context.shortened", { characters: charactersOf(before), to: charactersOf(compacted.items) });
      return true;
    }

    async function goOnFrom({ items, bodies }: Compacted): Promise<void> {
      memory.opening = items;
      memory.items = [];
      // Looking at something again after a compaction is no repetition.
      memory.answeredCalls = [];
      memory.known = await hashesOf(workspace, bodies);
    }

    return {
      system,
      async conversation() {
        const characters = standing + charactersOf(whole());
        const ratio = memory.charactersPerToken;
        const most = budget(windowOf());
        if (estimatedTokens(characters, ratio) > most) await shortenTo(charactersFor(most * compactedShare, ratio));
        const items = whole();
        asked = standing + charactersOf(items);
        return items;
      },
      measure(inputTokens) {
        if (inputTokens) memory.charactersPerToken = measuredRatio(asked, inputTokens) ?? memory.charactersPerToken;
      },
      async shorten({ contextTokens, promptTokens }) {
        if (promptTokens) memory.charactersPerToken = measuredRatio(asked, promptTokens) ?? memory.charactersPerToken;
        const fitting = charactersFor(budget(contextTokens) * compactedShare, memory.charactersPerToken);
        return shortenTo(Math.min(asked * compactedShare, fitting));
      },
      async leaveOutCalls() {
        const before = whole();
        if (!before.some((item) => item.role === "assistant" && item.calls.length > 0)) return false;
        const room = charactersFor(budget(windowOf()) * compactedShare, memory.charactersPerToken);
        await goOnFrom(compact(before, workspace, room - standing, "none"));
        input.log("context.without_calls", { characters: charactersOf(before), to: charactersOf(whole()) });
        return true;
      },
      async thread() {
        const { known, charactersPerToken } = memory;
        const files = await hashesOf(workspace);
        const last = Math.max(until, answerPosition);
        const name = memory.details.appName ?? appName;
        return writeThread({
          manifest,
          items: closed(whole(), memory),
          appName: name,
          until: last,
          files,
          known,
          charactersPerToken,
        });
      },
    };
  };
}

/** A run that ends with a call is closed with the assistant's words: some servers accept no user message after a result. */
function closed(items: ConversationItem[], { details }: Memory): ConversationItem[] {
  const summary = details.finish?.summary.trim();
  if (!summary || items.at(-1)?.role !== "tool") return items;
  return [...items, { role: "assistant", text: summary, calls: [] }];
}

function describeApp(name: string, workspace: Workspace): string {
  return `Name: ${oneLine(name)}\nWhen this conversation began: ${describeFiles(workspace.list())}`;
}

/** A name may hold line breaks, but here each line has a meaning. */
const oneLine = (text: string) => text.replace(/\s+/g, " ");

async function hashesOf(workspace: Workspace, paths = workspace.list().map(({ path }) => path)): Promise<Record<string, string>> {
  const entries = paths.map(async (path) => {
    const { sha256 } = workspace.binary(path) ?? (await describeContent(workspace.read(path) ?? ""));
    return [path, sha256] as const;
  });
  return Object.fromEntries(await Promise.all(entries));
}

/** What happened to the app without the model: the person edited files, restored an earlier version, or renamed it. */
function changesNote(thread: Thread, now: Record<string, string>, appName: string): ConversationItem[] {
  const before = thread.files;
  const changed = Object.keys(now).filter((path) => before[path] !== undefined && before[path] !== now[path]);
  const added = Object.keys(now).filter((path) => before[path] === undefined);
  const deleted = Object.keys(before).filter((path) => now[path] === undefined);
  const lines = Object.entries({ changed, added, deleted }).flatMap(([what, paths]) => paths.map((path) => `- ${what}: ${path}`));
  if (thread.appName !== appName) lines.push(`- renamed: the app is called ${oneLine(appName)} now`);
  if (lines.length === 0) return [];
  return [note(`${changedSince}\n${lines.join("\n")}`)];
}

const changedSince =
  "The person changed the app since, or went back to an earlier version. What is said above of these does not hold any more; read a file before you change it.";

/** What a broken-off run claimed to have done did not happen; without this note the model believes it. */
const nothingKept = "(This run did not come to its end: none of its changes were kept.)";

/** Messages as prose, oldest first: the newest that fit are kept whole; a note says that older ones are left out. */
function conversationBefore(history: readonly HistoryEntry[]): ConversationItem[] {
  let room = historyMaxCharacters;
  let first = history.length;
  while (first > 0 && room - (history[first - 1]?.text.length ?? 0) >= 0) {
    first -= 1;
    room -= history[first]?.text.length ?? 0;
  }
  const items = history.slice(first).flatMap(({ role, text, status }): ConversationItem[] => {
    const words = role === "user" || status === "completed" ? [text] : [text, nothingKept];
    const said = words.filter((part) => part.trim() !== "").join("\n\n");
    if (said === "") return [];
    return [role === "user" ? { role, text: said } : { role, text: said, calls: [] }];
  });
  if (first === 0) return items;
  return [note(`${first} earlier messages are left out here. The app's files are what came of them.`), ...items];
}
