// The libraries of the app that a run works on. A check that misses some waits for the CDN, briefly; what was found is part of the round's record.
import { type LibraryFinder, type LibrarySource, offline } from "../libraries/cdn/finder.ts";
import { packageFile } from "../libraries/cdn/ranges.ts";
import type { Libraries, ResolvedLibraries } from "../libraries/libraries.ts";
import type { WorkspaceView } from "../workspace/files.ts";
import { withOwnNames } from "../workspace/page-maps.ts";

export interface RunLibraries {
  current(): Libraries;
  /** What the version will hold. */
  resolved(): ResolvedLibraries;
  /** Makes a check, and once more if it missed libraries that were then found, or not. */
  checked<T>(workspace: WorkspaceView, check: (libraries: Libraries) => T): Promise<T>;
}

export function openLibraries(
  { source, resolved }: { source: LibrarySource; resolved: ResolvedLibraries },
  signal?: AbortSignal,
): RunLibraries {
  const finder: LibraryFinder = source.finder(resolved, signal);
  return {
    current: finder.current,
    resolved: finder.resolved,
    checked: (workspace, check) => finder.checked((found) => check(withOwnNames(found, workspace)), workspace.read(packageFile)),
  };
}

/** Only what the build has. */
export const ownLibraries: RunLibraries = openLibraries({ source: offline, resolved: {} });
