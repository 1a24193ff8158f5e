// Reads a library's code for what it exports and imports. The code is foreign and is never run here.
import { parse } from "es-module-lexer/js";
import { isExact, type PackageModule, readSpecifier } from "./specifier.ts";

export interface LibraryModule {
  /** Null when some come from a module that was not read. */
  exports: string[] | null;
  /** Bare names that it imports: those that were asked to be left out. */
  bare: string[];
  /** Packages beside it, in a version that is not exact: the CDN would choose another one later. */
  floating: PackageModule[];
}

/** Null when the text is no module. */
export function readModule(code: string, url: string): LibraryModule | null {
  let read: ReturnType<typeof parse>;
  try {
    read = parse(code);
  } catch {
    // The lexer's way of saying so.
    return null;
  }
  const [imports, exports] = read;
  const bare = new Set<string>();
  const floating = new Map<string, PackageModule>();
  for (const entry of imports) {
    if (entry.type === "import-meta" || entry.specifier === undefined) continue;
    const { specifier } = entry;
    if (/^(?:\.{0,2}\/|[a-z][a-z0-9+.-]*:)/i.test(specifier)) {
      const found = floatingPackage(specifier, url);
      if (found !== null) floating.set(found.name + found.subpath, found);
    } else bare.add(specifier);
  }
  const isWhole = !exports.some((entry) => entry.type === "reexport-all");
  return {
    exports: isWhole ? exports.flatMap((entry) => (entry.type === "reexport-all" ? [] : entry.name)) : null,
    bare: [...bare],
    floating: [...floating.values()],
  };
}

/** The package that an address of the same CDN names without an exact version; null for everything else. */
function floatingPackage(specifier: string, url: string): PackageModule | null {
  const target = URL.parse(specifier, url);
  if (target === null || target.origin !== new URL(url).origin) return null;
  let path: string;
  try {
    path = decodeURIComponent(target.pathname).replace(/^\/\*?/, "");
  } catch {
    // Not an address of a package.
    return null;
  }
  // Stand-ins for modules of Node: of the CDN's own version.
  if (path.startsWith("node/")) return null;
  const found = readSpecifier(path);
  return found === null || (found.range !== null && isExact(found.range)) ? null : found;
}
