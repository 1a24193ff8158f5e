// Where an import leads: the one rule for checks and previews, so that what passes the check also loads.
import { type Libraries, type Provided, vendored } from "../libraries/libraries.ts";
import { aliasTargets } from "./aliases.ts";
import { type Exists, firstFile, type InApp, joinPath, resolvePath } from "./app-files.ts";

export type { Exists };

export type Resolution =
  | InApp
  | { kind: "library"; name: string; provided: Provided }
  /** A bare name that nothing provides. */
  | { kind: "unknown"; name: string }
  /** A URL with a scheme: loaded as it is. */
  | { kind: "external"; url: string };

/** Resolves `specifier` as written in the file `importer`. */
export function resolveImport(specifier: string, importer: string, exists: Exists, libraries: Libraries = vendored): Resolution {
  if (specifier.startsWith("node:")) return { kind: "unknown", name: specifier };
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) || specifier.startsWith("//")) return { kind: "external", url: specifier };
  // A "#" in front belongs to the name, as in package.json's `imports`.
  const mark = specifier.slice(1).search(/[?#]/) + 1 || -1;
  const bare = mark === -1 ? specifier : specifier.slice(0, mark);
  const query = specifier[mark] === "?" ? (specifier.slice(mark + 1).split("#")[0] ?? "") : "";

  const found = resolvePath(bare, importer, exists);
  if (found === null) return resolveBare(specifier, { bare, query, importer }, exists, libraries);
  return found.kind === "file" ? { ...found, query } : found;
}

/** A name without a path: the app's own alias, a library, or a path as bundlers let it be written ("@/x", "src/x"). */
function resolveBare(
  specifier: string,
  { bare, query, importer }: { bare: string; query: string; importer: string },
  exists: Exists,
  libraries: Libraries,
): Resolution {
  const first = (paths: readonly string[]): Resolution | null => {
    const path = firstFile(paths, exists);
    return path === null ? null : { kind: "file", path, query };
  };
  const { conventional, certain } = aliasTargets(bare, importer);
  const configured = libraries.aliases?.(bare) ?? [];
  const own = first(configured) ?? (certain ? first(conventional) : null);
  if (own !== null) return own;
  const provided = libraries.find(bare);
  if (provided !== null) return { kind: "library", name: bare, provided };
  const meant = certain ? (configured[0] ?? conventional[0]) : undefined;
  if (meant !== undefined) return { kind: "missing", path: joinPath("", meant).path };
  return first(conventional) ?? { kind: "unknown", name: specifier };
}

/** Whether an import asks for a file's text, address or the like, so that a script is not run as one. */
export function isAsset(query: string): boolean {
  return /(?:^|&)(?:raw|url|inline|react|worker|sharedworker)(?:$|[&=])/.test(query);
}

/** Resolves all imports of a file; repeated specifiers are looked up once. */
export function resolverFor(
  importer: string,
  exists: Exists,
  libraries: Libraries = vendored,
): (specifier: string) => Resolution {
  const known = new Map<string, Resolution>();
  return (specifier) => {
    const resolution = known.get(specifier) ?? resolveImport(specifier, importer, exists, libraries);
    known.set(specifier, resolution);
    return resolution;
  };
}

/** The file that `new URL(specifier, import.meta.url)` names, found as an import's is; null if it names none of the app. */
export function namedFile(specifier: string, importer: string, exists: Exists, libraries: Libraries = vendored): string | null {
  const direct = resolveImport(specifier, importer, exists, libraries);
  if (direct.kind === "file") return direct.path;
  const beside = direct.kind === "unknown" ? resolveImport(`./${specifier}`, importer, exists, libraries) : direct;
  return beside.kind === "file" ? beside.path : null;
}
