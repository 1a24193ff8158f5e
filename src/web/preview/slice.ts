// The part of an open app that the preview gets: all it needs to be shown on its own.
import type { ReadonlySignal } from "@preact/signals";

export interface PreviewSlice {
  appName: ReadonlySignal<string>;
  /** Address of the newest version, from the app's link; null if there is none. */
  appUrl: ReadonlySignal<string | null>;
  /** Version to show: an older one by its number, null for the newest. */
  olderNumber: ReadonlySignal<number | null>;
  /** The version that is shown. A different one reloads the frame. */
  number: ReadonlySignal<number | null>;
  /** Why there is no version, for display; null while a run may still produce one. */
  whyEmpty: ReadonlySignal<string | null>;
  /** Replaces the app's link with a new one. */
  renewLink: () => Promise<unknown>;
  /** Puts a text into the message field and shows the chat. */
  write: (text: string) => void;
}
