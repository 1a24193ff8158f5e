// What the version menu and its bar take of an open app, and all that they need to be shown alone.
import type { ReadonlySignal } from "@preact/signals";
import type { Version } from "../../protocol/resources.ts";

export type NumberedVersion = Version & { number: number };

export interface VersionsSlice {
  /** Newest first. */
  numbered: ReadonlySignal<readonly NumberedVersion[]>;
  newestNumber: ReadonlySignal<number | null>;
  /** The one that is shown. */
  number: ReadonlySignal<number | null>;
  /** An older one that the person looks at; null follows the newest. */
  olderNumber: ReadonlySignal<number | null>;
  show: (number: number) => void;
  showNewest: () => void;
  /** Brings a version back as a new one, which it answers. */
  restore: (number: number) => Promise<Version>;
}
