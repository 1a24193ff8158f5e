// Tells which of the demo model's kinds an app is.
import type { Kind } from "./kind.ts";

/** The kind whose own files are all there. The six files that every app has are ignored. */
export function kindOfFiles(
  paths: readonly string[],
  kinds: readonly Kind[],
  apps: Record<string, Record<string, string>>,
): Kind | null {
  const present = new Set(paths);
  const own = (kind: Kind) => Object.keys(apps[kind.kind] ?? {});
  const fitting = kinds.filter((kind) => own(kind).length > 0 && own(kind).every((path) => present.has(path)));
  return fitting.sort((a, b) => own(b).length - own(a).length)[0] ?? null;
}
