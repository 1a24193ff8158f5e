// What provides a bare specifier of an app's import: a library that this build has, or one that a version's manifest names (from a CDN).
import { meantBy } from "./aliases.ts";
import { builtModule, builtStyles } from "./built.ts";
import { memberFile } from "./derived.ts";
import { isIconSet, knownIconNames } from "./icons.ts";

export interface Libraries {
  /** How a bare specifier, as written in an import, is provided; null if nothing provides it. */
  find(specifier: string): Provided | null;
  /** Why something that was looked for at the CDN is not there, as a sentence; null or absent if it was not looked for. */
  whyMissing?(specifier: string): string | null;
  /** Paths of the app that the specifier may mean by the app's own configuration (tsconfig.json and the like), without endings. */
  aliases?(specifier: string): readonly string[];
}

export interface Provided {
  /** The canonical one, such as "motion/react" for "framer-motion". */
  specifier: string;
  /** Null: not known; then names are not checked. */
  exports: ReadonlySet<string> | null;
  source: LibrarySource;
}

export type LibrarySource =
  /** A module in public/vendor/. */
  | { kind: "vendored"; file: string }
  /** Icons, served one by one. */
  | { kind: "icons"; set: string }
  /** `imports`: bare names in its code, which a page's import map has to lead. */
  | { kind: "cdn"; url: string; integrity?: string; imports?: readonly string[] }
  /** A stylesheet in public/vendor/. */
  | { kind: "style"; file: string }
  /** Named by a page's own import map, which the browser follows. */
  | { kind: "page"; url: string };

/** What a version's manifest holds, by specifier. */
export type ResolvedLibraries = Readonly<Record<string, ResolvedLibrary>>;

export interface ResolvedLibrary {
  version: string;
  url: string;
  integrity?: string;
  exports?: readonly string[];
  /** Bare names that its code imports: a page's import map has to lead them. */
  imports?: readonly string[];
}

/** What this build has. */
export const vendored: Libraries = { find: provide };

function provide(specifier: string): Provided | null {
  const own = provideAsNamed(specifier);
  if (own !== null) return own;
  for (const { specifier: meant, member } of meantBy(specifier)) {
    const found = provideAsNamed(meant);
    if (found === null || member === undefined) {
      if (found !== null) return found;
      continue;
    }
    if (found.source.kind !== "vendored" || found.exports?.has(member) !== true) continue;
    const source: LibrarySource = { kind: "vendored", file: memberFile(found.source.file, member) };
    return { specifier, exports: new Set([member, "default"]), source };
  }
  return null;
}

function provideAsNamed(specifier: string): Provided | null {
  const module = builtModule(specifier);
  if (module !== null) return { specifier, exports: module.exports, source: { kind: "vendored", file: module.file } };
  if (isIconSet(specifier)) return { specifier, exports: knownIconNames(specifier), source: { kind: "icons", set: specifier } };
  const style = Object.hasOwn(builtStyles, specifier) ? builtStyles[specifier] : undefined;
  // A script imports it for what it does; it has no names, and a default in build tools.
  if (style !== undefined) return { specifier, exports: new Set(["default"]), source: { kind: "style", file: style } };
  return null;
}

/** Two Reacts in a page do not work together: everything uses the build's. */
const oneForAll = /^react(-dom)?(\/|$)/;

/** `base`, and what a version's manifest holds: this comes first, or a later build that has the library itself would change the version. */
export function withResolved(base: Libraries, resolved: ResolvedLibraries): Libraries {
  return {
    ...base,
    find: (specifier) => {
      const library = Object.hasOwn(resolved, specifier) && !oneForAll.test(specifier) ? resolved[specifier] : undefined;
      if (library === undefined) return base.find(specifier);
      const { url, integrity, exports, imports } = library;
      return {
        specifier,
        exports: exports === undefined ? null : new Set(exports),
        source: {
          kind: "cdn",
          url,
          ...(integrity === undefined ? {} : { integrity }),
          ...(imports === undefined ? {} : { imports }),
        },
      };
    },
  };
}
