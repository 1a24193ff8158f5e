// Notes which imports a check says of that nothing provides them, so that they can be looked for and the check made again.
import type { Libraries } from "./libraries.ts";

/** `missing` fills while a check uses it. What the app's own files provide after all, by an alias, is not among them. */
export function recording(libraries: Libraries): { libraries: Libraries; missing: ReadonlySet<string> } {
  const missing = new Set<string>();
  return {
    missing,
    libraries: {
      ...libraries,
      whyMissing(specifier) {
        missing.add(specifier);
        return libraries.whyMissing?.(specifier) ?? null;
      },
    },
  };
}
