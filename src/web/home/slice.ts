// What the first screen takes, and all that it needs to be shown alone.
import type { ReadonlySignal } from "@preact/signals";
import type { App, Model } from "../../protocol/resources.ts";

export interface HomeSlice {
  models: ReadonlySignal<readonly Model[]>;
  /** Begins an app and goes to it. `model` empty: the server's default. */
  create: (prompt: string, model: string, idempotencyKey: string) => Promise<void>;
  /** A page of the visitor's apps, last changed first; `cursor` is the page before's `next_cursor`. */
  listApps: (cursor?: string, limit?: string) => Promise<{ apps: App[]; next_cursor: string | null }>;
  renameApp: (id: string, name: string) => Promise<unknown>;
  deleteApp: (id: string) => Promise<unknown>;
  openSettings: () => void;
}
