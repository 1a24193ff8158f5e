// The part of an open app that the chat gets: all it needs to be shown on its own.
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { Mode } from "../../protocol/requests.ts";
import type { Model } from "../../protocol/resources.ts";
import type { AppState, Run } from "../model/index.ts";
import type { HistoryState } from "../server/history.ts";
import type { Edits } from "./edits.ts";

export interface ChatSlice {
  state: ReadonlySignal<AppState>;
  /** The run that is working, or the next one; null if none. */
  activeRun: ReadonlySignal<Run | null>;
  /** When the connection was lost, as ISO 8601; null while the page is live. */
  heldAt: ReadonlySignal<string | null>;
  hasVersion: ReadonlySignal<boolean>;
  /** The models to choose from, and the app's own; empty means the server's default. */
  models: ReadonlySignal<readonly Model[]>;
  model: ReadonlySignal<string>;
  /** The composer's text. */
  draft: Signal<string>;
  edits: Edits;
  history: { get: () => HistoryState; loadOlder: () => Promise<void> };
  /** The person has just created this app and will go on writing. */
  arrived: boolean;
  send: (content: string, mode: Mode, idempotencyKey: string) => Promise<unknown>;
  editMessage: (messageId: string, content: string) => Promise<unknown>;
  removeMessage: (messageId: string) => Promise<unknown>;
  cancel: (runId: string) => Promise<unknown>;
  retry: (runId: string) => Promise<unknown>;
  chooseModel: (model: string) => Promise<unknown>;
  /** Files can be attached now. */
  canAdd: ReadonlySignal<boolean>;
  upload: ReadonlySignal<{ words: string; part: number } | null>;
  /** Puts files into the app, and their paths into the draft. */
  attach: (files: readonly File[]) => Promise<void>;
  /** `place`: a line to mark, and the version that it is of. */
  showFile: (path: string, place?: { line: number; number: number | null }) => void;
  showVersion: (number: number) => void;
}
