// Where an import leads: the one rule for checks and previews, so that what passes the check also loads.
import { type Libraries, type Provided, vendored } from "../libraries/libraries.ts";
import { aliasTargets } from "./aliases.ts";
import { reservedPrefix } from "./paths.ts";

export type Exists = (path: string) => boolean;

export type Resolution =
  /** A file of the app. `query` is the part after "?", such as `raw` or `url`. */
  | { kind: "file"; path: string; query: string }
  | { kind: "library"; name: string; provided: Provided }
  /** A bare name that nothing provides. */
  | { kind: "unknown"; name: string }
  /** A URL with a scheme: loaded as it is. */
  | { kind: "external"; url: string }
  /** A path in the app without a file. `path` is what was looked for. */
  | { kind: "missing"; path: string };

const scriptExtensions = [".tsx", ".ts", ".jsx", ".js", ".mjs", ".mts", ".cjs", ".cts"];
/** Single-file components are found without their ending, too, so that what is told names the file. */
const extensions = [...scriptExtensions, ".json", ".css", ".vue", ".svelte"];
const indexNames = ["index.tsx", "index.ts", "index.jsx", "index.js", "index.mjs"];
/** A script may be named by another ending than its file's: TypeScript imports name the output, and pages the file from before a change of language. */
const scriptExtension = new RegExp(`(?:${scriptExtensions.map((extension) => `\\${extension}`).join("|")})$`);

/** Files here are served from the root, as common build tools do. */
const publicFolder = "public/";

/** Resolves `specifier` as written in the file `importer`. */
export function resolveImport(specifier: string, importer: string, exists: Exists, libraries: Libraries = vendored): Resolution {
  if (specifier.startsWith("node:")) return { kind: "unknown", name: specifier };
  if (/^[a-z][a-z0-9+.-]*:/i.test(specifier) || specifier.startsWith("//")) return { kind: "external", url: specifier };
  // A "#" in front belongs to the name, as in package.json's `imports`.
  const mark = specifier.slice(1).search(/[?#]/) + 1 || -1;
  const bare = mark === -1 ? specifier : specifier.slice(0, mark);
  const query = specifier[mark] === "?" ? (specifier.slice(mark + 1).split("#")[0] ?? "") : "";

  const wanted = appPath(bare, importer);
  if (wanted === null) return resolveBare(specifier, { bare, query, importer }, exists, libraries);
  if (wanted.outside || wanted.path.split("/")[0] === reservedPrefix) return { kind: "missing", path: bare };
  const found = probe(wanted.path, exists) ?? (bare.startsWith("/") ? findPublic(wanted.path, exists) : null);
  return found === null ? { kind: "missing", path: wanted.path } : { kind: "file", path: found, query };
}

/** A name without a path: the app's own alias, a library, or a path as bundlers let it be written ("@/x", "src/x"). */
function resolveBare(
  specifier: string,
  { bare, query, importer }: { bare: string; query: string; importer: string },
  exists: Exists,
  libraries: Libraries,
): Resolution {
  const inApp = (path: string): Resolution | null => {
    const { path: wanted, outside } = joinPath("", path);
    const found = outside || wanted.split("/")[0] === reservedPrefix ? null : probe(wanted, exists);
    return found === null ? null : { kind: "file", path: found, query };
  };
  const first = (paths: readonly string[]) => paths.reduce<Resolution | null>((found, path) => found ?? inApp(path), null);
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

/** Resolves a URL in HTML or CSS like a browser, without extensions; `null` if it does not point into the app. */
export function resolveUrl(url: string, importer: string, exists: Exists): Resolution | null {
  const bare = url.trim().split(/[?#]/)[0] ?? "";
  if (bare === "" || /^[a-z][a-z0-9+.-]*:/i.test(bare) || bare.startsWith("//")) return null;
  const wanted = joinPath(bare.startsWith("/") ? "" : folderOf(importer), decode(bare));
  if (wanted.outside) return { kind: "missing", path: bare };
  const found = findServed(wanted.path, exists);
  return found === null ? { kind: "missing", path: wanted.path } : { kind: "file", path: found, query: "" };
}

/** The file served for a request to `path`: the path itself, the same under public/, or a script of the same name with another ending. */
export function findServed(path: string, exists: Exists): string | null {
  return exists(path) ? path : (findPublic(path, exists) ?? otherEnding(path, exists));
}

function otherEnding(path: string, exists: Exists): string | null {
  const ending = scriptExtension.exec(path)?.[0];
  if (ending === undefined) return null;
  const stem = path.slice(0, -ending.length);
  const found = scriptExtensions.find((extension) => exists(stem + extension));
  return found === undefined ? null : stem + found;
}

function findPublic(path: string, exists: Exists): string | null {
  return exists(publicFolder + path) ? publicFolder + path : null;
}

function appPath(bare: string, importer: string): { path: string; outside: boolean } | null {
  if (bare.startsWith("/")) return joinPath("", bare);
  if (/^\.\.?(\/|$)/.test(bare)) return joinPath(folderOf(importer), bare);
  return null;
}

function probe(path: string, exists: Exists): string | null {
  if (path !== "" && exists(path)) return path;
  for (const extension of path === "" ? [] : extensions) {
    if (exists(path + extension)) return path + extension;
  }
  const renamed = otherEnding(path, exists);
  if (renamed !== null) return renamed;
  const folder = path === "" ? "" : `${path}/`;
  for (const name of indexNames) {
    if (exists(folder + name)) return folder + name;
  }
  return null;
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf("/") + 1);
}

function joinPath(folder: string, relative: string): { path: string; outside: boolean } {
  const segments: string[] = [];
  // Files are named in this form everywhere, however the name is typed.
  for (const segment of (folder + relative).normalize("NFC").split("/")) {
    if (segment === "" || segment === ".") continue;
    if (segment !== "..") segments.push(segment);
    else if (segments.pop() === undefined) return { path: "", outside: true };
  }
  return { path: segments.join("/"), outside: false };
}

function decode(url: string): string {
  try {
    return decodeURIComponent(url);
  } catch {
    // Not percent-encoding: the text itself is the name.
    return url;
  }
}
