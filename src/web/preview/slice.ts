// What the preview takes of an open app, and all that it needs to be shown alone.
import type { ReadonlySignal } from "@preact/signals";

export interface PreviewSlice {
  appName: ReadonlySignal<string>;
  /** Address of the newest version, as the app's link gives it; null while there is none. */
  appUrl: ReadonlySignal<string | null>;
  /** Version to show: an older one by its number, null for the newest. */
  olderNumber: ReadonlySignal<number | null>;
  /** The version that is shown. Another one loads the frame anew. */
  number: ReadonlySignal<number | null>;
  /** Why there is no version, in words; null while a run may still bring one. */
  whyEmpty: ReadonlySignal<string | null>;
  /** Gives the app a new link in place of the old one. */
  renewLink: () => Promise<unknown>;
  /** Puts a text into the message field, and shows the chat. */
  write: (text: string) => void;
}
