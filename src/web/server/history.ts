// Loads the earlier messages and versions that the first snapshot of an app left out, a page at a time.
import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Message, Version } from "../../protocol/resources.ts";
import { type AppState, withOlder } from "../model/index.ts";
import { isFullPage, listMessages, listVersions } from "./api.ts";

interface HistoryOptions {
  appId: string;
  state: Signal<AppState>;
  /** Whether the log has already delivered everything. */
  wholeLog: ReadonlySignal<boolean>;
  /** Replaced in tests. */
  lists?: {
    messages: (appId: string, before?: string) => Promise<Message[]>;
    versions: (appId: string, before?: string) => Promise<Version[]>;
  };
}

/** `more`: there may be earlier messages. */
export type HistoryState = { state: "more" } | { state: "loading" } | { state: "whole" } | { state: "failed"; error: unknown };

export function openHistory({
  appId,
  state,
  wholeLog,
  lists = { messages: listMessages, versions: listVersions },
}: HistoryOptions) {
  const history = signal<HistoryState | null>(null);

  return {
    /** Meaningful once the app has been read. */
    get(): HistoryState {
      return history.value ?? { state: isFullPage(state.value.messages) && !wholeLog.value ? "more" : "whole" };
    },
    async loadOlder(): Promise<void> {
      const [first] = state.peek().messages;
      if (history.peek()?.state === "loading" || !first) return;
      history.value = { state: "loading" };
      try {
        const messages = await lists.messages(appId, first.id);
        const versions = await versionsSince(messages[0]?.created_at ?? first.created_at);
        state.value = withOlder(state.peek(), { messages, versions });
        history.value = { state: isFullPage(messages) ? "more" : "whole" };
      } catch (error) {
        history.value = { state: "failed", error };
      }
    },
  };

  /** The versions of messages since `at`. Restores and edits have versions but no messages, so this may take more than one page. */
  async function versionsSince(at: string): Promise<Version[]> {
    const older: Version[] = [];
    for (let oldest = state.peek().versions.at(-1); oldest && oldest.created_at > at; oldest = older.at(-1)) {
      const page = await lists.versions(appId, oldest.id);
      older.push(...page);
      if (!isFullPage(page)) break;
    }
    return older;
  }
}
