// Which file of the app a path or an address means. Names of libraries are resolve.ts's, so that what needs none of them does not carry them.
import { aliasTargets } from "./aliases.ts";
import { reservedPrefix } from "./paths.ts";

export type Exists = (path: string) => boolean;

export type InApp =
  /** A file of the app. `query` is the part after "?", such as `raw` or `url`. */
  | { kind: "file"; path: string; query: string }
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

/** Resolves a path ("./x", "/x") as written in an import, without its query; null for anything else. */
export function resolvePath(bare: string, importer: string, exists: Exists): InApp | null {
  const wanted = appPath(bare, importer);
  if (wanted === null) return null;
  if (wanted.outside || wanted.path.split("/")[0] === reservedPrefix) return { kind: "missing", path: bare };
  const found = probe(wanted.path, exists) ?? (bare.startsWith("/") ? findPublic(wanted.path, exists) : null);
  return found === null ? { kind: "missing", path: wanted.path } : { kind: "file", path: found, query: "" };
}

/** The same, and the short forms that no library has for a name ("@/x", "~/x"). */
export function resolveOwn(bare: string, importer: string, exists: Exists): InApp | null {
  const path = resolvePath(bare, importer, exists);
  const { certain, conventional } = aliasTargets(bare, importer);
  if (path !== null || !certain) return path;
  const found = firstFile(conventional, exists);
  return found === null ? { kind: "missing", path: bare } : { kind: "file", path: found, query: "" };
}

/** The first of paths from the app's root that leads to a file. */
export function firstFile(paths: readonly string[], exists: Exists): string | null {
  for (const written of paths) {
    const { path, outside } = joinPath("", written);
    const found = outside || path.split("/")[0] === reservedPrefix ? null : probe(path, exists);
    if (found !== null) return found;
  }
  return null;
}

/** Resolves a URL in HTML or CSS like a browser, without extensions; `null` if it does not point into the app. */
export function resolveUrl(url: string, importer: string, exists: Exists): InApp | null {
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

export function joinPath(folder: string, relative: string): { path: string; outside: boolean } {
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
