// The part of an open app that the version menu and its bar get: all they need to be shown on their own.
import type { ReadonlySignal } from "@preact/signals";
import type { Version } from "../../protocol/resources.ts";

export type NumberedVersion = Version & { number: number };

export interface VersionsSlice {
  /** Newest first. */
  numbered: ReadonlySignal<readonly NumberedVersion[]>;
  newestNumber: ReadonlySignal<number | null>;
  /** The version that is shown. */
  number: ReadonlySignal<number | null>;
  /** An older version that the person is looking at; null follows the newest. */
  olderNumber: ReadonlySignal<number | null>;
  show: (number: number) => void;
  showNewest: () => void;
  /** Restores a version as a new one, and returns the new one. */
  restore: (number: number) => Promise<Version>;
}
