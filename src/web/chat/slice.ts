// What the chat takes of an open app, and all that it needs to be shown alone.
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Mode } from "../../protocol/requests.ts";
import type { Model } from "../../protocol/resources.ts";
import type { AppState, Run } from "../model/index.ts";
import type { HistoryState } from "../server/history.ts";
import type { Edits } from "./edits.ts";

export interface ChatSlice {
  state: ReadonlySignal<AppState>;
  /** The run that works, or the next one; null when nothing runs. */
  activeRun: ReadonlySignal<Run | null>;
  /** Since when nothing has been heard of the app, as ISO 8601; null while the page is live. */
  heldAt: ReadonlySignal<string | null>;
  hasVersion: ReadonlySignal<boolean>;
  /** The models to choose from, and the app's own; empty is the server's default. */
  models: ReadonlySignal<readonly Model[]>;
  model: ReadonlySignal<string>;
  /** Text of the composer. */
  draft: Signal<string>;
  edits: Edits;
  history: { get: () => HistoryState; loadOlder: () => Promise<void> };
  /** The person has just begun this app and goes on writing. */
  arrived: boolean;
  send: (content: string, mode: Mode, idempotencyKey: string) => Promise<unknown>;
  editMessage: (messageId: string, content: string) => Promise<unknown>;
  removeMessage: (messageId: string) => Promise<unknown>;
  cancel: (runId: string) => Promise<unknown>;
  retry: (runId: string) => Promise<unknown>;
  chooseModel: (model: string) => Promise<unknown>;
  showFile: (path: string) => void;
  showVersion: (number: number) => void;
}
