// The libraries of one app while it is worked on: what its version holds, and what is found at the CDN meanwhile. Checks are made with what there is, and once
// more with what was found. Without a CDN only the build's own libraries are there.
import { type Libraries, type ResolvedLibraries, vendored, withResolved } from "../libraries.ts";
import { recording } from "../recording.ts";
import { type Cdn, cdnOf } from "./address.ts";
import { type Failure, failureSentence } from "./failure.ts";
import { wantedRanges } from "./ranges.ts";
import { createResolver, type ResolverSurroundings } from "./resolver.ts";

export interface LibraryFinder {
  /** What the app may import by now. */
  current(): Libraries;
  /** What its next version holds. */
  resolved(): ResolvedLibraries;
  /** Makes a check; if it misses libraries, looks for them and makes it again. `packageJson`: the app's own. */
  checked<T>(check: (libraries: Libraries) => T, packageJson: string | undefined): Promise<T>;
}

/** Where libraries are looked for. */
export interface LibrarySource {
  finder(resolved: ResolvedLibraries, signal?: AbortSignal): LibraryFinder;
}

/** `setting`: LIBRARY_CDN. */
export function librarySource(setting: string | undefined, surroundings: ResolverSurroundings): LibrarySource {
  const cdn = cdnOf(setting);
  return { finder: (resolved, signal) => createFinder(cdn, surroundings, resolved, signal) };
}

/** No CDN: for what has no network. */
export const offline: LibrarySource = {
  finder: (resolved) => {
    const current = withResolved(vendored, resolved);
    return { current: () => current, resolved: () => resolved, checked: async (check) => check(current) };
  },
};

function createFinder(
  cdn: Cdn | null,
  surroundings: ResolverSurroundings,
  start: ResolvedLibraries,
  signal: AbortSignal | undefined,
): LibraryFinder {
  if (cdn === null) return offline.finder(start);
  const resolver = createResolver(cdn, surroundings);
  const failures = new Map<string, Failure>();
  let resolved = start;
  const current = (): Libraries => ({
    ...withResolved(vendored, resolved),
    whyMissing(specifier) {
      const failure = failures.get(specifier);
      return failure === undefined ? null : failureSentence(specifier, failure, cdn);
    },
  });
  return {
    current,
    resolved: () => resolved,
    async checked(check, packageJson) {
      const recorded = recording(current());
      const first = check(recorded.libraries);
      if (recorded.missing.size === 0) return first;
      const { added, failed } = await resolver.resolve(
        { specifiers: [...recorded.missing], resolved, ranges: wantedRanges(packageJson), base: vendored },
        signal,
      );
      resolved = { ...resolved, ...added };
      for (const specifier of recorded.missing) failures.delete(specifier);
      for (const [specifier, failure] of failed) failures.set(specifier, failure);
      return Object.keys(added).length + failed.size === 0 ? first : check(current());
    },
  };
}
