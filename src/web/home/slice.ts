// What the first screen gets: all it needs to be shown on its own.
import type { ReadonlySignal } from "@preact/signals";
import type { App, Model } from "../../protocol/resources.ts";

export interface HomeSlice {
  models: ReadonlySignal<readonly Model[]>;
  /** Creates an app and goes to it. An empty `model` means the server's default. */
  create: (prompt: string, model: string, idempotencyKey: string) => Promise<void>;
  /** A page of the visitor's apps, most recently changed first; `cursor` is the previous page's `next_cursor`. */
  listApps: (cursor?: string, limit?: string) => Promise<{ apps: App[]; next_cursor: string | null }>;
  renameApp: (id: string, name: string) => Promise<unknown>;
  deleteApp: (id: string) => Promise<unknown>;
  openSettings: () => void;
}
